// Guesses from header names what a column means. The analyst sees the guess and may change it.
import type { ColumnMapping } from '#shared/contract/imports.ts';

export type MappableField = ColumnMapping[string];

const words: readonly (readonly [MappableField, readonly string[]])[] = [
  ['external_id', ['externalid', 'id', 'arn', 'clientid', 'appid', 'applicationid', 'objectid', 'keyid', 'accesskeyid', 'uid', 'uuid', 'principalid', 'identityid', 'tokenid', 'accountid', 'userid']],
  ['name', ['name', 'displayname', 'user', 'username', 'clientname', 'appname', 'appdisplayname', 'applicationname', 'label', 'title', 'account', 'accountname', 'serviceaccount', 'identity', 'identityname', 'tokenname', 'keyname', 'principal', 'login']],
  ['kind', ['kind', 'type', 'identitytype', 'accounttype', 'principaltype', 'serviceprincipaltype']],
  ['owner', ['owner', 'owners', 'owneremail', 'ownername', 'contact', 'contacts', 'responsible', 'maintainer', 'createdby', 'managedby', 'team']],
  ['status', ['status', 'state', 'enabled', 'active', 'isactive', 'isenabled', 'accountenabled', 'disabled']],
  ['scopes', ['scopes', 'scope', 'permissions', 'permission', 'roles', 'role', 'policies', 'privileges', 'grants', 'grantedscopes', 'entitlements', 'approles']],
  ['resource', ['resource', 'audience', 'api', 'resourceserver', 'service', 'resourcename']],
  ['created_at', ['createdat', 'created', 'createdate', 'creationdate', 'createddate', 'createddatetime', 'creationtime', 'usercreationtime', 'dateofcreation', 'createdon', 'createdtimestamp']],
  ['last_used_at', ['lastusedat', 'lastused', 'lastuse', 'lastlogin', 'lastsignin', 'lastsignindatetime', 'lastseen', 'lastactivity', 'lastaccess', 'lastaccessed', 'accesskey1lastuseddate', 'accesskey2lastuseddate', 'passwordlastused', 'lastuseddate']],
  ['expires_at', ['expiresat', 'expires', 'expiry', 'expirydate', 'expiration', 'expirationdate', 'expiresin', 'validuntil', 'enddate', 'enddatetime', 'notafter']],
  ['rotated_at', ['rotatedat', 'lastrotated', 'lastrotatedat', 'rotated', 'accesskey1lastrotated', 'accesskey2lastrotated', 'secretrotatedat', 'lastrotation', 'keycreatedat', 'passwordlastset']],
  ['access_ttl_seconds', ['accessttlseconds', 'accessttl', 'tokenttl', 'tokenlifetime', 'accesstokenlifetime', 'ttl', 'ttlseconds', 'lifetime', 'lifetimeseconds']],
  ['credential_kind', ['credentialkind', 'credentialtype', 'credential', 'authmethod', 'authenticationmethod', 'authtype', 'tokenendpointauthmethod', 'secrettype', 'keytype']],
  ['environment', ['environment', 'env', 'stage']],
  ['description', ['description', 'notes', 'note', 'comment', 'comments', 'purpose', 'remarks']],
  ['on_behalf_of', ['onbehalfof', 'actsfor', 'customer', 'customerid', 'subject', 'delegatedby', 'enduser', 'behalfof']],
  ['publisher', ['publisher', 'publishername', 'vendor', 'vendorname', 'provider', 'verifiedpublisher']],
  ['publisher_verified', ['publisherverified', 'ispublisherverified', 'isverifiedpublisher', 'verified', 'isverified']],
  ['storage', ['storage', 'storedin', 'keptin', 'storagelocation', 'secretlocation', 'secretstore', 'storedat']],
]; // biome-ignore format: a table of words

const fieldOf: ReadonlyMap<string, MappableField> = new Map(
  words.flatMap(([field, names]) => names.map((name) => [name, field] as const)),
);

/** Fields that several columns may feed: dates are folded, scopes united, owners listed. */
const shared: ReadonlySet<MappableField> = new Set(['last_used_at', 'rotated_at', 'scopes', 'owner', 'expires_at']);

/** Column name → field, for the columns whose names say what they hold; the clearest name wins where one must. */
export function suggestMapping(columns: readonly string[]): ColumnMapping {
  const mapping: ColumnMapping = {};
  const taken = new Map<MappableField, { readonly column: string; readonly rank: number }>();
  for (const column of columns) {
    const plain = column.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
    const field = fieldOf.get(plain);
    if (field === undefined || Object.hasOwn(mapping, column)) continue;
    const rank = words.find(([name]) => name === field)?.[1].indexOf(plain) ?? 0;
    const before = taken.get(field);
    if (before && !shared.has(field)) {
      if (before.rank <= rank) continue;
      delete mapping[before.column];
    }
    mapping[column] = field;
    taken.set(field, { column, rank });
  }
  return mapping;
}

export const namesRows = (mapping: ColumnMapping): boolean =>
  Object.values(mapping).some((field) => field === 'name' || field === 'external_id');
