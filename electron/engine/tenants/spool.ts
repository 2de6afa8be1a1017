// What a sync has fetched so far lies in the workspace until it is whole, so that one that was cut off goes on.
import type { Page } from '#engine/connectors/connector.ts';
import type { System } from '#engine/system/system.ts';

interface Standing {
  /** Where to go on; null: everything is there. */
  readonly next: string | null;
  readonly startedAt: number;
  readonly pages: number;
  /** Bytes of each part that belong to finished pages: whatever stands behind them was cut off. */
  readonly parts: Readonly<Record<string, number>>;
}

/** A sync that stopped longer ago is begun anew: its first half would be of another time than its second. */
const freshMs = 60 * 60_000;

export interface Spool {
  readonly standing: Standing | null;
  begin(): Promise<void>;
  add(page: Page): Promise<void>;
  /** Files to import, in the order in which their parts began; those without a byte are left out. */
  readonly files: readonly string[];
  remove(): Promise<void>;
}

export async function openSpool(
  { files, clock }: Pick<System, 'files' | 'clock'>,
  workspace: string,
  name: string,
): Promise<Spool> {
  const folder = files.join(workspace, 'sync', name);
  const standingFile = files.join(folder, 'standing.json');
  await files.makeFolder(folder);
  let standing = readStanding();

  function readStanding(): Standing | null {
    if (!files.exists(standingFile)) return null;
    // Written by this class; a torn one cannot be, for it is renamed into place.
    const found = JSON.parse(Buffer.from(files.readSync(standingFile)).toString('utf8')) as Standing;
    return clock.now() - found.startedAt > freshMs ? null : found;
  }

  async function write(next: Standing): Promise<void> {
    await files.writeAtomic(standingFile, JSON.stringify(next));
    standing = next;
  }

  return {
    get standing() {
      return standing;
    },
    async begin() {
      await write({ next: '', startedAt: clock.now(), pages: 0, parts: {} });
    },
    async add({ part, text, next }) {
      if (standing === null) throw new Error('the spool was not begun');
      const path = files.join(folder, part);
      const whole = standing.parts[part] ?? 0;
      const bytes = new TextEncoder().encode(text);
      const handle = await files.open(path, files.exists(path) ? 'append' : 'create');
      try {
        if (handle.size() !== whole) await handle.truncate(whole);
        await handle.append(bytes);
        await handle.flush();
      } finally {
        await handle.close();
      }
      await write({
        ...standing,
        next,
        pages: standing.pages + 1,
        parts: { ...standing.parts, [part]: whole + bytes.length },
      });
    },
    get files() {
      return Object.entries(standing?.parts ?? {}).flatMap(([part, size]) =>
        size > 0 ? [files.join(folder, part)] : [],
      );
    },
    async remove() {
      for (const name of files.list(folder)) await files.remove(files.join(folder, name));
      standing = null;
    },
  };
}
