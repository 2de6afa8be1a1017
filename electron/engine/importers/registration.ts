// Registrations as importers hand them out: bounded, and unknown where nothing was said.
import type { Fields } from '#engine/importers/fields.ts';
import { type Fact, unknown } from '#shared/model/fact.ts';
import {
  type ClientType,
  mostNames,
  mostUris,
  type Registration,
  type ServerTraits,
} from '#shared/model/registration.ts';

export type Said = Partial<Omit<Registration, 'server'>> & { readonly server?: Partial<ServerTraits> };

const unsaid = unknown('not_in_export');

export const silentServer: ServerTraits = {
  registration: unsaid,
  documents: unsaid,
  challengeMethods: unsaid,
  namesIssuer: unsaid,
};

const silent: Registration = {
  redirectUris: unsaid,
  redirectMatch: unsaid,
  grantTypes: unsaid,
  responseTypes: unsaid,
  audiences: unsaid,
  authMethod: unsaid,
  clientType: unsaid,
  applicationType: unsaid,
  pkce: unsaid,
  clientUri: unsaid,
  metadataUris: [],
  way: unsaid,
  changedAt: unsaid,
  server: silentServer,
};

const few = (list: Fact<readonly string[]>, most: number): Fact<readonly string[]> =>
  Array.isArray(list) ? [...new Set(list.filter((one) => one !== ''))].slice(0, most) : list;

export function registrationOf(said: Said): Registration {
  const whole = { ...silent, ...said, server: { ...silentServer, ...said.server } };
  return {
    ...whole,
    redirectUris: few(whole.redirectUris, mostUris),
    grantTypes: few(whole.grantTypes, mostNames),
    responseTypes: few(whole.responseTypes, mostNames),
    audiences: few(whole.audiences, mostUris),
    metadataUris: [...new Set(whole.metadataUris.filter((uri) => uri !== ''))].slice(0, mostUris),
  };
}

/** The text, or unknown where there is none. */
export const saidText = (text: string): Fact<string> => (text === '' ? unsaid : text);

/** RFC 7591 §2: only a client without a secret or key is registered with `none`. */
export const clientTypeBy = (method: string): Fact<ClientType> =>
  method === '' ? unsaid : method === 'none' ? 'public' : 'confidential';

/** Client metadata under the names of RFC 7591 §2. `method`: what counts where the member is left out. */
export function registered(client: Fields, method: string): Said {
  const own = client.plain('token_endpoint_auth_method') || method;
  const type = client.plain('application_type');
  return {
    redirectUris: client.texts('redirect_uris') ?? unsaid,
    grantTypes: client.texts('grant_types') ?? unsaid,
    responseTypes: client.texts('response_types') ?? unsaid,
    authMethod: saidText(own),
    clientType: clientTypeBy(own),
    ...((type === 'web' || type === 'native' || type === 'service') && { applicationType: type }),
    ...(type === 'browser' && { applicationType: 'user_agent' as const }),
    clientUri: saidText(client.plain('client_uri')),
    metadataUris: ['logo_uri', 'tos_uri', 'policy_uri', 'jwks_uri'].map((name) => client.plain(name)),
  };
}
