// What standards promise of answers; servers may add to it.
import { z } from 'zod';

const endpoint = z.url({ protocol: /^https?$/ }).optional();
const methods = z.array(z.string()).optional();

/** RFC 8414 §2 */
export const metadata = z.looseObject({
  issuer: z.string(),
  token_endpoint: endpoint,
  revocation_endpoint: endpoint,
  introspection_endpoint: endpoint,
  registration_endpoint: endpoint,
  token_endpoint_auth_methods_supported: methods,
  revocation_endpoint_auth_methods_supported: methods,
  introspection_endpoint_auth_methods_supported: methods,
});
export type Metadata = z.infer<typeof metadata>;

/** RFC 7591 §3.2.1, RFC 7592 §3 */
export const clientInformation = z.looseObject({
  client_id: z.string(),
  client_secret: z.string().optional(),
  registration_access_token: z.string().optional(),
  registration_client_uri: z.string().optional(),
  grant_types: z.array(z.string()).nullish(),
  response_types: z.array(z.string()).nullish(),
  contacts: z.array(z.string()).nullish(),
  scope: z.string().nullish(),
});
export type ClientInformation = z.infer<typeof clientInformation>;

/** RFC 7662 §2.2 */
export const introspection = z.looseObject({ active: z.boolean() });
