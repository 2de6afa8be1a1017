// What the file says of a service account elsewhere than in the account.
import { blankCredential } from '#engine/importers/gather/blank.ts';
import type { Contribution, Ref, World } from '#engine/importers/gather/source-object.ts';
import type { Credential } from '#shared/model/credential.ts';
import { type Fact, isUnknown, type Seconds, unknown } from '#shared/model/fact.ts';
import type { TokenPolicy } from '#shared/model/token-policy.ts';
import type { Cluster } from './cluster.ts';
import { grantOf } from './grants.ts';
import { groupsOf, isBuiltIn, userNameOf } from './principals.ts';

export const secretCredential = (id: string): Credential => ({
  ...blankCredential,
  id,
  kind: 'api_key',
  vendorKind: 'service account token secret',
  // The token in a secret has no end; only its secret's deletion ends it.
  expiresAt: 'never',
});

/** What is known of an account wherever the file names it: its groups' grants, and how pods use it. */
export function contributionOfAccount(ref: Ref, cluster: Cluster, world: World): Contribution {
  const groups = groupsOf(ref);
  const use = cluster.uses.get(ref.externalId);
  const namespace = ref.externalId.split('/')[0] ?? '';
  const held = cluster.groupBindings
    .filter(({ group }) => groups.includes(group))
    .map(({ group, binding }) => grantOf(binding(), ref, cluster, world, group));
  const mounted = [...(use?.secrets ?? [])].filter((name) => !cluster.tokenSecrets.has(`${namespace}/${name}`));
  const projected = [...(use?.tokens ?? [])].map(
    ([audience]): Credential => ({
      ...blankCredential,
      id: `projected:${audience || 'api server'}`,
      // The kubelet renews it as long as the pod lives: nothing of it stands still.
      kind: 'federated',
      vendorKind: 'projected service account token',
      expiresAt: unknown('not_recorded'),
    }),
  );
  return {
    vendorKind: 'ServiceAccount',
    name: ref.externalId.split('/')[1] ?? ref.externalId,
    aliases: [userNameOf(ref)],
    builtIn: isBuiltIn(ref),
    autonomy: 'unattended',
    ...(use !== undefined && { standing: use.standing }),
    credentials: [...projected, ...mounted.map(secretCredential)],
    tokenPolicy: use === undefined || use.tokens.size === 0 ? null : policyOf([...use.tokens.values()]),
    grants: held.map(({ grant }) => grant),
    delegations: held.flatMap(({ delegations }) => delegations),
  };
}

function policyOf(lives: readonly Fact<Seconds>[]): TokenPolicy {
  const unsaid = lives.find(isUnknown);
  return {
    accessTtl: unsaid ?? Math.max(...lives.filter((life) => typeof life === 'number')),
    accessTtlFrom: 'client',
    refreshAbsolute: null,
    refreshIdle: null,
    refreshRotation: false,
    offline: false,
  };
}
