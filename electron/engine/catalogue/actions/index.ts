import type { ActionFile } from '#engine/catalogue/action-file.ts';
import { auth0 } from './auth0.ts';
import { aws } from './aws.ts';
import { entra } from './entra.ts';
import { equalWords } from './equal-words.ts';
import { gcp } from './gcp.ts';
import { github } from './github.ts';
import { keycloak } from './keycloak.ts';
import { kubernetes } from './kubernetes.ts';
import { okta } from './okta.ts';
import { vault } from './vault.ts';

/** What the logs of each vendor say about scopes. */
export const actionFiles: readonly ActionFile[] = [
  aws,
  auth0,
  entra,
  gcp,
  github,
  keycloak,
  kubernetes,
  okta,
  vault,
  equalWords,
];
