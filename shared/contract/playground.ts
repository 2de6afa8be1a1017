import { z } from 'zod';
import { long, watch, write } from './define.ts';
import { clientId, consentRow, humanId, scopes, withdrawn } from './issuer.ts';
import { count, decision, instant } from './values.ts';

export const agentRow = z.object({
  id: z.string(),
  /** null: a thief, who has none of its own. */
  clientId: clientId.nullable(),
  name: z.string(),
  /** Agent that spawned it; null: the customer connected it. */
  parent: z.string().nullable(),
  depth: count,
  /** A process of its own; null once it has ended. */
  pid: count.nullable(),
  state: z.enum(['starting', 'working', 'refused', 'stopped']),
  scopes: z.array(z.string()),
  /** What it did last, and what it was told. */
  last: z.object({ at: instant, action: z.string(), decision, status: count }).nullable(),
  stolen: z.boolean(),
});
export type AgentRow = z.infer<typeof agentRow>;

export const playground = {
  /** Starts the issuer where it does not run, the shop, a customer and her first assistant. */
  start: long(
    write(
      /** `bound`: every token is bound to its agent's key (RFC 9449). */
      z.object({ bound: z.boolean().default(false) }),
      z.object({ shop: z.string() }),
    ),
  ),
  stop: write(z.object({}), z.object({})),
  /** A sub-agent of that agent, by token exchange, with these scopes. */
  spawn: write(z.object({ agent: z.string(), scopes: scopes.optional() }), z.object({ agent: z.string() })),
  /** It asks for more than it may, another scope or an amount beyond its limit; or goes on, whatever became of its token. */
  misbehave: write(
    z.object({ agent: z.string(), how: z.enum(['scope', 'amount', 'impersonate', 'go_on']) }),
    z.object({}),
  ),
  /** Another process presents the agent's token as its own. */
  steal: write(z.object({ agent: z.string() }), z.object({})),
  /** How the shop verifies tokens: `local` knows nothing of revocation until `exp`. */
  verifyBy: write(z.object({ how: z.enum(['local', 'introspection']) }), z.object({})),
  withdraw: write(z.object({}), withdrawn),
  view: watch(
    z.object({}),
    z.object({
      running: z.boolean(),
      shop: z.string().nullable(),
      verifyBy: z.enum(['local', 'introspection']),
      customer: z.object({ id: humanId, name: z.string() }).nullable(),
      consent: consentRow.nullable(),
      agents: z.array(agentRow),
      requests: z.array(
        z.object({
          at: instant,
          agent: z.string(),
          action: z.string(),
          object: z.string(),
          decision,
          status: count,
          reason: z.string(),
        }),
      ),
    }),
  ),
};
