// The parts of Hydra's objects that we look at (its OpenAPI description: oAuth2Client, oAuth2ConsentSession).
import { z } from 'zod';

export const client = z.looseObject({
  client_id: z.string(),
  client_name: z.string().optional(),
  scope: z.string().optional(),
  grant_types: z.array(z.string()).nullish(),
  owner: z.string().optional(),
  updated_at: z.string().optional(),
  token_endpoint_auth_method: z.string().optional(),
  client_credentials_grant_access_token_lifespan: z.string().nullish(),
  authorization_code_grant_access_token_lifespan: z.string().nullish(),
  refresh_token_grant_access_token_lifespan: z.string().nullish(),
});
export type Client = z.infer<typeof client>;
export const clientList = z.array(client);

export const consentSessions = z.array(
  z.looseObject({
    grant_scope: z.array(z.string()).nullish(),
    consent_request: z
      .looseObject({
        subject: z.string().optional(),
        client: z.looseObject({ client_id: z.string().optional() }).optional(),
      })
      .optional(),
  }),
);
export const rotated = z.looseObject({ client_secret: z.string() });
export const version = z.looseObject({ version: z.string() });
export const metadata = z.looseObject({ issuer: z.string() });
