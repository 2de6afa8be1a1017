// What the engine and an agent's process say to each other. Both ends check what they hear: a process is not trusted
// because we started it. Tokens and secrets travel here and nowhere else.
import { z } from 'zod';

const account = z.object({ clientId: z.string(), clientSecret: z.string() });

/** Where an agent's token comes from: the customer's consent, a parent's token, or a theft. */
const origin = z.discriminatedUnion('from', [
  z.object({ from: z.literal('consent'), code: z.string(), verifier: z.string(), redirectUri: z.string() }),
  z.object({ from: z.literal('parent'), token: z.string(), scopes: z.array(z.string()) }),
  z.object({ from: z.literal('theft'), token: z.string() }),
]);
export type Origin = z.infer<typeof origin>;

export const toAgent = z.discriminatedUnion('t', [
  z.object({
    t: z.literal('work'),
    issuer: z.string(),
    shop: z.string(),
    account,
    origin,
    /** Its token is bound to a key of its own (RFC 9449). */
    bound: z.boolean(),
    /** Milliseconds between two requests. */
    every: z.number(),
  }),
  z.object({ t: z.literal('misbehave'), how: z.enum(['scope', 'amount', 'impersonate', 'go_on']) }),
  z.object({ t: z.literal('stop') }),
]);
export type Misdeed = Extract<z.infer<typeof toAgent>, { t: 'misbehave' }>['how'];
export type ToAgent = z.infer<typeof toAgent>;
export type Work = Extract<ToAgent, { t: 'work' }>;

export const fromAgent = z.discriminatedUnion('t', [
  /** It has a token now, with these scopes. Sub-agents and thieves start from its value. */
  z.object({ t: z.literal('token'), token: z.string(), scopes: z.array(z.string()) }),
  /** It asked for something and was answered. `status` 0: nobody answered. */
  z.object({
    t: z.literal('did'),
    action: z.string(),
    object: z.string(),
    status: z.number().int(),
    error: z.string(),
  }),
]);
export type FromAgent = z.infer<typeof fromAgent>;
