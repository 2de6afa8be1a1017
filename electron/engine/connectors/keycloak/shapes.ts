// The parts of Keycloak's representations that we look at. Whole representations are sent back as they came (CONNECTORS rule 5).
import { z } from 'zod';

const names = z.array(z.string());

/** ClientRepresentation. */
export const client = z.looseObject({
  id: z.string(),
  clientId: z.string(),
  enabled: z.boolean().optional(),
  serviceAccountsEnabled: z.boolean().optional(),
  fullScopeAllowed: z.boolean().optional(),
  notBefore: z.number().optional(),
  secret: z.string().optional(),
  publicClient: z.boolean().optional(),
  attributes: z.record(z.string(), z.string()).optional(),
  defaultClientScopes: names.optional(),
  optionalClientScopes: names.optional(),
});
export type Client = z.infer<typeof client>;
export const clientList = z.array(client);

export const user = z.looseObject({ id: z.string(), username: z.string().optional(), enabled: z.boolean().optional() });
export const userList = z.array(user);

export const role = z.looseObject({ id: z.string(), name: z.string(), composite: z.boolean().optional() });
export const roleList = z.array(role);

/** MappingsRepresentation of a user's roles. */
export const mappings = z.object({
  realmMappings: roleList.optional(),
  clientMappings: z.record(z.string(), z.object({ id: z.string(), mappings: roleList })).optional(),
});
export type Mappings = z.infer<typeof mappings>;

export const consents = z.array(
  z.looseObject({
    clientId: z.string(),
    grantedClientScopes: names.optional(),
    createdDate: z.number().optional(),
    lastUpdatedDate: z.number().optional(),
  }),
);

export const clientScopes = z.array(z.looseObject({ id: z.string(), name: z.string() }));
export const sessions = z.array(z.looseObject({ id: z.string() }));
export const sessionCount = z.object({ count: z.number() });
export const realm = z.looseObject({
  id: z.string(),
  realm: z.string(),
  eventsEnabled: z.boolean().optional(),
  adminEventsEnabled: z.boolean().optional(),
});
export type Realm = z.infer<typeof realm>;
export const eventList = z.array(z.looseObject({}));
export const newCredential = z.object({ value: z.string() });

/** A mask stands where the caller may not see the secret. */
export const isMasked = (secret: string | undefined): boolean => secret === undefined || /^\*+$/.test(secret);
