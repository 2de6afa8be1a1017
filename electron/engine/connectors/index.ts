import { cognito } from './cognito/connector.ts';
import { keycloak } from './keycloak/connector.ts';
import { oryHydra } from './ory-hydra/connector.ts';

/** Backends that can be changed, and not only read from files. */
export const connectors = [keycloak, oryHydra, cognito] as const;
