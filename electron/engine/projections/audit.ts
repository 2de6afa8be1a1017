import type { Workspace } from '#engine/store/store.ts';
import type { WatchRequest, WatchView } from '#shared/contract/contract.ts';
import type { JournalAction, JournalRecord } from '#shared/model/journal-record.ts';

/** The journal itself, oldest record first. */
export function auditList(workspace: Workspace | null, params: WatchRequest<'audit.list'>): WatchView<'audit.list'> {
  const total = workspace?.journal.records ?? 0;
  const first = Math.min(params.first, total);
  const records = workspace?.journal.list(first, params.count) ?? [];
  return {
    total,
    first,
    rows: records.map((record) => ({
      seq: record.seq,
      at: Date.parse(record.at),
      human: record.human,
      action: record.action,
      object: record.object,
      summary: summaryOf(record),
      hash: record.hash,
    })),
  };
}

const sentences: Readonly<Record<JournalAction, string>> = {
  'workspace.created': 'Workspace created',
  'workspace.recovered': 'Repaired on opening',
  'workspace.lock_taken_over': 'Lock of a process that had died taken over',
  'import.committed': 'Imported',
  'demo.filled': 'Filled with the demo company',
  'mapping.saved': 'Column mapping saved',
  'scope.classified': 'Scope classified',
  'audit.exported': 'Journal exported',
};

/** What the record says in one line: its action, and the counts that its data carries. */
export function summaryOf({ action, data }: Pick<JournalRecord, 'action' | 'data'>): string {
  const sentence = sentences[action] ?? action;
  const summary = data['summary'];
  return typeof summary === 'string' && summary !== '' ? `${sentence}: ${summary}` : sentence;
}
