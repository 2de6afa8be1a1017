// What a realm has to look like if receipts are true: the realm before, with what each receipt says it read back.
import type { PlanDocument } from '#engine/plans/documents.ts';
import type { Json, JsonObject } from '#shared/model/json.ts';
import type { RealmTruth } from './drill-realm.ts';

type Kept = { -readonly [K in keyof RealmTruth]: RealmTruth[K] };

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const objectOf = (value: Json | undefined): JsonObject => (isObject(value) ? value : {});
const without = <T>(all: Readonly<Record<string, T>>, name: string): Record<string, T> =>
  Object.fromEntries(Object.entries(all).filter(([key]) => key !== name));

/** In the order in which they were given out. Only what was verified is believed. `nameOf`: of a Keycloak user by id. */
export function receiptsApplied(
  before: RealmTruth,
  documents: readonly PlanDocument[],
  nameOf: (user: string) => string,
): RealmTruth {
  const now: Kept = { ...before };
  const change = (clientId: string, members: JsonObject): void => {
    now.clients = { ...now.clients, [clientId]: { ...objectOf(now.clients[clientId]), ...members } };
  };
  for (const { plan, receipts } of documents) {
    for (const receipt of receipts) {
      const operation = plan.steps.find(({ id }) => id === receipt.step)?.operation;
      if (operation === undefined || receipt.outcome !== 'verified') continue;
      const { clientId = '', user = '' } = operation.object;
      const { clientId: _clientId, ...seen } = objectOf(receipt.observed);
      const { attributes = {} } = objectOf(now.clients[clientId]);
      switch (operation.name) {
        case 'client.enabled':
        case 'client.not_before':
        case 'client.scopes':
          change(clientId, seen);
          break;
        case 'client.secret': {
          const made = { 'client.secret.creation.time': seen['secretCreatedAt'] ?? null };
          change(clientId, { isOldSecret: false, attributes: { ...objectOf(attributes), ...made } });
          break;
        }
        case 'roles.direct':
          now.roles = { ...now.roles, [clientId]: seen };
          break;
        case 'client.offline_sessions':
          now.offline = now.offline.filter((each) => !each.endsWith(` ${clientId}`));
          break;
        case 'consent.exists': {
          // With the consent its offline tokens go (CONNECTORS section 1).
          const key = `${nameOf(user)} ${clientId}`;
          now.consents = without(now.consents, key);
          now.offline = now.offline.filter((each) => each !== key);
          break;
        }
        default:
          throw new Error(`the drill knows no ${operation.name}`);
      }
    }
  }
  return now;
}
