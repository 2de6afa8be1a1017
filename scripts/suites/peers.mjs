import { keycloakHome } from '../setup/keycloak.mjs';
import { vitest } from './vitest.mjs';

/** Tests against other people's servers, started on loopback. */
export async function peers(args) {
  const home = await keycloakHome();
  return vitest('peers', ['peers'], args, home === null ? {} : { NHI_KEYCLOAK_HOME: home });
}
