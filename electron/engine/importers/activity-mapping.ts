// Tables and JSON lines of events: which column says when, who, what. The analyst sees the guess and may change it.
import type { ColumnMapping } from '#shared/contract/imports.ts';

type Field = ColumnMapping[string];

const words: readonly (readonly [Field, readonly string[]])[] = [
  ['time', ['time', 'timestamp', 'ts', 'datetime', 'eventtime', 'eventdate', 'occurredat', 'occurred', 'date', 'createdat', 'loggedat', 'at']],
  ['action', ['action', 'event', 'eventname', 'eventaction', 'operation', 'operationname', 'verb', 'activity', 'eventtype', 'method']],
  ['actor', ['actor', 'actorid', 'actorname', 'principal', 'principalid', 'subject', 'sub', 'who', 'initiator', 'caller', 'performedby']],
  ['human', ['human', 'user', 'userid', 'username', 'useremail', 'onbehalfof', 'enduser', 'customer', 'email']],
  ['agent', ['agent', 'agentid', 'agentname', 'assistant', 'bot']],
  ['client', ['client', 'clientid', 'clientname', 'app', 'appid', 'application', 'azp', 'serviceaccount', 'apikey']],
  ['object', ['object', 'objectid', 'resource', 'resourceid', 'resourcename', 'target', 'path', 'url', 'uri', 'audience']],
  ['decision', ['decision', 'result', 'outcome', 'allowed', 'success', 'status', 'effect']],
  ['reason', ['reason', 'message', 'detail', 'details', 'error', 'errormessage', 'failurereason']],
  ['ip', ['ip', 'ipaddress', 'sourceip', 'sourceipaddress', 'clientip', 'remoteaddress', 'remoteip', 'srcip', 'address']],
  ['network', ['network', 'asn', 'asnumber', 'autonomoussystem', 'country', 'countrycode', 'geo']],
  ['user_agent', ['useragent', 'ua', 'httpuseragent', 'browser']],
  ['trace', ['trace', 'traceid', 'requestid', 'correlationid', 'transactionid', 'sessionid', 'jti', 'eventid']],
]; // biome-ignore format: a table of words

/** Of a path in JSON, `actor.name` is the actor's as well as `actorName` is. */
const plain = (column: string): string => column.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
const withoutTail = (column: string): string => column.replace(/\.(?:id|name|email|type|value|result|uid)$/i, '');

/** Each field to the column whose name says it best. */
export function suggestActivityMapping(columns: readonly string[]): ColumnMapping {
  const mapping: ColumnMapping = {};
  for (const [field, names] of words) {
    const ranked = columns
      .filter((column) => !Object.hasOwn(mapping, column))
      .map((column) => ({ column, rank: rankOf(column, names) }))
      .filter(({ rank }) => rank >= 0)
      .sort((one, other) => one.rank - other.rank);
    const best = ranked[0]?.column;
    if (best !== undefined) mapping[best] = field;
  }
  return mapping;
}

function rankOf(column: string, names: readonly string[]): number {
  const direct = names.indexOf(plain(column));
  if (direct >= 0) return direct;
  const base = names.indexOf(plain(withoutTail(column)));
  return base < 0 ? -1 : base + 100;
}

const has = (mapping: ColumnMapping, field: Field): boolean => Object.values(mapping).includes(field);

/** Rows that say when and what are events. */
export const isActivityMapping = (mapping: ColumnMapping): boolean => has(mapping, 'time') && has(mapping, 'action');

/** And who: only then is a guess worth anything. */
export const namesActor = (mapping: ColumnMapping): boolean =>
  isActivityMapping(mapping) && (['actor', 'human', 'agent', 'client'] as const).some((field) => has(mapping, field));
