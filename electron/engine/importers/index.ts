import { auth0Tenant } from './auth0-tenant.ts';
import { csv } from './csv.ts';
import { keycloakRealm } from './keycloak-realm.ts';

export const importers = [keycloakRealm, auth0Tenant, csv] as const;
