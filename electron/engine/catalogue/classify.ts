import type { Vendor } from '#shared/model/tenant.ts';
import { auth0Management, isAuth0Management } from './auth0.ts';
import { isWildcard, verbByName, worstOf } from './conventions.ts';
import type { Entry, Tier, Verb } from './entry.ts';
import { verbs } from './entry.ts';
import { graphPermission, isGraph } from './graph.ts';
import {
  isRealmManagement,
  keycloakAccount,
  keycloakClientScopes,
  keycloakMasterRoles,
  keycloakRealmManagement,
  keycloakRealmRoles,
} from './keycloak.ts';
import { isOktaScope, oktaScope } from './okta.ts';
import { openidScopes } from './openid.ts';

export interface Classification {
  readonly tier: Tier;
  readonly verb: Verb;
  /** false: the catalogue does not know it, `tier` is the worst that its API can offer. */
  readonly classified: boolean;
  /** It lets its holder add credentials, grants or identities to others. */
  readonly mints: boolean;
  readonly source: string;
}

/** What the analyst said, by `overrideKey`. */
export type Overrides = ReadonlyMap<string, { readonly tier: number; readonly verb: string }>;

export const overrideKey = (vendor: string, api: string, scope: string): string =>
  `${vendor}\u001f${api}\u001f${scope}`;

const isTier = (tier: number): tier is Tier => tier === 0 || tier === 1 || tier === 2 || tier === 3;
const verbNamed = (word: string): Verb | undefined => verbs.find((verb) => verb === word);

/** How sensitive a scope is. Order: what the analyst said, what the vendor documents, what every issuer means, the worst. */
export function classify(vendor: Vendor, api: string, scope: string, overrides?: Overrides): Classification {
  const said = overrides?.get(overrideKey(vendor, api, scope));
  if (said !== undefined && isTier(said.tier)) {
    const verb = verbNamed(said.verb) ?? verbByName(scope) ?? 'write';
    const mints = said.tier === 0 && verb !== 'read';
    return { tier: said.tier, verb, classified: true, mints, source: 'classified in this workspace' };
  }
  const management = isManagement(vendor, api, scope);
  if (isWildcard(scope)) {
    const tier = worstOf(management);
    return {
      tier,
      verb: 'wildcard',
      classified: true,
      mints: tier === 0,
      source: 'a wildcard is all that its API can offer',
    };
  }
  const known = lookUp(vendor, api, scope, management);
  if (known !== null) return { ...known, classified: true };
  return {
    tier: worstOf(management),
    verb: verbByName(scope) ?? 'write',
    classified: false,
    mints: false,
    source: management
      ? 'not in the catalogue: the worst of a management API'
      : 'not in the catalogue: the worst of a custom API',
  };
}

function isManagement(vendor: Vendor, api: string, scope: string): boolean {
  switch (vendor) {
    case 'keycloak':
      return isRealmManagement(api);
    case 'auth0':
      return isAuth0Management(api);
    case 'okta':
      return isOktaScope(scope);
    case 'entra':
      return isGraph(api);
    default:
      return false;
  }
}

function lookUp(vendor: Vendor, api: string, scope: string, management: boolean): Entry | null {
  if (vendor === 'keycloak') {
    const name = scope.slice(scope.lastIndexOf('/') + 1);
    const found = management
      ? keycloakRealmManagement.get(name)
      : ((api === 'account' || api === 'broker' ? keycloakAccount.get(name) : undefined) ??
        (/^(realm[ :/])?master$/.test(api) ? keycloakMasterRoles.get(name) : undefined) ??
        keycloakRealmRoles.get(name) ??
        (name.startsWith('default-roles-') ? keycloakRealmRoles.get('offline_access') : undefined) ??
        keycloakClientScopes.get(name));
    if (found !== undefined) return found;
  }
  if (vendor === 'auth0' && management) return auth0Management(scope);
  if (vendor === 'okta' && management) return oktaScope(scope);
  if (vendor === 'entra' && management) return openidScopes.get(scope) ?? graphPermission(scope);
  return openidScopes.get(scope) ?? null;
}
