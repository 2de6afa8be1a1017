import { keycloak } from './keycloak/connector.ts';

/** Backends that can be changed, and not only read from files. */
export const connectors = [keycloak] as const;
