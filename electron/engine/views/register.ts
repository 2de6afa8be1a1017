// The saved views of a workspace, as the journal says them. An id is made of the number of the record that saved the view.
import type { Register } from '#engine/store/store.ts';
import { type SavedView, savedView, type ViewContent } from '#shared/contract/queries.ts';
import type { JournalRecord } from '#shared/model/journal-record.ts';

/** Rides in the data of a journal record, member `view`. */
export type ViewChange =
  | { readonly is: 'saved'; readonly name: string; readonly content: ViewContent }
  | { readonly is: 'renamed'; readonly id: string; readonly name: string }
  | { readonly is: 'removed'; readonly id: string };

export const viewIdOf = (seq: number): string => `view_${seq}`;

export class ViewsRegister implements Register {
  readonly name = 'views';
  /** By id, in the order in which they were saved. */
  readonly views = new Map<string, SavedView>();

  apply({ seq, at, human, data }: Pick<JournalRecord, 'seq' | 'at' | 'human' | 'data'>): void {
    // Written by this engine alone, and covered by the hash chain.
    const change = data['view'] as ViewChange | undefined;
    if (change === undefined) return;
    const by = { by: human, at: Date.parse(at) };
    if (change.is === 'saved') {
      const { name, content } = change;
      // Another version of the workbench may have saved what this one has no list for.
      const view = savedView.safeParse({ id: viewIdOf(seq), name, content, ...by });
      if (view.success) this.views.set(view.data.id, view.data);
    } else if (change.is === 'renamed') {
      const view = this.views.get(change.id);
      if (view) this.views.set(change.id, { ...view, name: change.name, ...by });
    } else this.views.delete(change.id);
  }

  save(): string {
    return JSON.stringify([...this.views.values()]);
  }

  load(text: string): void {
    // Written by save and covered by the digest of the snapshot.
    for (const view of JSON.parse(text) as SavedView[]) this.views.set(view.id, view);
  }
}
