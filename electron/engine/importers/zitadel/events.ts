// Events of the event store: who changed what. Their names are ZITADEL's own verbs.
import { type Fields, isObject } from '#engine/importers/fields.ts';
import { circumstances } from '#engine/importers/gather/circumstances.ts';
import type { World } from '#engine/importers/gather/source-object.ts';
import { stripped } from '#engine/importers/strip-secrets.ts';
import type { Activity } from '#shared/model/activity.ts';
import type { Instant } from '#shared/model/fact.ts';
import { userRef } from './instance.ts';

/** Types are objects with a name for people beside; exports of the table write them as texts. */
export const typeIn = (fields: Fields | null, name: string): string => {
  if (fields === null) return '';
  return typeof fields.raw(name) === 'string' ? fields.plain(name) : (fields.object(name)?.plain('type') ?? '');
};

/** Services of ZITADEL itself write under names that are no user ids. */
const isUser = (id: string): boolean => /^\d{6,}$/.test(id);

/** `user.human.password.check.failed`, `user.token.check.failed` and the like. */
const isFailure = (type: string): boolean => /\.(?:failed|denied)$/.test(type);

export function activityOf(event: Fields, type: string, at: Instant, world: Pick<World, 'idOf'>): Activity {
  const [editor, aggregate] = [event.object('editor'), event.object('aggregate')];
  const id = editor?.plain('userId') ?? '';
  const name = editor?.plain('displayName') || id || editor?.plain('service') || '';
  const party = name === '' ? null : { id: isUser(id) ? world.idOf(userRef(id)) : null, name };
  const object = aggregate?.plain('id') ?? '';
  // What somebody does to the own account by hand, only a person does.
  const isHuman = type.startsWith('user.human.') && object !== '' && object === id;
  return {
    at,
    human: isHuman ? party : null,
    humanLive: isHuman,
    agents: [],
    client: isHuman ? null : party,
    action: type,
    object: `${typeIn(aggregate, 'type')} ${object}`.trim(),
    decision: isFailure(type) ? 'denied' : 'allowed',
    reason: '',
    trace: [object, event.plain('sequence')].filter((part) => part !== '').join(':'),
    ...whence(event.object('payload')),
  };
}

/** A session tells the browser that it was begun with. */
function whence(payload: Fields | null) {
  const agent = payload?.object('user_agent') ?? payload?.object('userAgent') ?? null;
  return circumstances({ address: agent?.plain('ip') ?? '', userAgent: agent?.plain('description') ?? '' });
}

const isAgent = (name: string): boolean => /^user_?agent$/i.test(name);
const keptOfAgent = (value: unknown): unknown =>
  isObject(value) ? { ip: value['ip'] ?? '', description: value['description'] ?? '' } : blankPayload(value);

/** Payloads hold hashes, encrypted secrets and what people are called. */
export function blankPayload(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(blankPayload);
  if (typeof value === 'string') return value === '' ? value : stripped;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, isAgent(name) ? keptOfAgent(inner) : blankPayload(inner)]),
  );
}
