import { cognito } from './cognito/connector.ts';
import { keycloak } from './keycloak/connector.ts';
import { oauth } from './oauth/connector.ts';
import { oryHydra } from './ory-hydra/connector.ts';

/** Backends that can be changed, and not only read from files. */
export const connectors = [keycloak, oryHydra, cognito, oauth] as const;
