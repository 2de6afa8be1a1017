// The realm as a realm export, page by page, so that the importer of exports reads it: a sync and a file of one realm meet.
import { z } from 'zod';
import type { Page } from '#engine/connectors/connector.ts';
import { masked } from '#shared/lib/masked.ts';
import type { KeycloakAdmin } from './admin.ts';
import {
  type Client,
  clientList,
  consents,
  eventList,
  isMasked,
  mappings,
  type Realm,
  realm,
  roleList,
  user,
  userList,
} from './shapes.ts';

const perPage = 100;
const realmPart = 'realm.json';

/** Where a sync stands: the text of a page's `next`. `written`: elements of the list that is open. */
const cursor = z.object({
  stage: z.enum(['realm', 'service_accounts', 'people', 'clients', 'events', 'admin_events']),
  first: z.number().int().nonnegative(),
  written: z.number().int().nonnegative(),
});
type Cursor = z.infer<typeof cursor>;

interface Step extends Omit<Page, 'next'> {
  readonly next: Cursor | null;
}

type Stage = (admin: KeycloakAdmin, at: Cursor, signal: AbortSignal) => Promise<Step>;

export async function* discover(admin: KeycloakAdmin, from: string | null, signal: AbortSignal): AsyncGenerator<Page> {
  let at: Cursor | null = from === null ? begin('realm') : cursor.parse(JSON.parse(from));
  while (at !== null) {
    const { next, ...page }: Step = await stages[at.stage](admin, at, signal);
    at = next;
    yield { ...page, next: next === null ? null : JSON.stringify(next) };
  }
}

const begin = (stage: Cursor['stage'], written = 0): Cursor => ({ stage, first: 0, written });

/** Whoever may manage clients is shown their secrets; pages lie on the disk until the sync is whole. */
function withoutSecrets(
  { secret, registrationAccessToken: _token, ...client }: Client,
  { ports }: KeycloakAdmin,
): Client {
  const attributes = Object.fromEntries(
    Object.entries(client.attributes ?? {}).filter(([name]) => !shownSecrets.includes(name)),
  );
  const mask = secret === undefined || isMasked(secret) ? secret : masked(ports.fingerprint(secret));
  return { ...client, attributes, ...(mask === undefined ? {} : { secret: mask }) };
}

/** Attributes that carry secrets (keycloak#19373). */
const shownSecrets = ['client.secret.rotated', 'saml.signing.private.key', 'saml.encryption.private.key'];

/** Elements of a list of which `written` stand already. */
const joined = (elements: readonly unknown[], written: number): string =>
  elements.map((each, index) => `${written + index > 0 ? ',' : ''}${JSON.stringify(each)}`).join('');

const readRealm: Stage = async (admin, _at, signal) => {
  const [found, scopes, roles] = await Promise.all([
    admin.get('', realm, signal),
    admin.get('/client-scopes', z.array(z.looseObject({})), signal),
    admin.get('/roles?briefRepresentation=false', roleList, signal),
  ]);
  const head = { ...found, clientScopes: scopes ?? [], roles: { realm: roles ?? [] } };
  // The object stays open: people and clients follow.
  const text = `${JSON.stringify(head).slice(0, -1)},"users":[`;
  return { part: realmPart, text, next: begin('service_accounts'), done: 0, total: null };
};

/** Keycloak leaves service accounts out of its list of users: each client is asked for its own. */
const readServiceAccounts: Stage = async (admin, { first, written }, signal) => {
  const clients = (await admin.get(`/clients?first=${first}&max=${perPage}`, clientList, signal)) ?? [];
  const held = clients.filter(({ serviceAccountsEnabled }) => serviceAccountsEnabled === true);
  // The limits of the tenant say how many of them are asked for at once.
  const users = await Promise.all(
    held.map(async ({ id, clientId }) => {
      const account = await admin.get(`/clients/${encodeURIComponent(id)}/service-account-user`, user, signal);
      return account === null
        ? null
        : { ...account, serviceAccountClientId: clientId, ...(await rolesOf(admin, account.id, signal)) };
    }),
  );
  const there = users.filter((account) => account !== null);
  const count = written + there.length;
  const next =
    clients.length < perPage
      ? begin('people', count)
      : { stage: 'service_accounts' as const, first: first + perPage, written: count };
  return { part: realmPart, text: joined(there, written), next, done: count, total: null };
};

const readPeople: Stage = async (admin, { first, written }, signal) => {
  const people =
    (await admin.get(`/users?first=${first}&max=${perPage}&briefRepresentation=false`, userList, signal)) ?? [];
  const whole = await Promise.all(
    people.map(async (person) => {
      const given = (await admin.get(`/users/${encodeURIComponent(person.id)}/consents`, consents, signal)) ?? [];
      const clientConsents = given.map(({ clientId, grantedClientScopes, createdDate, lastUpdatedDate }) => ({
        clientId,
        grantedClientScopes,
        createdDate,
        lastUpdatedDate,
      }));
      return { ...person, ...(await rolesOf(admin, person.id, signal)), clientConsents };
    }),
  );
  const count = written + whole.length;
  const isLast = people.length < perPage;
  const text = `${joined(whole, written)}${isLast ? '],"clients":[' : ''}`;
  const next = isLast ? begin('clients') : { stage: 'people' as const, first: first + perPage, written: count };
  return { part: realmPart, text, next, done: count, total: null };
};

const readClients: Stage = async (admin, { first, written }, signal) => {
  const clients = (await admin.get(`/clients?first=${first}&max=${perPage}`, clientList, signal)) ?? [];
  const count = written + clients.length;
  const isLast = clients.length < perPage;
  const text = `${joined(
    clients.map((each) => withoutSecrets(each, admin)),
    written,
  )}${isLast ? ']}' : ''}`;
  const next = isLast ? begin('events') : { stage: 'clients' as const, first: first + perPage, written: count };
  return { part: realmPart, text, next, done: count, total: null };
};

/** What a realm records of one kind, and where it lies. */
interface Log {
  readonly part: string;
  readonly path: string;
  readonly isRecorded: (settings: Realm) => boolean;
  readonly stage: Cursor['stage'];
  /** The log after this one; null: the sync is whole with it. */
  readonly after: Cursor['stage'] | null;
}

const userEvents: Log = {
  part: 'events.json',
  path: '/events',
  isRecorded: ({ eventsEnabled }) => eventsEnabled === true,
  stage: 'events',
  after: 'admin_events',
};
/** Which management role acted: without it nobody knows which of them are used. */
const adminEvents: Log = {
  part: 'admin-events.json',
  path: '/admin-events',
  isRecorded: ({ adminEventsEnabled }) => adminEventsEnabled === true,
  stage: 'admin_events',
  after: null,
};

/** Only where the realm records them; a credential that may not read them leaves use unknown, and the test says so. */
const readLog =
  ({ part, path, isRecorded, stage, after }: Log): Stage =>
  async (admin, { first, written }, signal) => {
    const whole = after === null ? { total: written } : { total: null };
    const end = (text: string): Step => ({ part, text, next: after && begin(after), done: written, ...whole });
    if (first === 0) {
      const settings = await admin.get('', realm, signal);
      if (settings === null || !isRecorded(settings)) return end('');
      const answer = await admin.ask({ method: 'GET', path: `${path}?first=0&max=1` }, signal);
      if (answer.status === 403) return end('');
    }
    const events = (await admin.get(`${path}?first=${first}&max=${perPage}`, eventList, signal)) ?? [];
    const count = written + events.length;
    const text = `${first === 0 ? '[' : ''}${joined(events.map(withoutBody), written)}`;
    if (events.length < perPage) return { ...end(`${text}]`), done: count };
    return { part, text, next: { stage, first: first + perPage, written: count }, done: count, total: null };
  };

/** Bodies of requests to the administration hold whatever was set, secrets included. */
const withoutBody = ({ representation: _body, ...event }: z.infer<typeof eventList>[number]): unknown => event;

const stages: Readonly<Record<Cursor['stage'], Stage>> = {
  realm: readRealm,
  service_accounts: readServiceAccounts,
  people: readPeople,
  clients: readClients,
  events: readLog(userEvents),
  admin_events: readLog(adminEvents),
};

/** Direct roles, in the form that exports have. */
async function rolesOf(admin: KeycloakAdmin, id: string, signal: AbortSignal) {
  const found = await admin.get(`/users/${encodeURIComponent(id)}/role-mappings`, mappings, signal);
  const clientRoles = Object.entries(found?.clientMappings ?? {}).map(([name, { mappings: list }]) => [
    name,
    list.map((one) => one.name),
  ]);
  return {
    realmRoles: (found?.realmMappings ?? []).map((one) => one.name),
    clientRoles: Object.fromEntries(clientRoles),
  };
}
