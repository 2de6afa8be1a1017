// API keys: they call as nobody, wherever their restrictions let them.
import type { Fields } from '#engine/importers/fields.ts';
import { blankCredential, blankGrant, recordedAt, scopesNamed } from '#engine/importers/gather/blank.ts';
import type { SourceObject } from '#engine/importers/gather/source-object.ts';
import { unknown } from '#shared/model/fact.ts';
import type { Grant } from '#shared/model/grant.ts';
import { assetName, type Cloud, dataOf } from './cloud.ts';
import { lastOf } from './names.ts';
import { accountRef } from './principals.ts';

/** Restrictions of the caller: sites, addresses, apps. An empty one restricts nothing. */
const callers: readonly (readonly [member: string, list: string, word: string])[] = [
  ['browserKeyRestrictions', 'allowedReferrers', 'sites'],
  ['serverKeyRestrictions', 'allowedIps', 'addresses'],
  ['androidKeyRestrictions', 'allowedApplications', 'Android apps'],
  ['iosKeyRestrictions', 'allowedBundleIds', 'iOS apps'],
];

function callersOf(restrictions: Fields | null): string {
  for (const [member, list, word] of callers) {
    const allowed = restrictions?.object(member)?.raw(list);
    if (Array.isArray(allowed) && allowed.length > 0) return `only from ${allowed.length} ${word}`;
  }
  return 'from anywhere';
}

function grantsOf(restrictions: Fields | null): readonly Grant[] {
  const origin = `API key, ${callersOf(restrictions)}`;
  const targets = restrictions?.objects('apiTargets') ?? [];
  if (targets.length === 0) {
    const resource = 'every API of the project that takes API keys';
    return [{ ...blankGrant, id: '*', resource, scopes: scopesNamed(['*'], ''), origin }];
  }
  return targets.map((target) => {
    const service = target.plain('service');
    const methods = target.texts('methods') ?? [];
    const scopes = scopesNamed(methods.length === 0 ? ['*'] : methods, service);
    return { ...blankGrant, id: service, resource: service, scopes, origin };
  });
}

const uidOf = (fields: Fields): string => dataOf(fields).plain('uid') || lastOf(assetName(fields));

export const apiKey: SourceObject<Cloud> = {
  kind: 'API key',
  idMember: 'name',
  id: uidOf,
  shares: (fields) => [{ ref: { namespace: 'api-key', externalId: uidOf(fields), kind: 'api_key' }, at: '' }],
  read({ fields, ref, fingerprints }, { tenantOf }, world) {
    const data = dataOf(fields);
    const deleted = data.raw('deleteTime') !== undefined;
    const createdAt = recordedAt(data.instant('createTime'));
    // A key that is bound to an account calls as that account.
    const bound = data.plain('serviceAccountEmail').toLowerCase();
    const fingerprint = [...fingerprints].find(([path]) => /(?:^|\.)keyString$/.test(path))?.[1];
    return {
      vendorKind: 'API key',
      name: data.plain('displayName') || uidOf(fields),
      aliases: [data.plain('name')],
      status: deleted ? 'retired' : 'active',
      createdAt,
      autonomy: 'unattended',
      grants: grantsOf(data.object('restrictions')),
      credentials: [
        {
          ...blankCredential,
          id: uidOf(fields),
          kind: 'api_key',
          vendorKind: 'API key',
          status: deleted ? 'disabled' : 'active',
          fingerprint: fingerprint ?? unknown('not_in_export'),
          createdAt,
          // The string of a key never changes: only a new key has another.
          rotatedAt: createdAt,
          expiresAt: 'never',
        },
      ],
      delegations:
        bound === ''
          ? []
          : [
              {
                kind: 'impersonate',
                from: world.idOf(accountRef(bound, tenantOf)),
                to: world.idOf(ref),
                scopes: ['serviceAccountEmail'],
              },
            ],
    };
  },
};
