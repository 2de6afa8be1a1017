import type { Fields } from '#engine/importers/fields.ts';
import type { SourceObject, Vendored } from '#engine/importers/gather/source-object.ts';
import { client, isRow } from './clients.ts';
import { consent } from './consents.ts';
import { textIn } from './members.ts';
import type { Server } from './server.ts';
import { introspection, tokenRow } from './tokens.ts';
import { trustedIssuer } from './trusted-issuers.ts';

/** Sessions, keys and requests that the database keeps: nobody's identity. */
const otherRow: SourceObject<Server> = {
  kind: 'row',
  idMember: 'ID',
  id: (fields) => textIn(fields, 'ID', 'id', 'PK', 'pk', 'Challenge', 'challenge', 'JTI', 'jti'),
  shares(fields, { others }) {
    const members = fields.names().slice(0, 4).join(', ');
    others.set(members, (others.get(members) ?? 0) + 1);
    return [];
  },
};

function tell(fields: Fields): SourceObject<Server> | null {
  const has = (...names: readonly string[]): boolean => names.some((name) => fields.raw(name) !== undefined);
  if (has('consent_request') || (has('challenge') && has('requested_scope', 'client'))) return consent;
  if (has('public_key', 'allow_any_subject') && has('issuer')) return trustedIssuer;
  if (has('active') && has('sub', 'client_id', 'exp', 'token_use', 'token_type') && !has('requested_at'))
    return introspection;
  if (isRow(fields)) {
    if (has('GrantTypes', 'grant_types', 'TokenEndpointAuthMethod', 'client_name', 'RedirectURIs')) return client;
    if (has('RequestedAt', 'requested_at') && has('Client', 'client_id')) return tokenRow;
    if (has('GrantedScope') && has('ClientID', 'Client')) return consent;
    return has('Issuer', 'issuer') && has('KeyID', 'key_id') ? trustedIssuer : otherRow;
  }
  const isClient =
    has('client_id') || (has('client_name', 'client_secret') && has('grant_types', 'redirect_uris', 'scope'));
  return isClient ? client : null;
}

export const hydraObjects: Vendored<Server> = {
  objects: [client, consent, tokenRow, introspection, trustedIssuer, otherRow],
  tell,
  remarks({ others }, world) {
    for (const [members, count] of others) {
      world.remark('import.skipped', '', `rows with ${members} are no identities: ${count} kept as records`);
    }
  },
};
