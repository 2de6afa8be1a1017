// What the last sync or import said of a client, as far as plans are made from it.
import type { Refusal, Subject } from '#engine/connectors/connector.ts';
import { isUnknown, type UnknownReason } from '#shared/model/fact.ts';
import { type Loose, looseOf, textOf } from './states.ts';

/** The client, and the user that is its service account, as they were read last. */
export interface Known {
  readonly id: string;
  readonly clientId: string;
  readonly client: Loose;
  readonly serviceUser: Loose | null;
  readonly realm: string;
  readonly residual: number | null;
  readonly disrupts: readonly string[];
}

/** These are the realm itself: without them nobody administers it (CONNECTORS rule 9). */
const untouchable = ['account', 'account-console', 'admin-cli', 'broker', 'realm-management', 'security-admin-console'];
const needsSync = 'Its last record does not carry Keycloak’s own id: sync the tenant, then plan again.';

const unknownWhy: Readonly<Partial<Record<UnknownReason, string>>> = {
  no_log: 'the realm records no events, or they were not read',
  window_exceeded: 'the events do not reach back far enough',
  not_mapped: 'the events show no other like it either',
};

export function knownOf({ identity, records }: Subject, realm: string): Known | Refusal {
  const raws = records.filter(({ importer }) => importer === 'keycloak-realm').map(({ raw }) => looseOf(raw));
  const clients = raws.filter((raw) => textOf(raw['clientId']) !== '');
  // A fragment of a configuration tool speaks of the same client and does not know its id.
  const client = clients.find((raw) => textOf(raw['id']) !== '') ?? clients[0];
  if (client === undefined) return { refused: 'Keycloak’s connector changes clients and consents; this is neither.' };
  const [id, clientId] = [textOf(client['id']), textOf(client['clientId'])];
  if (id === '') return { refused: needsSync };
  if (identity.builtIn || untouchable.includes(clientId)) {
    return { refused: `${clientId} is a part of Keycloak itself: changing it would break the realm.` };
  }
  const access = identity.tokenPolicy?.accessTtl;
  const { lastUsedAt } = identity;
  const used = isUnknown(lastUsedAt)
    ? `Nobody knows when it was last used: ${unknownWhy[lastUsedAt.unknown] ?? 'that is not on record'}.`
    : lastUsedAt === 'never'
      ? 'It was never used.'
      : `It was last used at ${new Date(lastUsedAt).toISOString()}.`;
  return {
    id,
    clientId,
    client,
    serviceUser: raws.find((raw) => textOf(raw['username']) !== '') ?? null,
    realm,
    residual: access === undefined || isUnknown(access) ? null : access,
    disrupts: [used],
  };
}

export const objectOf = ({ id, clientId, realm }: Known): Record<string, string> => ({ realm, client: id, clientId });

/** The client of this very connection; of the same name in another realm it is another one. */
export function isOwn({ clientId, realm }: Known, settings: Readonly<Record<string, string>>): boolean {
  const { authRealm = '' } = settings;
  return clientId === settings['clientId'] && (authRealm === '' || authRealm === realm);
}
