// What Google's APIs, gcloud and recorders put around their objects.
import { isObject } from '#engine/importers/fields.ts';
import { elementsOf, inside } from '#engine/importers/gather/envelopes.ts';
import type { Item } from '#engine/importers/importer.ts';

/** Members whose value is a list of objects. */
export const lists = [
  'accounts',
  'keys',
  'results',
  'assets',
  'activities',
  'workloadIdentityPools',
  'workloadIdentityPoolProviders',
  'roles',
  'projects',
  'policyResults',
] as const;

/** Members of an answer that has nothing in it. */
const around = new Set(['nextPageToken', 'readTime', 'etag', 'kind']);
export const isEnvelope = (members: readonly string[]): boolean => members.every((name) => around.has(name));

/** How httplib2's replays and Cloud Custodian's flights keep an answer. */
function ofFlight(item: Item, value: Readonly<Record<string, unknown>>): Item {
  const { headers, body } = value;
  const url = isObject(headers) ? headers['content-location'] : undefined;
  const answer = inside(item, ['body'], body);
  return typeof url === 'string' ? { ...answer, asked: { method: 'GET', url } } : answer;
}

/** Each object alone: assets that hold both a resource and its policy are two. */
export function unwrap(item: Item): readonly Item[] {
  const { value } = item;
  if (!isObject(value)) return [item];
  if (isObject(value['headers']) && 'body' in value) return unwrap(ofFlight(item, value));
  if (isObject(value['asset'])) return unwrap(inside(item, ['asset'], value['asset']));
  if (value['name'] === undefined && lists.some((name) => Array.isArray(value[name])))
    return elementsOf(item, lists).flatMap(unwrap);
  if (Array.isArray(value['policies']) && value['fullResourceName'] !== undefined)
    return effective(item, value['policies']);
  const place = ['iam_policy', 'iamPolicy'].find((name) => isObject(value[name]));
  if (place === undefined || !isObject(value['resource'])) return [item];
  const { [place]: policy, resource, ...own } = value;
  return [
    { ...item, value: { ...own, resource } },
    { ...item, path: `${item.path}.${place}`, value: { ...own, [place]: policy }, fingerprints: new Map() },
  ];
}

/** The effective policies of a resource are those of its ancestors too: each says whose it is. */
const effective = (item: Item, policies: readonly unknown[]): readonly Item[] =>
  policies.map((one, index) => {
    const value = isObject(one) ? { resource: one['attachedResource'], policy: one['policy'] } : one;
    return inside(item, ['policies', index], value);
  });
