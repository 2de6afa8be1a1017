// The parts of Cognito's objects that we look at (API 2016-04-18). Whole representations are sent back as they came.
import { z } from 'zod';

const token = z.string().nullish();
const texts = z.array(z.string()).nullish();

/** UserPoolClientType. */
const client = z.looseObject({
  ClientId: z.string(),
  UserPoolId: z.string().optional(),
  ClientName: z.string().optional(),
  ClientSecret: z.string().optional(),
  AllowedOAuthFlows: texts,
  AllowedOAuthFlowsUserPoolClient: z.boolean().nullish(),
  AllowedOAuthScopes: texts,
  ExplicitAuthFlows: texts,
});
export type Client = z.infer<typeof client>;

export const oneClient = z.object({ UserPoolClient: client });
export const clientPage = z.object({
  UserPoolClients: z.array(z.looseObject({ ClientId: z.string(), ClientName: z.string().optional() })).nullish(),
  NextToken: token,
});
export type ClientPage = z.infer<typeof clientPage>;

export const pool = z.object({
  UserPool: z.looseObject({
    Id: z.string().optional(),
    Name: z.string().optional(),
    Domain: z.string().nullish(),
    CustomDomain: z.string().nullish(),
    UserPoolTags: z.record(z.string(), z.string()).nullish(),
  }),
});

export const resourceServerPage = z.object({
  ResourceServers: z.array(z.looseObject({ Identifier: z.string() })),
  NextToken: token,
});

export const providerPage = z.object({
  Providers: z.array(z.looseObject({ ProviderName: z.string() })),
  NextToken: token,
});
export const oneProvider = z.object({
  IdentityProvider: z.looseObject({
    ProviderName: z.string(),
    ProviderDetails: z.record(z.string(), z.string()).nullish(),
  }),
});

const attributes = z.array(z.looseObject({ Name: z.string(), Value: z.string().optional() })).nullish();
export const userPage = z.object({
  Users: z.array(z.looseObject({ Username: z.string(), Attributes: attributes })).nullish(),
  PaginationToken: token,
});
export const oneUser = z.looseObject({ Username: z.string(), Enabled: z.boolean().nullish() });

export const minted = z.looseObject({ access_token: z.string(), expires_in: z.number() });
