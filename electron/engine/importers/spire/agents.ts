// Agents: the nodes that attested themselves to the server, and whose workloads get what entries promise them.
import type { Fields } from '#engine/importers/fields.ts';
import { blankCredential, isOver } from '#engine/importers/gather/blank.ts';
import type { SourceObject } from '#engine/importers/gather/source-object.ts';
import { unknown } from '#shared/model/fact.ts';
import { selectorsOf } from './entries.ts';
import { descriptionOf } from './registration.ts';
import { named, nameOf, spiffeIdIn, spiffeRef } from './spiffe-id.ts';
import type { TrustDomain } from './trust-domain.ts';

const firstOf = (fields: Fields, names: readonly string[]): string =>
  names.map((name) => named(fields, name)).find((name) => fields.raw(name) !== undefined) ?? names[0] ?? '';

const kinds = ['attestation_type', 'attestation_data_type', 'data_type'] as const;
const serials = ['x509svid_serial_number', 'cert_serial_number', 'serial_number'] as const;
const ends = ['x509svid_expires_at', 'cert_not_after', 'expires_at'] as const;

export const isAgent = (fields: Fields): boolean =>
  [...kinds, serials[0], serials[1]].some((name) => fields.raw(named(fields, name)) !== undefined);

const idOf = (fields: Fields): string => {
  const id = spiffeIdIn(fields, 'spiffe_id');
  return id === '' && typeof fields.raw('id') !== 'number' ? spiffeIdIn(fields, 'id') : id;
};

export const agent: SourceObject<TrustDomain> = {
  kind: 'agent',
  idMember: 'id',
  id: idOf,
  shares: (fields) => [{ ref: spiffeRef(idOf(fields)), at: '' }],
  read({ fields, ref: { externalId } }, _domain, world) {
    const attestation = fields.plain(firstOf(fields, kinds));
    const serial = firstOf(fields, serials);
    const expiresAt = fields.instant(firstOf(fields, ends), 's') ?? unknown('not_in_export');
    // The data store has no other word for it than an empty serial number.
    const isBanned = fields.isTrue('banned') || fields.raw(serial) === '';
    const isExpired = isOver(expiresAt, world.now);
    return {
      vendorKind: 'agent',
      name: nameOf(externalId),
      description: descriptionOf({ attestation, selectors: selectorsOf(fields).join(', ') }),
      status: isBanned ? 'disabled' : isExpired ? 'expired' : 'active',
      owners: unknown('not_recorded'),
      createdAt: unknown('not_recorded'),
      lastUsedAt: unknown('not_recorded'),
      autonomy: 'unattended',
      credentials: [
        {
          ...blankCredential,
          id: 'X.509-SVID',
          kind: 'federated',
          vendorKind: attestation === '' ? 'X.509-SVID' : `X.509-SVID after ${attestation}`,
          status: isBanned ? 'disabled' : isExpired ? 'expired' : 'active',
          expiresAt,
          binding: 'mtls',
        },
      ],
    };
  },
};
