import type { Instant } from '#shared/model/fact.ts';
import type { TenantId } from '#shared/model/ids.ts';

export interface Health {
  readonly state: 'unknown' | 'online' | 'offline';
  /** Since when it is so; null: nobody has tried in this run. */
  readonly since: Instant | null;
  readonly message: string;
}

const untried: Health = { state: 'unknown', since: null, message: '' };

/** Whether tenants answer, as the last attempts of this run saw it. */
export class TenantHealth {
  readonly #seen = new Map<TenantId, Health>();

  of(tenant: TenantId): Health {
    return this.#seen.get(tenant) ?? untried;
  }

  online(tenant: TenantId, now: Instant): void {
    if (this.of(tenant).state !== 'online') this.#seen.set(tenant, { state: 'online', since: now, message: '' });
  }

  offline(tenant: TenantId, now: Instant, message: string): void {
    const { state, since } = this.of(tenant);
    this.#seen.set(tenant, { state: 'offline', since: state === 'offline' ? since : now, message });
  }
}
