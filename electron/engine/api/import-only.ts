// Vendors whose exports are read and whose backends cannot be changed from here, and why.
import type { Backend } from '#shared/contract/tenants.ts';

const of = (vendor: Backend['vendor'], label: string, why: string): Backend => ({
  id: vendor,
  vendor,
  label,
  connectable: false,
  why,
  fields: [],
  secretLabel: null,
  needs: [],
});

const notProven =
  'There is no connector for it: a change that cannot be proven against the real server is not offered. Import its exports.';
const noControl = 'It has no interface that revokes single identities over the network. Import its exports.';

export const importOnly: readonly Backend[] = [
  of('auth0', 'Auth0', notProven),
  of('okta', 'Okta', notProven),
  of('entra', 'Microsoft Entra ID', notProven),
  of('aws', 'AWS IAM', notProven),
  of('gcp', 'Google Cloud', notProven),
  of('github', 'GitHub', notProven),
  of('kubernetes', 'Kubernetes', notProven),
  of('vault', 'HashiCorp Vault', notProven),
  of('zitadel', 'ZITADEL', notProven),
  of('fusionauth', 'FusionAuth', notProven),
  of('spire', 'SPIRE', noControl),
];
