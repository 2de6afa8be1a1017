// Registration entries as the server's API, its command line, its data store and its configuration files write them.
import type { Fields } from '#engine/importers/fields.ts';
import type { SourceObject } from '#engine/importers/gather/source-object.ts';
import { type Fact, isUnknown, type Seconds } from '#shared/model/fact.ts';
import { contributionOf, lifeOf, longest, type Registration } from './registration.ts';
import { named, spiffeIdIn, spiffeRef, trustDomainOf } from './spiffe-id.ts';
import type { TrustDomain } from './trust-domain.ts';

const idOf = (fields: Fields): string => spiffeIdIn(fields, 'spiffe_id');

/** `id` is a number in rows of the data store, whose entry id stands beside it. */
const entryIdOf = (fields: Fields): string =>
  fields.plain(named(fields, 'entry_id')) || (typeof fields.raw('id') === 'string' ? fields.plain('id') : '');

/** `unix:uid:1111`; the API writes type and value apart. */
export const selectorsOf = (fields: Fields): readonly string[] => {
  const list = fields.raw('selectors');
  if (Array.isArray(list) && list.every((one) => typeof one === 'string')) return fields.texts('selectors') ?? [];
  return fields
    .objects('selectors')
    .map((one) => `${one.plain('type')}:${one.plain('value')}`)
    .filter((text) => text !== ':');
};

/** Rows of SQLite and MySQL say 1 for true. */
const isSet = (fields: Fields, name: string): boolean =>
  typeof fields.raw(name) === 'number' ? fields.raw(name) !== 0 : fields.isTrue(name);

/** protobuf leaves out what is zero, and zero stands for the server's default, or for no end. */
const secondsIn = (fields: Fields, name: string): Fact<Seconds> | undefined => fields.seconds(named(fields, name));

/** One name was once allowed without a list around it. */
function domainsIn(fields: Fields): readonly string[] {
  const member = named(fields, 'federates_with');
  const names = typeof fields.raw(member) === 'string' ? [fields.plain(member)] : (fields.texts(member) ?? []);
  return names.map((name) => trustDomainOf(name) || name).filter((name) => name !== '');
}

function registrationIn(fields: Fields): Registration {
  const legacy = fields.seconds('ttl');
  const end = ['expires_at', 'entry_expiry', 'expiry'].map((name) => named(fields, name));
  const said = end.find((name) => fields.raw(name) !== undefined);
  return {
    entryId: entryIdOf(fields),
    parentId: spiffeIdIn(fields, 'parent_id'),
    selectors: selectorsOf(fields),
    // Before 1.5 one time counted for both kinds of SVID.
    x509Ttl: secondsIn(fields, 'x509_svid_ttl') ?? legacy ?? 0,
    jwtTtl: secondsIn(fields, 'jwt_svid_ttl') ?? legacy ?? 0,
    admin: isSet(fields, 'admin'),
    downstream: isSet(fields, 'downstream'),
    storeSvid: isSet(fields, named(fields, 'store_svid')),
    federatesWith: domainsIn(fields),
    hint: fields.plain('hint'),
    dnsNames: fields.texts(named(fields, 'dns_names')) ?? [],
    expiresAt: said === undefined ? 'never' : (fields.instant(said, 's') ?? 'never'),
    createdAt: fields.instant(named(fields, 'created_at')),
  };
}

const ttls = ['ttl', 'x509_svid_ttl', 'jwt_svid_ttl'] as const;

export const entry: SourceObject<TrustDomain> = {
  kind: 'registration entry',
  idMember: 'spiffe_id',
  id: (fields) => {
    const id = idOf(fields);
    // The server takes no second entry of the same id, parent and selectors.
    const parts = [id, spiffeIdIn(fields, 'parent_id'), ...[...selectorsOf(fields)].sort()];
    return id === '' ? '' : entryIdOf(fields) || parts.join(' ');
  },
  fault(fields) {
    for (const ttl of ttls) {
      const seconds = fields.number(named(fields, ttl));
      if (seconds !== undefined && !isUnknown(seconds) && seconds < 0)
        return { field: ttl, message: `has a negative ${ttl}: the server would not take it` };
    }
    // Rows of the data store keep selectors in a table of their own.
    const isRow = fields.raw('revision_number') !== undefined && typeof fields.raw('id') === 'number';
    return isRow || selectorsOf(fields).length > 0
      ? null
      : { field: 'selectors', message: 'has no selectors: no workload can ever be it' };
  },
  shares: (fields) => [{ ref: spiffeRef(idOf(fields)), at: '' }],
  learn(fields, { lives }) {
    const id = idOf(fields);
    lives.set(id, longest(lives.get(id), lifeOf(registrationIn(fields))));
  },
  read({ fields, ref: { externalId } }, { lives }, world) {
    if (trustDomainOf(externalId) === '') {
      const message = `${externalId} is no SPIFFE ID, which begins with spiffe:// and a trust domain: kept as it is`;
      fields.complain('warning', 'import.unreadable_value', 'spiffe_id', message);
    }
    const own = registrationIn(fields);
    return contributionOf(own, externalId, lives.get(externalId) ?? lifeOf(own), world);
  },
};
