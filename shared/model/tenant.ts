import type { TenantId } from './ids.ts';

export const vendors = [
  'keycloak',
  'auth0',
  'okta',
  'entra',
  'kubernetes',
  'spire',
  'ory-hydra',
  'vault',
  'zitadel',
  'fusionauth',
  'aws',
  'cognito',
  'gcp',
  'github',
  'csv',
  'nhi-workbench',
  'oauth',
  'scanner',
] as const;
export type Vendor = (typeof vendors)[number];

/** A connected or imported backend. */
export interface Tenant {
  readonly id: TenantId;
  readonly vendor: Vendor;
  readonly name: string;
}
