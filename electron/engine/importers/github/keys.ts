// Deploy keys, SSH keys of people, secrets of workflows, and webhooks with their shared secret.
import type { Fields } from '#engine/importers/fields.ts';
import { blankCredential, recordedAt } from '#engine/importers/gather/blank.ts';
import type { SourceObject, World } from '#engine/importers/gather/source-object.ts';
import type { Asked } from '#engine/importers/json-record.ts';
import type { Credential } from '#shared/model/credential.ts';
import { type Fact, unknown } from '#shared/model/fact.ts';
import type { GitHub } from './account.ts';
import { grantOf } from './grants.ts';
import { humanRef, keyRef, orgOf, repositoryOf } from './names.ts';
import { usedOrEnds } from './tokens.ts';

/** Equal public keys are one key, whatever comment stands behind them. */
function thumbprint(fields: Fields, world: World): Fact<string> {
  const [type = '', blob = ''] = fields.plain('key').split(' ');
  const key = blob === '' ? type : `${type} ${blob}`;
  return key === '' ? unknown('not_in_export') : `sha256:${world.sha256(key).slice(0, 12)}`;
}

function keyCredential(fields: Fields, vendorKind: string, world: World): Credential {
  const createdAt = recordedAt(fields.instant('created_at'));
  return {
    ...blankCredential,
    id: fields.plain('id'),
    kind: 'private_key_jwt',
    vendorKind,
    status: fields.flag('enabled') === false ? 'disabled' : 'active',
    fingerprint: thumbprint(fields, world),
    createdAt,
    rotatedAt: createdAt,
    expiresAt: 'never',
    lastUsedAt: usedOrEnds(fields, 'last_used'),
  };
}

const addressOf = (fields: Fields, asked: Asked | undefined): string => fields.plain('url') || (asked?.url ?? '');

export const deployKey: SourceObject<GitHub> = {
  kind: 'deploy key',
  idMember: 'id',
  id: (fields) => fields.plain('id'),
  shares: (fields, { tenantOf }, asked) => [
    { ref: keyRef('deploy-key', fields.plain('id'), orgOf(addressOf(fields, asked)), tenantOf), at: '' },
  ],
  read({ fields, ref, asked }, _github, world) {
    const credential = keyCredential(fields, 'deploy key', world);
    const by = fields.plain('added_by');
    const repository = repositoryOf(addressOf(fields, asked)) || world.tenant.name;
    const scope = fields.flag('read_only') === false ? 'contents:write' : 'contents:read';
    return {
      vendorKind: 'deploy key',
      name: fields.plain('title') || `deploy key ${ref.externalId}`,
      status: credential.status,
      createdAt: credential.createdAt,
      lastUsedAt: credential.lastUsedAt,
      autonomy: 'unattended',
      ...(by !== '' && {
        owners: [{ name: by, id: world.idOf(humanRef(by)), type: 'person', status: unknown('not_recorded') }],
      }),
      credentials: [credential],
      grants: grantOf(ref.externalId, repository, [scope], 'deploy key'),
    };
  },
};

/** Keys of one person, whom the answer does not name. */
export const sshKey: SourceObject<GitHub> = {
  kind: 'SSH key',
  idMember: 'id',
  id: (fields) => fields.plain('id'),
  shares: (fields, { tenantOf }) => [{ ref: keyRef('ssh-key', fields.plain('id'), '', tenantOf), at: '' }],
  read({ fields, ref }, _github, world) {
    const credential = keyCredential(fields, 'SSH key', world);
    return {
      vendorKind: 'SSH key',
      name: fields.plain('title') || `SSH key ${ref.externalId}`,
      createdAt: credential.createdAt,
      lastUsedAt: credential.lastUsedAt,
      credentials: [credential],
    };
  },
};

const secretPlace = (fields: Fields, asked: Asked | undefined): string => {
  const url = fields.plain('selected_repositories_url') || (asked?.url ?? '');
  return repositoryOf(url) || orgOf(url);
};

/** GitHub never shows the value: what is known is its name and its age. */
export const workflowSecret: SourceObject<GitHub> = {
  kind: 'workflow secret',
  idMember: 'name',
  id: (fields, asked) => {
    const name = fields.plain('name');
    return name === '' ? '' : `${secretPlace(fields, asked)}/${name}`;
  },
  // Lists may name their organization in one secret only: the name alone tells them apart inside it.
  shares: (fields, { tenantOf }, asked) => {
    const repository = repositoryOf(asked?.url ?? '');
    const id = repository === '' ? fields.plain('name') : `${repository}/${fields.plain('name')}`;
    return [{ ref: keyRef('workflow-secret', id, orgOf(asked?.url ?? ''), tenantOf), at: '' }];
  },
  read({ fields, asked }) {
    const createdAt = recordedAt(fields.instant('created_at'));
    const visibility = fields.plain('visibility');
    return {
      vendorKind: 'workflow secret',
      name: fields.plain('name'),
      ...(visibility !== '' && { description: `for the workflows of ${visibility} repositories` }),
      createdAt,
      lastUsedAt: unknown('not_recorded'),
      autonomy: 'unattended',
      credentials: [
        {
          ...blankCredential,
          id: fields.plain('name'),
          kind: 'api_key',
          vendorKind: 'workflow secret',
          createdAt,
          rotatedAt: recordedAt(fields.instant('updated_at')),
          expiresAt: unknown('not_recorded'),
          lastUsedAt: unknown('not_recorded'),
          storage: [{ place: 'ci_variable', at: `${secretPlace(fields, asked)} ${fields.plain('name')}`.trim() }],
        },
      ],
    };
  },
};

const hostOf = (url: string): string => /^[a-z]+:\/\/(?:[^/@]*@)?([^/?#:]+)/i.exec(url)?.[1] ?? '';

/** Sends what happens in the organization to a receiver, who can tell it from a forgery by the shared secret only. */
export const webhook: SourceObject<GitHub> = {
  kind: 'webhook',
  idMember: 'id',
  id: (fields) => fields.plain('id'),
  shares: (fields, { tenantOf }, asked) => [
    {
      ref: { ...keyRef('webhook', fields.plain('id'), orgOf(addressOf(fields, asked)), tenantOf), kind: 'workload' },
      at: '',
    },
  ],
  read({ fields, ref, asked }, _github, world) {
    const config = fields.object('config');
    const hasSecret = config?.raw('secret') !== undefined;
    const createdAt = recordedAt(fields.instant('created_at'));
    const url = addressOf(fields, asked);
    const active = fields.flag('active') !== false;
    const noTls = config?.plain('insecure_ssl') === '1' ? ', certificate not checked' : '';
    const place = repositoryOf(url) || orgOf(url) || world.tenant.name;
    const events = fields.texts('events') ?? [];
    return {
      vendorKind: 'webhook',
      name: hostOf(config?.plain('url') ?? '') || `webhook ${ref.externalId}`,
      description: `sends events${hasSecret ? ', signed' : ', not signed'}${noTls}`,
      status: active ? 'active' : 'disabled',
      createdAt,
      autonomy: 'unattended',
      credentials: [
        {
          ...blankCredential,
          id: 'secret',
          kind: hasSecret ? 'client_secret' : 'none',
          vendorKind: hasSecret ? 'webhook secret' : 'no webhook secret',
          status: active ? 'active' : 'disabled',
          createdAt,
          expiresAt: 'never',
        },
      ],
      grants: grantOf(
        ref.externalId,
        place,
        events.map((event) => `${event}:read`),
        'webhook events',
      ),
    };
  },
};
