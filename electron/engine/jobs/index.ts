import type { Topic } from '#engine/door/door.ts';
import type { Commit } from '#engine/store/store.ts';
import type { JournalAction } from '#shared/model/journal-record.ts';

/** What a commit wakes: whether scores and findings are worked out anew, and which live views it touches. */
export interface Wake {
  readonly rescore: boolean;
  readonly topics: readonly Topic[];
}

const changesFacts: ReadonlySet<JournalAction> = new Set([
  'scope.classified',
  'demo.filled',
  'import.committed',
  'import.undone',
  'human.linked',
  'human.unlinked',
  'owner.assigned',
  'identity.departed',
  'identity.returned',
]);

export function wokenBy(commit: Commit): Wake {
  // A classification, a new as-of instant or an imported log changes facts without naming an identity.
  const rescore = commit.identities !== 'none' || changesFacts.has(commit.action);
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
