// App clients of a user pool, and their secrets.

import { toldByTags } from '#engine/importers/aws/tags.ts';
import type { Fields } from '#engine/importers/fields.ts';
import { blankCredential, blankGrant, recordedAt } from '#engine/importers/gather/blank.ts';
import type { Contribution, SourceObject } from '#engine/importers/gather/source-object.ts';
import { registrationOf } from '#engine/importers/registration.ts';
import type { Fingerprints } from '#engine/importers/strip-secrets.ts';
import type { Credential } from '#shared/model/credential.ts';
import { unknown } from '#shared/model/fact.ts';
import type { Grant } from '#shared/model/grant.ts';
import type { Registration } from '#shared/model/registration.ts';
import { named, type Pools, poolOf, refIn } from './pool.ts';
import { tokenPolicyOf } from './token-policy.ts';

/** ListUserPoolClients knows no more of a client than its name. */
const isWhole = (client: Fields): boolean =>
  client.raw('CreationDate') !== undefined || client.raw('RefreshTokenValidity') !== undefined;

/** The id of a secret begins with that of its client: `{client id}--{epoch}`. */
const clientIdOf = (fields: Fields): string =>
  fields.plain('ClientId') || (fields.plain('ClientSecretId').split('--')[0] ?? '');

/** Flows are let only while the switch for all of them is on. */
const flowsOf = (client: Fields): readonly string[] =>
  client.flag('AllowedOAuthFlowsUserPoolClient') === false ? [] : (client.texts('AllowedOAuthFlows') ?? []);

/** Without a list Cognito lets people sign in by password; a list that holds nothing but renewal lets nobody in. */
const signsIn = (client: Fields): boolean => {
  const flows = client.texts('ExplicitAuthFlows');
  return flows === undefined
    ? client.raw('AllowedOAuthFlows') === undefined
    : flows.some((flow) => !/REFRESH_TOKEN/.test(flow));
};

function secretOf(client: Fields, fingerprints: Fingerprints, told: readonly Credential[]): Credential {
  const [only] = told;
  const base = { ...blankCredential, id: 'client_secret', createdAt: recordedAt(client.instant('CreationDate')) };
  return {
    ...(told.length === 1 && only !== undefined ? only : base),
    kind: 'client_secret',
    vendorKind: 'client secret',
    fingerprint: fingerprints.get('ClientSecret') ?? unknown('not_in_export'),
    expiresAt: 'never',
  };
}

function credentialsOf(client: Fields, fingerprints: Fingerprints, { secrets }: Pools): readonly Credential[] {
  const told = secrets.get(clientIdOf(client)) ?? [];
  if (client.raw('ClientSecret') !== undefined) return [secretOf(client, fingerprints, told)];
  if (!isWhole(client) || told.length > 0) return [];
  return [{ ...blankCredential, id: 'none', kind: 'none', vendorKind: 'public client', expiresAt: 'never' }];
}

/** `{resource server}/{scope}`, as tokens carry them; those of OpenID Connect have no resource server. */
function grantsOf(client: Fields, isMachine: boolean, { scopes: known, listed }: Pools): readonly Grant[] {
  const [pool, named] = [poolOf(client), client.texts('AllowedOAuthScopes') ?? []];
  const byServer = new Map<string, string[]>();
  for (const name of named) {
    const server = name.includes('/') ? name.slice(0, name.lastIndexOf('/')) : '';
    byServer.set(server, [...(byServer.get(server) ?? []), name]);
    if (server !== '' && listed.has(pool) && !known.has(`${pool} ${name}`)) {
      const message = `the scope ${name} is not among those of the resource servers in this file`;
      client.complain('warning', 'import.dangling_reference', 'AllowedOAuthScopes', message);
    }
  }
  return [...byServer].map(
    ([server, names]): Grant => ({
      ...blankGrant,
      id: `scopes ${server || pool}`,
      resource: server || pool,
      scopes: names.map((name) => ({ name, api: server || pool, lastUsedAt: unknown('not_in_export') })),
      origin: isMachine ? 'allowed OAuth scopes' : 'allowed OAuth scopes, of users who sign in',
    }),
  );
}

const grantNames: Readonly<Record<string, string>> = { code: 'authorization_code' };

/** The token endpoint takes the secret of a client in the header or in the body; without one there is nothing to take. */
function registrationIn(client: Fields): Registration {
  const isConfidential = client.raw('ClientSecret') !== undefined;
  const flows = flowsOf(client);
  const passwords = (client.texts('ExplicitAuthFlows') ?? []).some((flow) => /USER_PASSWORD_AUTH/.test(flow));
  const responses = flows.flatMap((flow) => (flow === 'code' ? ['code'] : flow === 'implicit' ? ['token'] : []));
  return registrationOf({
    redirectUris: flows.length === 0 ? [] : (client.texts('CallbackURLs') ?? []),
    redirectMatch: 'exact',
    grantTypes: [...flows.map((flow) => grantNames[flow] ?? flow), ...(passwords ? ['password'] : [])],
    responseTypes: responses,
    clientType: isConfidential ? 'confidential' : 'public',
    ...(!isConfidential && { authMethod: 'none' }),
    // A client may send a challenge and need not.
    pkce: flows.includes('code') ? 'optional' : unknown('not_recorded'),
    way: 'administrator',
    changedAt: recordedAt(client.instant('LastModifiedDate')),
    server: { registration: 'closed', documents: 'closed' },
  });
}

function ownersOf(client: Fields, { pools }: Pools): Contribution {
  const pool = pools.get(poolOf(client))?.();
  return pool === undefined ? {} : toldByTags(pool);
}

export const client: SourceObject<Pools> = {
  kind: 'app client',
  idMember: 'ClientId',
  id: (fields) =>
    fields.plain('ClientId') === ''
      ? ''
      : `${poolOf(fields)}/${clientIdOf(fields)}${isWhole(fields) ? '' : ' in a list'}`,
  shares: (fields, pools) => [
    { ref: refIn(pools, 'client', poolOf(fields), clientIdOf(fields), 'oauth_client'), at: '' },
  ],
  read({ fields, fingerprints }, pools) {
    const base = {
      vendorKind: 'app client',
      name: fields.plain('ClientName') || clientIdOf(fields),
      ...named(fields, clientIdOf(fields)),
      aliases: [clientIdOf(fields)],
      // Only CloudTrail sees when a client asked for a token.
      lastUsedAt: unknown('not_recorded'),
      ...ownersOf(fields, pools),
    };
    if (!isWhole(fields)) return base;
    const flows = flowsOf(fields);
    const isMachine = (fields.texts('AllowedOAuthFlows') ?? []).includes('client_credentials');
    return {
      ...base,
      kind: isMachine ? 'service_account' : 'oauth_client',
      status: flows.length === 0 && !signsIn(fields) ? 'disabled' : 'active',
      createdAt: recordedAt(fields.instant('CreationDate')),
      autonomy: isMachine ? 'unattended' : 'delegated',
      credentials: credentialsOf(fields, fingerprints, pools),
      registration: registrationIn(fields),
      tokenPolicy: tokenPolicyOf(fields, isMachine),
      grants: grantsOf(fields, isMachine, pools),
    };
  },
};

/** ListUserPoolClientSecrets, and what AddUserPoolClientSecret answers. */
export const clientSecret: SourceObject<Pools> = {
  kind: 'client secret',
  idMember: 'ClientSecretId',
  id: (fields) => fields.plain('ClientSecretId'),
  shares: (fields, pools) => [
    { ref: refIn(pools, 'client', poolOf(fields), clientIdOf(fields), 'oauth_client'), at: '' },
  ],
  learn(fields, { secrets }) {
    const id = clientIdOf(fields);
    secrets.set(id, [...(secrets.get(id) ?? []), described(fields, new Map())]);
  },
  read: ({ fields, fingerprints }, pools) => ({
    vendorKind: 'app client',
    ...named(fields, clientIdOf(fields)),
    aliases: [clientIdOf(fields)],
    ...ownersOf(fields, pools),
    credentials: [described(fields, fingerprints)],
  }),
};

function described(fields: Fields, fingerprints: Fingerprints): Credential {
  const createdAt = recordedAt(fields.instant('ClientSecretCreateDate'));
  return {
    ...blankCredential,
    id: fields.plain('ClientSecretId'),
    kind: 'client_secret',
    vendorKind: 'client secret',
    fingerprint: fingerprints.get('ClientSecretValue') ?? unknown('not_in_export'),
    createdAt,
    rotatedAt: createdAt,
    expiresAt: 'never',
    lastUsedAt: unknown('not_recorded'),
  };
}
