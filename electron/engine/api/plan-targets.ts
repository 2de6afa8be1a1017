// What is meant by "this and everything that came from it": the targets of a plan, from the inventory alone.
import type { Workspace } from '#engine/store/store.ts';
import { beforeAnyEnd } from '#engine/store/tables/edges.ts';
import { delegationKinds } from '#shared/model/delegation.ts';
import type { Intent } from '#shared/model/finding.ts';
import type { IdentityId, TenantId } from '#shared/model/ids.ts';
import type { Target } from '#shared/model/plan.ts';

const spawned = delegationKinds.indexOf('spawned');

/** Verbs that take away for good what hangs on the target; the others leave its children alone. */
const cascading: readonly Intent[] = ['revoke', 'disable', 'delete'];

/** A target, and what it came from where that is a target as well. */
export interface Expanded {
  readonly target: Target;
  readonly parent: IdentityId | null;
}

/** Each target once, in the order: what was asked for, what people gave to it, what came from it. */
export function expandTargets(
  { identities, identity }: Workspace,
  intent: Intent,
  asked: readonly Target[],
  signsOut: (tenant: TenantId) => boolean,
): readonly Expanded[] {
  const found = new Map<string, Expanded>();
  const add = (target: Target, parent: IdentityId | null = null): void => {
    const key = `${target.identity} ${target.part} ${target.ref}`;
    if (!found.has(key)) found.set(key, { target, parent });
  };
  for (const target of asked) {
    const row = identities.rowOf(target.identity);
    const isPerson = row >= 0 && identity(row).kind === 'human';
    // A person is not a credential: what is taken away is what acts for the person.
    if (!(isPerson && intent === 'revoke')) add(target);
    if (row < 0 || target.part !== 'identity' || !cascading.includes(intent)) continue;
    if (isPerson) {
      for (const grant of consentsTo(row)) add(grant);
      // Their own sessions act for them as well.
      if (intent === 'revoke' && signsOut(identity(row).tenant.id))
        add({ identity: target.identity, part: 'session', ref: '' });
    } else {
      if (intent === 'revoke') for (const consent of consentsOf(row)) add(consent);
      for (const [child, parent] of descendants(row))
        add({ identity: identities.idOf(child), part: 'identity', ref: '' }, identities.idOf(parent));
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
    return identities.edges.actingFor(identities, person, beforeAnyEnd).flatMap((row) => {
      const { id, grants } = identity(row);
      return grants.flatMap((grant) =>
        grant.onBehalfOf === personId ? [{ identity: id, part: 'consent' as const, ref: grant.id }] : [],
      );
    });
  }

  /** Sub-agents, tokens, and what came from them, each with what it came from; delegation may be cyclic. */
  function descendants(row: number): ReadonlyMap<number, number> {
    const edges = identities.edges.resolve(identities, beforeAnyEnd);
    const parents = new Map<number, number>([[row, row]]);
    for (const parent of parents.keys()) {
      for (let edge = 0; edge < edges.kind.length; edge += 1) {
        const child = edges.to[edge] ?? -1;
        if (edges.kind[edge] !== spawned || edges.from[edge] !== parent || child >= identities.length) continue;
        if (!parents.has(child)) parents.set(child, parent);
      }
    }
    parents.delete(row);
    return parents;
  }
}
