// Where and how an Auth0 application gets its tokens.
import type { Fields } from '#engine/importers/fields.ts';
import { clientTypeBy, registrationOf, saidText } from '#engine/importers/registration.ts';
import { unknown } from '#shared/model/fact.ts';
import type { Identity } from '#shared/model/identity.ts';
import type { ApplicationType, ServerTraits } from '#shared/model/registration.ts';

const types: Readonly<Record<string, ApplicationType>> = {
  spa: 'user_agent',
  native: 'native',
  regular_web: 'web',
  non_interactive: 'service',
};

/** With dynamic registration on, Auth0 takes it from anybody, without a token. */
export function serverOf(tenant: Fields): Partial<ServerTraits> {
  const open = tenant.object('flags')?.flag('enable_dynamic_client_registration');
  return typeof open === 'boolean' ? { registration: open ? 'anybody' : 'closed' } : {};
}

export function registrationOfClient(client: Fields, server: Partial<ServerTraits>): Pick<Identity, 'registration'> {
  const type = client.plain('app_type');
  if (type === 'resource_server') return {};
  const grantTypes = client.texts('grant_types');
  const redirects = client.texts('callbacks');
  const applicationType = types[type];
  const document = client.plain('external_client_id');
  const keys = client.object('client_authentication_methods');
  const method =
    client.plain('token_endpoint_auth_method') ||
    (keys?.raw('private_key_jwt') === undefined ? '' : 'private_key_jwt') ||
    (type === 'spa' || type === 'native' ? 'none' : '');
  return {
    registration: registrationOf({
      ...(redirects !== undefined && { redirectUris: redirects }),
      redirectMatch: 'pattern',
      ...(grantTypes !== undefined && { grantTypes }),
      ...(grantTypes !== undefined && {
        responseTypes: [
          ...(grantTypes.includes('authorization_code') ? ['code'] : []),
          ...(grantTypes.includes('implicit') ? ['token'] : []),
        ],
      }),
      authMethod: saidText(method),
      clientType: clientTypeBy(method),
      ...(applicationType !== undefined && { applicationType }),
      metadataUris: [document, client.plain('logo_uri')].filter((uri) => uri.startsWith('https:')),
      way: document.startsWith('https:') ? 'metadata_document' : unknown('not_recorded'),
      server,
    }),
  };
}
