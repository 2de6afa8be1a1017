// What is meant by "this and everything that came from it": the targets of a plan, from the inventory alone.
import type { Workspace } from '#engine/store/store.ts';
import { delegationKinds } from '#shared/model/delegation.ts';
import type { Intent } from '#shared/model/finding.ts';
import type { Target } from '#shared/model/plan.ts';

const spawned = delegationKinds.indexOf('spawned');

/** Verbs that take away for good what hangs on the target; the others leave its children alone. */
const cascading: readonly Intent[] = ['revoke', 'disable', 'delete'];

/** Each target once, in the order: what was asked for, then what came from it. */
export function expandTargets(
  { identities, identity }: Workspace,
  intent: Intent,
  asked: readonly Target[],
): readonly Target[] {
  const found = new Map<string, Target>();
  const add = (target: Target): void => {
    const key = `${target.identity} ${target.part} ${target.ref}`;
    if (!found.has(key)) found.set(key, target);
  };
  for (const target of asked) {
    const row = identities.rowOf(target.identity);
    const isPerson = row >= 0 && identity(row).kind === 'human';
    // A person is not a credential: what is taken away is what acts for the person.
    if (!(isPerson && intent === 'revoke')) add(target);
    if (row < 0 || target.part !== 'identity' || !cascading.includes(intent)) continue;
    if (isPerson) for (const grant of consentsTo(row)) add(grant);
    else {
      for (const child of descendants(row)) add({ identity: identities.idOf(child), part: 'identity', ref: '' });
      if (intent === 'revoke') for (const consent of consentsOf(row)) add(consent);
    }
  }
  return [...found.values()];

  function consentsOf(row: number): Target[] {
    const { id, grants } = identity(row);
    return grants.flatMap((grant) =>
      grant.consent?.status === 'live' && grant.onBehalfOf !== null
        ? [{ identity: id, part: 'consent' as const, ref: grant.id }]
        : [],
    );
  }

  /** Of everybody who acts for this person. */
  function consentsTo(person: number): Target[] {
    const personId = identities.idOf(person);
    return identities.edges.actingFor(identities, person).flatMap((row) => {
      const { id, grants } = identity(row);
      return grants.flatMap((grant) =>
        grant.onBehalfOf === personId ? [{ identity: id, part: 'consent' as const, ref: grant.id }] : [],
      );
    });
  }

  /** Sub-agents, and theirs; delegation may be cyclic. */
  function descendants(row: number): number[] {
    const edges = identities.edges.resolve(identities);
    const seen = new Set([row]);
    for (const parent of seen) {
      for (let edge = 0; edge < edges.kind.length; edge += 1) {
        const child = edges.to[edge] ?? -1;
        if (edges.kind[edge] === spawned && edges.from[edge] === parent && child < identities.length) seen.add(child);
      }
    }
    seen.delete(row);
    return [...seen];
  }
}
