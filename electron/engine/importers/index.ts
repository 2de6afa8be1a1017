import { activity } from './activity.ts';
import { auth0Logs } from './auth0-logs.ts';
import { auth0Tenant } from './auth0-tenant.ts';
import { awsCloudtrail } from './aws-cloudtrail.ts';
import { awsIam } from './aws-iam.ts';
import { cognito } from './cognito.ts';
import { csv } from './csv.ts';
import { entra } from './entra.ts';
import { entraAuditLog } from './entra-audit-log.ts';
import { fusionauth } from './fusionauth.ts';
import { fusionauthLog } from './fusionauth-log.ts';
import { gcp } from './gcp.ts';
import { gcpAuditLog } from './gcp-audit-log.ts';
import { github } from './github.ts';
import { githubAuditLog } from './github-audit-log.ts';
import { githubSecretScanning } from './github-secret-scanning.ts';
import { gitleaks } from './gitleaks.ts';
import { keycloakEvents } from './keycloak-events.ts';
import { keycloakRealm } from './keycloak-realm.ts';
import { kubernetes } from './kubernetes.ts';
import { kubernetesAuditLog } from './kubernetes-audit-log.ts';
import { oauth } from './oauth.ts';
import { okta } from './okta.ts';
import { oktaSystemLog } from './okta-system-log.ts';
import { oryHydra } from './ory-hydra.ts';
import { sarif } from './sarif.ts';
import { spire } from './spire.ts';
import { trufflehog } from './trufflehog.ts';
import { vault } from './vault.ts';
import { vaultAuditLog } from './vault-audit-log.ts';
import { zitadel } from './zitadel.ts';
import { zitadelEvents } from './zitadel-events.ts';

export const importers = [
  keycloakRealm,
  keycloakEvents,
  auth0Tenant,
  auth0Logs,
  oauth,
  okta,
  oktaSystemLog,
  kubernetes,
  kubernetesAuditLog,
  oryHydra,
  spire,
  vault,
  vaultAuditLog,
  zitadel,
  zitadelEvents,
  fusionauth,
  fusionauthLog,
  gcp,
  gcpAuditLog,
  github,
  githubAuditLog,
  githubSecretScanning,
  awsIam,
  awsCloudtrail,
  cognito,
  entra,
  entraAuditLog,
  trufflehog,
  gitleaks,
  sarif,
  activity,
  csv,
] as const;
