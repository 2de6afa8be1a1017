import { create } from 'zustand';
import { call } from '#renderer/client/call.ts';
import { exact, stamp } from '#renderer/ui/format.ts';
import type { CallOutput } from '#shared/contract/contract.ts';
import type { JournalRow } from '#shared/contract/moments.ts';
import type { WorkspaceInfo } from '#shared/contract/workspace.ts';
import { dismiss, notify } from './notifications.ts';

export type PastMoment = { readonly seq: number } | { readonly at: number };
export type RecentRecords = CallOutput<'moments.recent'>;

interface Picking {
  readonly title: string;
  readonly recent: RecentRecords;
  readonly onPick: (moment: PastMoment) => void;
}

/** The box in which a moment is chosen, while it is open. */
export const usePicking = create<{ readonly picking: Picking | null }>()(() => ({ picking: null }));

export async function pickMoment(title: string, onPick: Picking['onPick']): Promise<void> {
  const recent = await call('moments.recent', {});
  usePicking.setState({ picking: { title, recent, onPick } });
}
export const stopPicking = (): void => usePicking.setState({ picking: null });

let opening: AbortController | null = null;

/** Shows the workspace as of a moment. Rejects with import.cancelled where the analyst stopped it. */
export async function openMoment(moment: PastMoment): Promise<void> {
  opening?.abort();
  const own = new AbortController();
  opening = own;
  const id = 'moment';
  try {
    await call(
      'moments.open',
      { moment },
      {
        signal: own.signal,
        // A short journal is replayed before it could say so.
        onProgress: ({ done, total, detail }) =>
          notify({
            id,
            message: `${detail}…`,
            progress: total === null ? null : done / total,
            actions: [{ label: 'Cancel', command: 'moment.cancel' }],
          }),
      },
    );
  } finally {
    dismiss(id);
    if (opening === own) opening = null;
  }
}

export const cancelMoment = (): void => opening?.abort();

type Shown = NonNullable<WorkspaceInfo['moment']>;

/** `#12, 2026-03-14 12:04` */
export const momentWords = ({ seq, at }: Pick<Shown, 'seq' | 'at'>): string => `#${seq}, ${stamp(at)}`;

/** The workspace, and the moment where it is not now. */
export const shownName = ({ name, moment }: Pick<WorkspaceInfo, 'name' | 'moment'>): string =>
  moment === null ? name : `${name} as of ${momentWords(moment)}`;

/** What the record did. */
export const deedWords = ({ summary, object }: Pick<JournalRow, 'summary' | 'object'>): string =>
  object === '' || summary.includes(object) ? summary : `${object} – ${summary}`;

export const momentTitle = (moment: Shown): string =>
  `Shown as of record ${moment.seq} of ${moment.records}, written ${exact(moment.at)}: ${deedWords(moment)}. Click to go back to now.`;

/** Why nothing can be changed; '': it can. */
export function readOnlyWords(workspace: WorkspaceInfo | null): string {
  if (workspace?.readOnly !== true) return '';
  return workspace.moment === null
    ? 'This workspace is open read-only.'
    : `The workspace is shown as of record ${workspace.moment.seq}: go back to now to change it.`;
}
