// Answers of Vault's HTTP API and its command line: an envelope around `data` or `auth`, and lists of keys in it.
import { Fields, isObject } from '#engine/importers/fields.ts';
import { inside } from '#engine/importers/gather/envelopes.ts';
import { withoutSecret } from '#engine/importers/gather/own-secrets.ts';
import type { Item } from '#engine/importers/importer.ts';
import { stripped } from '#engine/importers/strip-secrets.ts';
import { pathOf } from './cluster.ts';
import { shapeOf } from './objects.ts';

type Fingerprint = (secret: string) => string;

const silent = { problem: () => undefined };

/** An answer as the objects that it holds, without what they hold in clear. */
export function objectsIn(item: Item, fingerprint: Fingerprint): readonly Item[] {
  const { value } = item;
  // `vault list -format=json` writes the keys alone.
  if (typeof value === 'string') return [clean({ ...item, value: keyOf(value, item) }, fingerprint)];
  if (!isObject(value)) return [item];
  const placed = withPath(item, value);
  const isEnvelope = 'data' in value || 'auth' in value || 'request_id' in value;
  if (!isEnvelope) return [clean(placed, fingerprint)];
  const parts: Item[] = [];
  if (isObject(value['auth'])) parts.push(inside(placed, ['auth'], value['auth']));
  if (isObject(value['data'])) parts.push(...dataIn(inside(placed, ['data'], value['data']), value['data']));
  // A wrapped answer holds a token that unwraps it once.
  if (isObject(value['wrap_info'])) parts.push(inside(placed, ['wrap_info'], value['wrap_info']));
  const leased = typeof value['lease_id'] === 'string' && value['lease_id'] !== '';
  if (leased)
    parts.push({ ...placed, value: { lease_id: value['lease_id'], lease_duration: value['lease_duration'] } });
  if (parts.length === 0) parts.push({ ...placed, value: {} });
  return parts.map((part) => clean(part, fingerprint));
}

/** Dumps of several answers write the path beside each. */
function withPath(item: Item, value: Readonly<Record<string, unknown>>): Item {
  const path = value['path'];
  const isPlace = item.asked === undefined && typeof path === 'string' && isObject(value['data']);
  return isPlace ? { ...item, asked: { method: 'GET', url: path } } : item;
}

function dataIn(item: Item, data: Readonly<Record<string, unknown>>): readonly Item[] {
  const keys = data['keys'];
  if (!Array.isArray(keys) || !keys.every((key) => typeof key === 'string')) return [item];
  const infos = isObject(data['key_info']) ? data['key_info'] : {};
  return keys.map((key: string, index): Item => {
    const info = Object.hasOwn(infos, key) ? infos[key] : undefined;
    const one = inside(item, ['keys', index], keyOf(key, item, info));
    return item.asked === undefined ? one : { ...one, asked: { ...item.asked, url: `${pathOf(item.asked)}/${key}` } };
  });
}

/** 24 letters and digits, and the id of a namespace behind a dot. */
const accessorForm = /^[A-Za-z0-9]{24}(?:\.[A-Za-z0-9]{5,6})?$/;

/** What a key stands for: its form or its path tells. */
function keyOf(key: string, { asked }: Item, info?: unknown): Readonly<Record<string, unknown>> {
  const path = pathOf(asked);
  if (isObject(info)) {
    if (path.includes('entity-alias')) return { id: key, ...info };
    return path.includes('group') ? { id: key, member_entity_ids: [], ...info } : { id: key, aliases: [], ...info };
  }
  if (path.endsWith('/secret-id')) return { secret_id_accessor: key };
  if (path.endsWith('accessors') || (path === '' && accessorForm.test(key))) return { accessor: key };
  return { name: key };
}

/** Tokens and secret ids stand in clear where they were made; whatever else is nobody's identity may be a secret. */
function clean(item: Item, fingerprint: Fingerprint): Item {
  const { value, asked } = item;
  if (!isObject(value)) return item;
  const shape = shapeOf(new Fields(value, item.path, silent), asked);
  if (shape === 'other') return { ...item, value: blanked(value), fingerprints: new Map() };
  let one = item;
  for (const name of shape === 'token' ? ['id', 'client_token'] : ['secret_id', 'client_token'])
    one = withoutSecret(one, name, fingerprint);
  return one;
}

function blanked(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(blanked);
  if (isObject(value)) return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, blanked(inner)]));
  return typeof value === 'string' && value !== '' ? stripped : value;
}
