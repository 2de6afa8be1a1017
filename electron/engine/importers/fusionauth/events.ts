// Login records, audit log entries and webhook events: who did what in FusionAuth.
import type { Fields } from '#engine/importers/fields.ts';
import { circumstances, networkOf } from '#engine/importers/gather/circumstances.ts';
import type { World } from '#engine/importers/gather/source-object.ts';
import type { Activity } from '#shared/model/activity.ts';
import type { Fact, Instant } from '#shared/model/fact.ts';
import { applicationRef, userRef } from './instance.ts';

type Ids = Pick<World, 'idOf'>;

export interface ReadActivity {
  readonly id: string;
  readonly at: Fact<Instant | 'never'> | undefined;
  readonly timeMember: string;
  readonly activity: (at: Instant) => Activity;
}

const blank = { agents: [], decision: 'allowed', reason: '', trace: '' } as const;

const appParty = (id: string, name: string, world: Ids): Activity['client'] =>
  id === '' ? null : { id: world.idOf(applicationRef(id)), name: name || id };

/** A person logged in to an application. */
function loginIn(login: Fields, world: Ids): ReadActivity {
  const [user, app] = [login.plain('userId'), login.plain('applicationId')];
  const name = login.plain('applicationName');
  return {
    id: '',
    at: login.instant('instant', 'ms'),
    timeMember: 'instant',
    activity: (at) => ({
      ...blank,
      at,
      human: user === '' ? null : { id: world.idOf(userRef(user)), name: login.plain('loginId') || user },
      humanLive: user !== '',
      client: appParty(app, name, world),
      action: 'login',
      object: name || app,
      ...circumstances({ address: login.plain('ipAddress') }),
    }),
  };
}

/** `Created the entity with Id [x]`: its first words are the action, what stands in brackets the object. */
function wordsOf(message: string): { readonly action: string; readonly object: string } {
  const words = /^(\w+)(?: (?:the|an?))? ([\w ]{1,60}?)(?: with\b| for\b|\s*\[|\.|$)/.exec(message);
  const object = /\[([^\]]{1,200})\]/.exec(message)?.[1] ?? '';
  return { action: words === null ? message.slice(0, 80) : `${words[1]} ${words[2]}`.toLowerCase().trim(), object };
}

function auditIn(entry: Fields): ReadActivity {
  const who = entry.plain('insertUser');
  const isPerson = who.includes('@');
  const party = who === '' ? null : { id: null, name: who };
  const { action, object } = wordsOf(entry.plain('message'));
  return {
    id: entry.plain('id'),
    at: entry.instant('insertInstant', 'ms'),
    timeMember: 'insertInstant',
    activity: (at) => ({
      ...blank,
      at,
      human: isPerson ? party : null,
      humanLive: isPerson,
      client: isPerson ? null : party,
      action,
      object,
      reason: entry.plain('reason'),
      trace: entry.plain('id'),
    }),
  };
}

/** `user.login.success`, as a webhook sends it. */
function eventIn(event: Fields, world: Ids): ReadActivity {
  const type = event.plain('type');
  const user = event.object('user');
  const userId = user?.plain('id') ?? '';
  const name = user?.plain('email') || user?.plain('username') || userId;
  const app = event.plain('applicationId');
  return {
    id: event.plain('id'),
    at: event.instant('createInstant', 'ms'),
    timeMember: 'createInstant',
    activity: (at) => ({
      ...blank,
      at,
      human: userId === '' ? null : { id: world.idOf(userRef(userId)), name },
      humanLive: /^user\.(?:login|registration|password|two-factor)/.test(type),
      client: appParty(app, '', world),
      action: type,
      object: app || userId,
      decision: /failed|denied|locked/.test(type) ? 'denied' : 'allowed',
      trace: event.plain('id'),
      ...whence(event.object('info')),
    }),
  };
}

const whence = (info: Fields | null) =>
  circumstances({
    address: info?.plain('ipAddress') ?? '',
    network: networkOf('', info?.object('location')?.plain('country') ?? ''),
    userAgent: info?.plain('userAgent') ?? '',
  });

export function readActivity(entry: Fields, world: Ids): ReadActivity | null {
  const has = (name: string): boolean => entry.raw(name) !== undefined;
  const event = entry.object('event');
  if (event !== null && event.plain('type') !== '') return eventIn(event, world);
  if (has('insertUser') || (has('message') && has('insertInstant'))) return auditIn(entry);
  if (has('instant')) return loginIn(entry, world);
  return has('createInstant') && entry.plain('type') !== '' ? eventIn(entry, world) : null;
}
