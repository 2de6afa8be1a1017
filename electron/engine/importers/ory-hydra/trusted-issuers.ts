// Issuers whose assertions Hydra trades for tokens (RFC 7523): whoever holds their key acts for whom they name.
import type { Fields } from '#engine/importers/fields.ts';
import { blankCredential, blankGrant, isOver, recordedAt, scopesNamed } from '#engine/importers/gather/blank.ts';
import type { SourceObject } from '#engine/importers/gather/source-object.ts';
import { unknown } from '#shared/model/fact.ts';
import { listIn, nameIn, textIn, timeIn } from './members.ts';
import { type Server, subjectRef } from './server.ts';

const issuerOf = (fields: Fields): string => textIn(fields, 'issuer', 'Issuer');
const subjectOf = (fields: Fields): string => textIn(fields, 'subject', 'Subject');

export const trustedIssuer: SourceObject<Server> = {
  kind: 'trust grant',
  idMember: 'issuer',
  id: (fields) =>
    issuerOf(fields) === '' ? '' : textIn(fields, 'id', 'ID') || `${issuerOf(fields)} ${subjectOf(fields)}`,
  shares: (fields) => [
    { ref: { namespace: 'trusted-issuer', externalId: issuerOf(fields), kind: 'service_account' }, at: '' },
  ],
  read({ fields, ref }, _server, world) {
    const id = textIn(fields, 'id', 'ID');
    const kid = fields.object('public_key')?.plain('kid') || textIn(fields, 'KeyID', 'key_id');
    const scopes = listIn(fields, 'scope', 'Scope') ?? [];
    const isAny = fields.isTrue(nameIn(fields, 'allow_any_subject', 'AllowAnySubject'));
    const subject = isAny ? '' : subjectOf(fields);
    const expiresAt = timeIn(fields, 'expires_at', 'ExpiresAt') ?? unknown('not_in_export');
    const createdAt = recordedAt(timeIn(fields, 'created_at', 'CreatedAt'));
    const isEnded = isOver(expiresAt, world.now);
    return {
      vendorKind: 'trusted jwt-bearer issuer',
      status: isEnded ? 'expired' : 'active',
      owners: unknown('not_recorded'),
      createdAt,
      lastUsedAt: unknown('not_recorded'),
      credentials: [
        {
          ...blankCredential,
          id: kid || id || 'key',
          kind: 'private_key_jwt',
          vendorKind: 'public key of the issuer',
          status: isEnded ? 'expired' : 'active',
          createdAt,
          rotatedAt: createdAt,
          expiresAt,
          lastUsedAt: unknown('not_recorded'),
          trusts: [
            {
              issuer: issuerOf(fields),
              subjects: isAny ? [] : subject === '' ? unknown('not_in_export') : [subject],
              wildcards: false,
              // The server takes assertions for its own token endpoint alone.
              audiences: unknown('not_recorded'),
            },
          ],
        },
      ],
      grants: [
        {
          ...blankGrant,
          id: `jwt-bearer ${id || subject}`,
          resource: 'no audience',
          scopes: scopesNamed(scopes, 'no audience'),
          onBehalfOf: subject === '' ? null : world.idOf(subjectRef(subject)),
          subjects: subject === '' ? 0 : 1,
          expiresAt,
          origin: isAny ? 'jwt-bearer for any subject' : 'jwt-bearer',
        },
      ],
      delegations:
        subject === ''
          ? []
          : [{ kind: 'impersonate', from: world.idOf(subjectRef(subject)), to: world.idOf(ref), scopes }],
    };
  },
};
