import type { Topic } from '#engine/door/door.ts';
import type { Commit } from '#engine/store/store.ts';

/** What a commit wakes: whether scores and findings are worked out anew, and which live views it touches. */
export interface Wake {
  readonly rescore: boolean;
  readonly topics: readonly Topic[];
}

export function wokenBy(commit: Commit): Wake {
  // A classification or a new as-of instant changes facts without naming an identity.
  const rescore =
    commit.identities !== 'none' || commit.action === 'scope.classified' || commit.action === 'demo.filled';
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
      ...(rescore ? (['identities', 'findings'] as const) : []),
    ],
  };
}
