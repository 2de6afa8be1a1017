// Who hangs on an identity, in sentences for whoever is about to take something away from it.
import type { Workspace } from '#engine/store/store.ts';
import { beforeAnyEnd } from '#engine/store/tables/edges.ts';
import { delegationKinds } from '#shared/model/delegation.ts';
import { type Identity, identityKinds } from '#shared/model/identity.ts';

const spawned = delegationKinds.indexOf('spawned');
/** A token that stands for itself in the inventory. */
const token = identityKinds.indexOf('api_key');

const counted = (count: number, one: string, several: string): readonly string[] =>
  count === 0 ? [] : [count === 1 ? `1 ${one}` : `${count} ${several}`];

/** Nothing where nobody is known to depend on it. */
export function dependantsOf({ identities }: Workspace, row: number, { grants }: Identity): readonly string[] {
  const people = grants.reduce(
    (sum, { consent, subjects }) => (consent?.status === 'live' ? sum + Math.max(1, subjects) : sum),
    0,
  );
  const { from, to, kind } = identities.edges.resolve(identities, beforeAnyEnd);
  const [tokens, agents] = [new Set<number>(), new Set<number>()];
  for (let edge = 0; edge < from.length; edge += 1) {
    const child = to[edge] ?? -1;
    if (kind[edge] !== spawned || from[edge] !== row || child < 0 || child >= identities.length) continue;
    (identities.columns.kind.at(child) === token ? tokens : agents).add(child);
  }
  return [
    ...counted(people, 'person lets it act for them.', 'people let it act for them.'),
    ...counted(agents.size, 'agent came from it.', 'agents came from it.'),
    ...counted(tokens.size, 'known token is of it.', 'known tokens are of it.'),
  ];
}
