// Workload identity federation: whose tokens a pool takes for its own, and on which condition.
import type { Fields } from '#engine/importers/fields.ts';
import { blankCredential } from '#engine/importers/gather/blank.ts';
import type { Contribution, SourceObject } from '#engine/importers/gather/source-object.ts';
import type { Credential } from '#shared/model/credential.ts';
import { unknown } from '#shared/model/fact.ts';
import type { IdentityStatus } from '#shared/model/identity.ts';
import { isPublicIssuer, type Trust } from '#shared/model/trust.ts';
import { assetName, type Cloud, dataOf } from './cloud.ts';
import { lastOf, poolNamed } from './names.ts';
import { poolRef } from './principals.ts';

const nameOf = (fields: Fields): string => dataOf(fields).plain('name') || assetName(fields);

const stateOf = (data: Fields): IdentityStatus => {
  if (data.plain('state') === 'DELETED') return 'retired';
  return data.isTrue('disabled') ? 'disabled' : 'active';
};

const common = (pool: string): Contribution => ({
  vendorKind: 'workload identity pool',
  name: lastOf(pool),
  autonomy: 'unattended',
});

export const pool: SourceObject<Cloud> = {
  kind: 'workload identity pool',
  idMember: 'name',
  id: (fields) => poolNamed(nameOf(fields)),
  shares: (fields) => [{ ref: poolRef(poolNamed(nameOf(fields))), at: '' }],
  read({ fields }) {
    const data = dataOf(fields);
    const pool = poolNamed(nameOf(fields));
    return {
      ...common(pool),
      name: data.plain('displayName') || lastOf(pool),
      description: data.plain('description'),
      aliases: [`principalSet://iam.googleapis.com/${pool}/*`],
      status: stateOf(data),
    };
  },
};

/** Who issues what the provider takes. */
function issuerOf(data: Fields): string {
  const issuer = data.object('oidc')?.plain('issuerUri') ?? '';
  if (issuer !== '') return `oidc ${issuer}`;
  const account = data.object('aws')?.plain('accountId') ?? '';
  if (account !== '') return `aws ${account}`;
  if (data.object('saml') !== null) return 'saml';
  return data.object('x509') === null ? 'provider' : 'x509';
}

/** How far the condition narrows whom it lets in. */
function conditionOf(data: Fields): string {
  const condition = data.plain('attributeCondition').trim();
  const issuer = data.object('oidc')?.plain('issuerUri') ?? '';
  if (condition === '' || condition === 'true') {
    return isPublicIssuer(issuer)
      ? 'no attribute condition: takes every token of an issuer that anybody can use'
      : 'no attribute condition: takes every token of the issuer';
  }
  return narrows(condition) ? `only if ${condition}` : `loose attribute condition: ${condition}`;
}

/** One of GitHub's or GitLab's owners must be named, or the condition lets strangers in. */
const narrows = (condition: string): boolean => /==|\bin\b|startsWith|matches|contains|endsWith/.test(condition);

/** Of an OpenID provider. Without audiences of its own it takes tokens made for its full name alone. */
function trustsOf(data: Fields, name: string): readonly Trust[] {
  const oidc = data.object('oidc');
  if (oidc === null) return [];
  const issuer = oidc.plain('issuerUri');
  const condition = data.plain('attributeCondition').trim();
  const audiences = oidc.texts('allowedAudiences') ?? [];
  const isOpen = condition === '' || !narrows(condition);
  // Bindings of roles say who of the issuer's subjects gets what: only those of a public issuer may be strangers.
  const subjects = !isOpen ? [condition] : isPublicIssuer(issuer) ? [] : unknown('not_recorded');
  const own = `https://iam.googleapis.com/${name.replace(/^\/\/iam\.googleapis\.com\//, '')}`;
  return [{ issuer, subjects, wildcards: false, audiences: audiences.length > 0 ? audiences : [own] }];
}

export const provider: SourceObject<Cloud> = {
  kind: 'workload identity provider',
  idMember: 'name',
  id: (fields) => {
    const name = nameOf(fields);
    return poolNamed(name) === '' ? '' : `${poolNamed(name)}/${lastOf(name)}`;
  },
  shares: (fields) => [{ ref: poolRef(poolNamed(nameOf(fields))), at: '' }],
  read({ fields }) {
    const data = dataOf(fields);
    const name = nameOf(fields);
    const status = stateOf(data);
    const credential: Credential = {
      ...blankCredential,
      id: lastOf(name),
      kind: 'federated',
      vendorKind: issuerOf(data),
      status: status === 'active' ? 'active' : 'disabled',
      trusts: trustsOf(data, name),
    };
    return {
      ...common(poolNamed(name)),
      description: `provider ${lastOf(name)} (${issuerOf(data)}): ${conditionOf(data)}`,
      credentials: [credential],
    };
  },
};
