import type { Topic } from '#engine/door/door.ts';
import type { Commit } from '#engine/store/store.ts';
import type { JournalAction, JournalRecord } from '#shared/model/journal-record.ts';

/** What a commit wakes: whether scores and findings are worked out anew, and which live views it touches. */
export interface Wake {
  readonly rescore: boolean;
  readonly topics: readonly Topic[];
}

/** What scores follow from: who is there, what they hold, who answers for them, and by which numbers that is weighed. */
const scoring: ReadonlySet<JournalAction> = new Set([
  'scope.classified',
  'demo.filled',
  'tenant.synced',
  'import.committed',
  'import.undone',
  'owner.assigned',
  'identity.departed',
  'identity.returned',
  'policy.set',
]);
/** What findings follow from, and no score. */
const judging: ReadonlySet<JournalAction> = new Set([
  'human.linked',
  'human.unlinked',
  'incident.added',
  'incident.removed',
  'risk.accepted',
  'risk.withdrawn',
  'packs.chosen',
  'rule.saved',
  'rule.removed',
]);

type Said = Pick<JournalRecord, 'action' | 'data'>;

/** Can scores after a record be other than those before it, whenever somebody looks? */
export function changesScores({ action, data }: Said): boolean {
  // What the store itself says of a commit.
  const counts = data['counts'] as { readonly identities?: number } | undefined;
  return scoring.has(action) || (counts?.identities ?? 0) > 0;
}

/** Does a record change what identities are or what is found of them? */
export const changesInventory = (record: Said): boolean => judging.has(record.action) || changesScores(record);

export function wokenBy(commit: Commit): Wake {
  // A classification, a new as-of instant or an imported log changes facts without naming an identity.
  const rescore = commit.identities !== 'none' || scoring.has(commit.action) || judging.has(commit.action);
  return {
    rescore,
    topics: [
      'journal',
      'workspace',
      'activity',
      'problems',
      'issuer',
      'tenants',
      'plans',
      ...(commit.action.startsWith('campaign.') ? (['campaigns'] as const) : []),
      ...(commit.action.startsWith('view.') ? (['views'] as const) : []),
      ...(rescore ? (['identities', 'findings'] as const) : []),
    ],
  };
}
