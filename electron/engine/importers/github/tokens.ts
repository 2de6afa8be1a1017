// Personal access tokens, and what an organization sees of credentials through single sign-on.
import type { Fields } from '#engine/importers/fields.ts';
import { blankCredential, isOver, recordedAt } from '#engine/importers/gather/blank.ts';
import type { Contribution, Share, SourceObject, World } from '#engine/importers/gather/source-object.ts';
import type { Asked } from '#engine/importers/json-record.ts';
import type { Credential } from '#shared/model/credential.ts';
import { type Fact, type Instant, unknown } from '#shared/model/fact.ts';
import type { Identity, IdentityStatus } from '#shared/model/identity.ts';
import type { GitHub } from './account.ts';
import { grantOf, permissionsOf, reachOf } from './grants.ts';
import { humanRef, keyRef, orgOf } from './names.ts';

/** A member that is there and null is GitHub's word for never; one that is not there says nothing. */
export function usedOrEnds(fields: Fields, name: string): Fact<Instant | 'never'> {
  const told = fields.instant(name);
  if (told !== undefined) return told;
  return fields.names().includes(name) ? 'never' : unknown('not_in_export');
}

/** Whom a credential acts for: its owner, who is a human. */
export function ownedBy(login: string, to: Identity['id'], scopes: readonly string[], world: World): Contribution {
  if (login === '') return {};
  const human = world.idOf(humanRef(login));
  return {
    owners: [{ name: login, id: human, type: 'person', status: unknown('not_recorded') }],
    delegations: [{ kind: 'acts_for', from: human, to, scopes }],
  };
}

/** The owner of a token is a human of the inventory too. */
const ownerShare = (fields: Fields): readonly Share[] => {
  const login = fields.object('owner')?.plain('login') ?? '';
  return login === '' ? [] : [{ ref: humanRef(login), at: '.owner', raw: fields.raw('owner') }];
};

/** Fine-grained: granted, or asked for. Both have one token id. */
function isAsked(fields: Fields): boolean {
  return fields.raw('access_granted_at') === undefined && fields.names().includes('reason');
}

function grantsOf(fields: Fields, reach: readonly string[], owner: string, human: string, world: World) {
  const permissions = fields.object('permissions');
  const id = fields.plain('id');
  const onBehalfOf = human === '' ? null : world.idOf(humanRef(human));
  const more = { onBehalfOf, expiresAt: usedOrEnds(fields, 'token_expires_at') };
  const part = (name: string) => permissionsOf(permissions?.object(name) ?? null);
  const repositories = reachOf(owner, fields.plain('repository_selection'), reach);
  return [
    ...grantOf(`${id} organization`, owner, part('organization'), 'fine-grained token', more),
    ...grantOf(`${id} repository`, repositories, part('repository'), 'fine-grained token', more),
    ...grantOf(`${id} other`, owner, part('other'), 'fine-grained token', more),
  ];
}

export const personalToken: SourceObject<GitHub> = {
  kind: 'personal access token',
  idMember: 'token_id',
  id: (fields) => {
    const id = fields.plain('token_id');
    return id === '' ? '' : `${isAsked(fields) ? 'request' : 'grant'} ${id}`;
  },
  shares: (fields, { tenantOf }, asked) => [
    { ref: keyRef('pat', fields.plain('token_id'), orgOf(asked?.url ?? ''), tenantOf), at: '' },
    ...ownerShare(fields),
  ],
  read({ fields, ref, at, asked }, { reach }, world) {
    if (at === '.owner') return contributionOfPerson(fields);
    const login = fields.object('owner')?.plain('login') ?? '';
    const expiresAt = usedOrEnds(fields, 'token_expires_at');
    const expired = fields.isTrue('token_expired') || isOver(expiresAt, world.now);
    const lastUsedAt = usedOrEnds(fields, 'token_last_used_at');
    const org = orgOf(asked?.url ?? '') || world.tenant.name;
    const pending = isAsked(fields);
    const status: IdentityStatus = expired ? 'expired' : 'active';
    const reason = fields.plain('reason');
    const grants = pending ? [] : grantsOf(fields, reach.get(fields.plain('id')) ?? [], org, login, world);
    const credential: Credential = {
      ...blankCredential,
      id: fields.plain('token_id'),
      kind: 'api_key',
      vendorKind: 'fine-grained personal access token',
      status: expired ? 'expired' : 'active',
      expiresAt,
      lastUsedAt,
    };
    return {
      vendorKind: 'fine-grained personal access token',
      name: fields.plain('token_name') || `token ${ref.externalId}`,
      ...(pending && { description: `asks for access${reason === '' ? '' : `: ${reason}`}` }),
      status,
      // The organization sees since when the token has access, not when it was made.
      createdAt: recordedAt(fields.instant('access_granted_at') ?? fields.instant('created_at')),
      lastUsedAt,
      credentials: [credential],
      grants,
      ...ownedBy(
        login,
        world.idOf(ref),
        [...new Set(grants.flatMap((one) => one.scopes.map(({ name }) => name)))],
        world,
      ),
    };
  },
};

export const contributionOfPerson = (fields: Fields): Contribution => ({
  vendorKind: 'user',
  name: fields.plain('name') || fields.plain('login'),
  aliases: [fields.plain('id'), fields.plain('email')],
  status: fields.raw('suspended_at') === undefined ? 'active' : 'disabled',
});

/** Classic tokens and SSH keys that a member authorized for the organization's single sign-on. */
export const authorizedCredential: SourceObject<GitHub> = {
  kind: 'authorized credential',
  idMember: 'credential_id',
  id: (fields) => fields.plain('credential_id'),
  shares: (fields, { tenantOf }, asked) => [
    { ref: keyRef('credential', fields.plain('credential_id'), orgOf(asked?.url ?? ''), tenantOf), at: '' },
  ],
  read({ fields, ref, asked }, _github, world) {
    const type = fields.plain('credential_type');
    const scopes = fields.texts('scopes') ?? [];
    const login = fields.plain('login');
    const isKey = /ssh/i.test(type);
    const expiresAt = usedOrEnds(fields, 'authorized_credential_expires_at');
    const lastUsedAt = usedOrEnds(fields, 'credential_accessed_at');
    const end = fields.plain('token_last_eight');
    const said = fields.plain('authorized_credential_note') || fields.plain('authorized_credential_title');
    const status = isOver(expiresAt, world.now) ? 'expired' : 'active';
    const print = fields.plain('fingerprint');
    const credential: Credential = {
      ...blankCredential,
      id: ref.externalId,
      kind: isKey ? 'private_key_jwt' : 'api_key',
      vendorKind: type,
      status,
      fingerprint: print === '' ? unknown('not_in_export') : print,
      expiresAt,
      lastUsedAt,
    };
    const human = login === '' ? null : world.idOf(humanRef(login));
    return {
      vendorKind: type,
      name: said || `${type}${end === '' ? '' : ` …${end}`}`,
      aliases: [fields.plain('authorized_credential_id')],
      status,
      createdAt: recordedAt(fields.instant('credential_authorized_at')),
      lastUsedAt,
      credentials: [credential],
      grants: grantOf(ref.externalId, orgOf(asked?.url ?? '') || world.tenant.name, scopes, type, {
        onBehalfOf: human,
        expiresAt,
      }),
      ...ownedBy(login, world.idOf(ref), scopes, world),
    };
  },
};

/** `…/personal-access-tokens/25381/repositories`: the number is that of the grant. */
export const grantAsked = (asked: Asked | undefined): string =>
  /\/personal-access-tokens?(?:-requests)?\/(\d+)\/repositories/.exec(asked?.url ?? '')?.[1] ?? '';
