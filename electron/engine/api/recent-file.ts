import { z } from 'zod';
import type { Files, Log } from '#engine/system/system.ts';
import type { WorkspaceStatus } from '#shared/contract/workspace.ts';

type Recent = WorkspaceStatus['recent'][number];
const most = 12;
const recents = z.array(z.object({ path: z.string(), name: z.string(), openedAt: z.number() }));

export interface RecentFile {
  readonly list: Recent[];
  opened(entry: Recent): Promise<void>;
  forget(path: string): Promise<void>;
}

/** Workspaces that were open, the newest first. A list that cannot be read or written is only a lost comfort. */
export function openRecents(
  { files, log }: { readonly files: Files; readonly log: Pick<Log, 'warning'> },
  folder: string | null,
): RecentFile {
  const path = folder === null ? '' : files.join(folder, 'recent.json');
  let list: Recent[] = [];
  try {
    if (path !== '' && files.exists(path)) {
      list = recents.parse(JSON.parse(new TextDecoder().decode(files.readSync(path))));
    }
  } catch {
    log.warning('The list of recent workspaces could not be read; it starts anew.');
  }
  const keep = async (next: Recent[]): Promise<void> => {
    list = next;
    if (folder === null) return;
    try {
      await files.makeFolder(folder);
      await files.writeAtomic(path, `${JSON.stringify(next, null, 2)}\n`);
    } catch {
      log.warning('The list of recent workspaces could not be written.');
    }
  };
  return {
    get list() {
      return list.map((entry) => ({ ...entry }));
    },
    opened: (entry) => keep([entry, ...list.filter((other) => other.path !== entry.path)].slice(0, most)),
    forget: (forgotten) => keep(list.filter((entry) => entry.path !== forgotten)),
  };
}
