import type { Rule } from '#engine/posture/rule.ts';
import { mcpAudience } from './mcp-audience-bound.ts';
import { mcpIssuer } from './mcp-issuer-named.ts';
import { mcpLifetime } from './mcp-lifetime-short.ts';
import { mcpPkce } from './mcp-pkce-s256.ts';
import { mcpRedirect } from './mcp-redirect-https.ts';
import { mcpRegistration } from './mcp-registration-document.ts';
import { mcpRotation } from './mcp-rotation-public.ts';
import { orphan } from './nhi1a-orphan.ts';
import { dormant } from './nhi1b-dormant.ts';
import { retiredAlive } from './nhi1c-retired.ts';
import { ghost } from './nhi1d-ghost.ts';
import { leftoverGrant } from './nhi1e-leftover-grant.ts';
import { registrationSprawl } from './nhi1f-registration-sprawl.ts';
import { leaked } from './nhi2a-leaked.ts';
import { riskyStore } from './nhi2b-risky-store.ts';
import { secretInUrl } from './nhi2c-secret-in-url.ts';
import { concurrentNetworks } from './nhi2d-concurrent-networks.ts';
import { unverifiedPublisher } from './nhi3a-unverified-publisher.ts';
import { vendorIncident } from './nhi3b-vendor-incident.ts';
import { grownScopes } from './nhi3c-grown-scopes.ts';
import { offDomain } from './nhi3d-off-domain.ts';
import { sharedSecretSent } from './nhi4a-shared-secret-sent.ts';
import { deprecatedGrant } from './nhi4b-deprecated-grant.ts';
import { unbound } from './nhi4c-unbound.ts';
import { assertionMisuse } from './nhi4d-assertion-misuse.ts';
import { looseRefresh } from './nhi4e-loose-refresh.ts';
import { sweeping } from './nhi5a-sweeping.ts';
import { unusedPrivilege } from './nhi5b-unused-privilege.ts';
import { mints } from './nhi5c-mints.ts';
import { amplifies } from './nhi5d-amplifies.ts';
import { allOrNothing } from './nhi5e-all-or-nothing.ts';
import { staticWorkload } from './nhi6a-static-workload.ts';
import { looseTrust } from './nhi6b-loose-trust.ts';
import { openRegistration } from './nhi6c-open-registration.ts';
import { noExpiry } from './nhi7a-no-expiry.ts';
import { rotationOverdue } from './nhi7b-rotation-overdue.ts';
import { outlivesPolicy } from './nhi7c-outlives-policy.ts';
import { idleOffline } from './nhi7d-idle-offline.ts';
import { crossEnvironment } from './nhi8a-cross-environment.ts';
import { devIssuer } from './nhi8b-dev-issuer.ts';
import { testOnProduction } from './nhi8c-test-on-production.ts';
import { manyWorkloads } from './nhi9a-many-workloads.ts';
import { manyAgents } from './nhi9b-many-agents.ts';
import { sharedKey } from './nhi9c-shared-key.ts';
import { interactive } from './nhi10a-interactive.ts';
import { atConsole } from './nhi10b-console.ts';
import { selfApproved } from './nhi10c-person-behind.ts';
import { impersonation } from './nhi10d-impersonation.ts';
import { pkce } from './rfc9700-2-1-1-pkce.ts';
import { implicit } from './rfc9700-2-1-2-implicit.ts';
import { exactRedirects } from './rfc9700-2-1-exact-redirects.ts';
import { senderConstrained } from './rfc9700-2-2-1-sender-constrained.ts';
import { refreshTokens } from './rfc9700-2-2-2-refresh-tokens.ts';
import { audience } from './rfc9700-2-3-audience.ts';
import { password } from './rfc9700-2-4-password.ts';
import { clientAuthentication } from './rfc9700-2-5-client-authentication.ts';
import { plainRedirect } from './rfc9700-2-6-plain-redirects.ts';
import { mixUp } from './rfc9700-4-4-mix-up.ts';
import { pkceDowngrade } from './rfc9700-4-8-pkce-downgrade.ts';
import { refreshExpiry } from './rfc9700-4-14-refresh-expiry.ts';

/** Every rule, in the order of lists. */
export const rules: readonly Rule[] = [
  orphan,
  dormant,
  retiredAlive,
  ghost,
  leftoverGrant,
  registrationSprawl,
  leaked,
  riskyStore,
  secretInUrl,
  concurrentNetworks,
  unverifiedPublisher,
  vendorIncident,
  grownScopes,
  offDomain,
  sharedSecretSent,
  deprecatedGrant,
  unbound,
  assertionMisuse,
  looseRefresh,
  sweeping,
  unusedPrivilege,
  mints,
  amplifies,
  allOrNothing,
  staticWorkload,
  looseTrust,
  openRegistration,
  noExpiry,
  rotationOverdue,
  outlivesPolicy,
  idleOffline,
  crossEnvironment,
  devIssuer,
  testOnProduction,
  manyWorkloads,
  manyAgents,
  sharedKey,
  interactive,
  atConsole,
  selfApproved,
  impersonation,
  exactRedirects,
  pkce,
  implicit,
  senderConstrained,
  refreshTokens,
  audience,
  password,
  clientAuthentication,
  plainRedirect,
  mixUp,
  pkceDowngrade,
  refreshExpiry,
  mcpAudience,
  mcpIssuer,
  mcpLifetime,
  mcpPkce,
  mcpRedirect,
  mcpRegistration,
  mcpRotation,
];
