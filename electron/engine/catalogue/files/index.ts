import type { CatalogueFile } from '#engine/catalogue/catalogue-file.ts';
import { auth0 } from './auth0.ts';
import { awsActions } from './aws-actions.ts';
import { awsPolicies } from './aws-policies.ts';
import { azureRoles } from './azure-roles.ts';
import { entraRoles } from './entra-roles.ts';
import { fusionauth } from './fusionauth.ts';
import { gcpPermissions } from './gcp-permissions.ts';
import { gcpRoles } from './gcp-roles.ts';
import { github } from './github.ts';
import { hydra } from './hydra.ts';
import { keycloak } from './keycloak.ts';
import { kubernetes } from './kubernetes.ts';
import { microsoftApis } from './microsoft-apis.ts';
import { microsoftGraph } from './microsoft-graph.ts';
import { okta } from './okta.ts';
import { openid } from './openid.ts';
import { spire } from './spire.ts';
import { vault } from './vault.ts';
import { zitadel } from './zitadel.ts';

/** Every source of the scope catalogue: of the vendor's, the first one that knows a scope counts. */
export const files: readonly CatalogueFile[] = [
  openid,
  keycloak,
  auth0,
  okta,
  microsoftGraph,
  microsoftApis,
  entraRoles,
  azureRoles,
  awsActions,
  awsPolicies,
  gcpRoles,
  gcpPermissions,
  github,
  kubernetes,
  vault,
  spire,
  hydra,
  zitadel,
  fusionauth,
];
