import type { Grant, GrantedScope } from './grant.ts';
import type { Vendor } from './tenant.ts';

const unit = '\u001f';

/** What a scope is called in classifications and columns: `vendor␟api␟scope`. */
export const scopeKey = (vendor: string, api: string, scope: string): string => `${vendor}${unit}${api}${unit}${scope}`;

export interface ScopeName {
  readonly vendor: Vendor;
  readonly api: string;
  readonly scope: string;
}

export function scopeNamed(key: string): ScopeName {
  const cut = key.indexOf(unit);
  const next = key.indexOf(unit, cut + 1);
  // Keys are made of the vendor of a tenant.
  return { vendor: key.slice(0, cut) as Vendor, api: key.slice(cut + 1, next), scope: key.slice(next + 1) };
}

/** The API that a scope belongs to: where the source does not say, the resource of its grant. */
export const apiOf = (scope: Pick<GrantedScope, 'api'>, grant: Pick<Grant, 'resource'>): string =>
  scope.api === '' ? grant.resource : scope.api;
