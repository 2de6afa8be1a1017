// OAuth apps on behalf of people: answers of check-token, authorizations and grants.
import type { Fields } from '#engine/importers/fields.ts';
import { blankCredential, blankGrant, isOver, recordedAt, scopesNamed } from '#engine/importers/gather/blank.ts';
import type { Share, SourceObject } from '#engine/importers/gather/source-object.ts';
import type { Credential } from '#shared/model/credential.ts';
import { unknown } from '#shared/model/fact.ts';
import type { GitHub } from './account.ts';
import { humanRef } from './names.ts';
import { contributionOfPerson, usedOrEnds } from './tokens.ts';

const clientOf = (fields: Fields): string => {
  const app = fields.object('app');
  // A personal token of old is an authorization of no app: all noughts.
  const client = app?.plain('client_id') ?? '';
  return /^0*$/.test(client) ? '' : client;
};

export const authorization: SourceObject<GitHub> = {
  kind: 'authorization',
  idMember: 'app.client_id',
  id: (fields) => (clientOf(fields) === '' ? '' : fields.plain('id')),
  shares(fields) {
    const login = fields.object('user')?.plain('login') ?? '';
    const client: Share = {
      ref: { namespace: 'oauth-app', externalId: clientOf(fields), kind: 'oauth_client' },
      at: '',
    };
    return login === '' ? [client] : [client, { ref: humanRef(login), at: '.user', raw: fields.raw('user') }];
  },
  read({ fields, ref, at, fingerprints }, _github, world) {
    if (at === '.user') return contributionOfPerson(fields);
    const login = fields.object('user')?.plain('login') ?? '';
    const human = login === '' ? null : world.idOf(humanRef(login));
    const scopes = fields.texts('scopes') ?? [];
    const id = fields.plain('id');
    const expiresAt = usedOrEnds(fields, 'expires_at');
    const createdAt = recordedAt(fields.instant('created_at'));
    const ended = isOver(expiresAt, world.now);
    // Lists hold an empty text where the token was.
    const shown = fields.plain('token') !== '';
    const credential: Credential = {
      ...blankCredential,
      id: `token ${id}`,
      kind: 'api_key',
      vendorKind: 'user access token',
      status: ended ? 'expired' : 'active',
      fingerprint: fingerprints.get('token') ?? unknown('not_in_export'),
      createdAt,
      rotatedAt: recordedAt(fields.instant('updated_at')),
      expiresAt,
    };
    const consent = {
      id,
      status: ended ? 'expired' : 'live',
      givenAt: createdAt,
      expiresAt,
      purpose: fields.text('note') ?? unknown('not_recorded'),
    } as const;
    return {
      vendorKind: 'OAuth app',
      name: fields.object('app')?.plain('name') || ref.externalId,
      ...(shown && { leaked: true }),
      credentials: fields.raw('hashed_token') === undefined && !shown ? [] : [credential],
      grants: [
        {
          ...blankGrant,
          id: `authorization ${id}`,
          resource: 'api.github.com',
          scopes: scopesNamed(scopes, 'api.github.com'),
          origin: 'user authorization',
          onBehalfOf: human,
          consent,
          expiresAt,
          subjects: human === null ? 0 : 1,
        },
      ],
      delegations: human === null ? [] : [{ kind: 'acts_for', from: human, to: world.idOf(ref), scopes }],
    };
  },
};
