// What Azure's tools answer about identities outside of Microsoft Graph.
import type { Fields } from '#engine/importers/fields.ts';
import { blankCredential } from '#engine/importers/gather/blank.ts';
import type { SourceObject } from '#engine/importers/gather/source-object.ts';
import type { Fingerprints } from '#engine/importers/strip-secrets.ts';
import { type Fact, unknown } from '#shared/model/fact.ts';
import { lentCredential } from './credentials.ts';
import { appRef, type Directory, idIn } from './directory.ts';
import { tokenPolicyOf } from './token-lifetimes.ts';

/** `az identity list`, `Get-AzUserAssignedIdentity`: the resource in Azure behind a managed identity. */
export const assignedIdentity: SourceObject<Directory> = {
  kind: 'user-assigned identity',
  idMember: 'clientId',
  id: (fields) => idIn(fields, 'clientId'),
  shares: (fields) => [{ ref: appRef(idIn(fields, 'clientId'), 'workload'), at: '' }],
  learn(fields, { appOf }) {
    const id = idIn(fields, 'principalId');
    if (id !== '') appOf.set(id, idIn(fields, 'clientId'));
  },
  read({ fields, ref }, directory) {
    const tags = fields.object('tags');
    const environment = tags?.text('environment') ?? tags?.text('env');
    return {
      kind: 'workload',
      vendorKind: 'ManagedIdentity',
      name: fields.plain('name'),
      aliases: [idIn(fields, 'principalId'), fields.plain('id')],
      description: fields.plain('id'),
      credentials: [lentCredential('managed identity')],
      tokenPolicy: tokenPolicyOf(fields, { appId: ref.externalId, managed: true }, directory),
      autonomy: 'unattended',
      standing: 'standing',
      ...(environment !== undefined && { environment }),
    };
  },
};

const secretNames = new Set(['password', 'clientsecret']);

const secretOf = (fingerprints: Fingerprints): Fact<string> =>
  [...fingerprints].find(([path]) => secretNames.has(path.toLowerCase()))?.[1] ?? unknown('not_in_export');

const clientOf = (fields: Fields): string => idIn(fields, 'appId', 'clientId');

/** `az ad sp create-for-rbac`: a new secret in the open, of which only the fingerprint is kept. */
export const createdSecret: SourceObject<Directory> = {
  kind: 'created secret',
  idMember: 'appId',
  id: clientOf,
  shares: (fields) => [{ ref: appRef(clientOf(fields), 'service_account'), at: '' }],
  read: ({ fields, fingerprints }) => {
    const name = fields.plain('displayName') || fields.plain('name');
    return {
      ...(name !== '' && { name }),
      vendorKind: 'Application',
      standing: 'standing',
      credentials: [
        {
          ...blankCredential,
          id: 'created secret',
          kind: 'client_secret',
          vendorKind: 'password',
          fingerprint: secretOf(fingerprints),
          expiresAt: unknown('not_in_export'),
        },
      ],
    };
  },
};
