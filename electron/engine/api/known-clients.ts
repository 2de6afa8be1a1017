// Events name a client as it signs in (Keycloak's clientId), where its own record has another id and bears that name as an alias.
import type { UnitOfWork, Workspace } from '#engine/store/store.ts';
import type { Activity } from '#shared/model/activity.ts';
import type { IdentityId } from '#shared/model/ids.ts';
import type { Tenant } from '#shared/model/tenant.ts';

export class KnownClients {
  readonly #unit: Pick<UnitOfWork, 'named'>;
  readonly #rowOf: (id: string) => number;
  /** Of clients that are not in the inventory by the event's own word: who is meant, by tenant and name. */
  readonly #meant = new Map<string, IdentityId | null>();

  constructor(
    unit: Pick<UnitOfWork, 'named'>,
    { identities }: { readonly identities: Pick<Workspace['identities'], 'rowOf'> },
  ) {
    this.#unit = unit;
    this.#rowOf = (id) => identities.rowOf(id);
  }

  /** The event, of the identity that it means where exactly one bears the name. */
  resolved(activity: Activity, tenant: Pick<Tenant, 'id'>): Activity {
    const { client } = activity;
    if (client === null || client.id === null || this.#rowOf(client.id) >= 0) return activity;
    const key = `${tenant.id} ${client.name}`;
    let id = this.#meant.get(key);
    if (id === undefined) {
      const found = this.#unit.named(tenant.id, client.name);
      id = found === null || found.kind === 'human' ? null : found.id;
      this.#meant.set(key, id);
    }
    return id === null ? activity : { ...activity, client: { ...client, id } };
  }
}
