import { z } from 'zod';
import { read, watch } from './define.ts';
import { consentRow, humanId, jti, residual, tokenRow, withdrawn } from './issuer.ts';
import { instant } from './values.ts';

/** One hop of a delegation: what the parent held, what the client may hold, what was given. */
export const hop = z.object({
  token: tokenRow,
  /** Scopes before this hop: the consent's for the first, the parent token's for all others. */
  before: z.array(z.string()),
  /** Scopes registered for the client of this hop. */
  client: z.array(z.string()),
  given: z.array(z.string()),
  /** In `before`, not given: the client lacks it, or it was not asked for. */
  dropped: z.array(z.object({ scope: z.string(), why: z.enum(['client_lacks', 'not_asked']) })),
  children: z.array(jti),
});

export const delegations = {
  /** One tree for each consent, newest first. */
  view: watch(
    z.object({ human: humanId.nullable().default(null), withdrawn: z.boolean().default(false) }),
    z.object({
      now: instant,
      chains: z.array(
        z.object({
          consent: consentRow,
          hops: z.array(hop),
          /** Who can still be fooled by tokens of it that are dead. Only with `withdrawn`. */
          residual: z.array(residual),
        }),
      ),
    }),
  ),
  /** What would fall, without touching anything. */
  simulate: read(z.object({ consent: z.string().min(1).max(128) }), withdrawn),
};
