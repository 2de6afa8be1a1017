// The secret of a tenant: a client secret alone, or a document with everything that was given out about it. Pure.
import { z } from 'zod';

const registration = z.object({
  client_id: z.string().min(1).max(2048),
  /** RFC 7592 §3 */
  registration_client_uri: z.url({ protocol: /^https?$/ }).max(2048),
  registration_access_token: z.string().min(1).max(16_384),
  /** We deleted it: the server tells such a client from a wrong token by nothing (RFC 7592 §2.1). */
  gone: z.literal(true).optional(),
  /** Its deletion was sent and nobody knows what became of it: from now on a 401 is the answer to those that are gone. */
  deleting: z.literal(true).optional(),
});
export type Registration = z.infer<typeof registration>;
export type RegistrationChange = { readonly [K in keyof Registration]?: Registration[K] | undefined };

const token = z.object({
  /** As the inventory calls it. */
  name: z.string().min(1).max(255),
  token: z.string().min(1).max(65_536),
  token_type_hint: z.enum(['access_token', 'refresh_token']).optional(),
});
export type KnownToken = z.infer<typeof token>;

const distinct = <T>(of: (one: T) => string, list: readonly T[]): boolean => new Set(list.map(of)).size === list.length;

const credentials = z.strictObject({
  client_secret: z.string().default(''),
  registrations: z
    .array(registration)
    .max(10_000)
    .refine((list) => distinct((one) => one.client_id, list), 'a client_id stands twice')
    .default([]),
  tokens: z
    .array(token)
    .max(10_000)
    .refine((list) => distinct((one) => one.name, list), 'a name stands twice')
    .default([]),
});
export type Credentials = z.infer<typeof credentials>;

/** What stands in the secret is no document of ours. Its words never repeat what was given. */
export class UnreadableCredentials extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UnreadableCredentials';
  }
}

/** A text that does not begin with a brace is the client secret. Throws UnreadableCredentials. */
export function credentialsIn(text: string): Credentials {
  if (!text.trimStart().startsWith('{')) return { client_secret: text, registrations: [], tokens: [] };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new UnreadableCredentials('The credentials are no JSON document.');
  }
  const parsed = credentials.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const place =
    issue?.code === 'unrecognized_keys' ? 'a member that is not known' : issue?.path.join('.') || 'its form';
  throw new UnreadableCredentials(`The credentials cannot be read: ${place}.`);
}

/** The document with what is known anew of one registration; undefined takes a member away. */
export function renewed(text: string, clientId: string, change: RegistrationChange): string {
  const given = credentialsIn(text);
  const registrations = given.registrations.map((one) => (one.client_id === clientId ? { ...one, ...change } : one));
  return JSON.stringify({ ...given, registrations });
}
