import { z } from 'zod';
import { watch, write } from './define.ts';
import { count, identityId, inventoryRow } from './values.ts';

const name = z.string().trim().min(1).max(200);
const owner = z.object({ name, type: z.enum(['person', 'team']).default('person') });
/** Whom one word of an analyst may be about. */
export const mostOwned = 5000;
const identities = z.array(identityId).min(1).max(mostOwned);

/** Who was said to own what before; null: no analyst had said anything. */
const before = z.array(z.object({ identities: z.array(identityId), owners: z.array(owner).nullable() }));

export const owners = {
  /** Whatever nobody answers for: no owner, or one who left. The most dangerous first. */
  queue: watch(
    z.object({ first: count, count: count.max(200) }),
    z.object({
      total: count,
      first: count,
      rows: z.array(
        z.object({
          row: inventoryRow,
          suggestions: z.array(z.object({ name: z.string(), id: identityId.nullable(), reason: z.string() })),
        }),
      ),
    }),
  ),
  /** The word of an analyst: it counts before what sources say. No owner: nobody answers; null takes an earlier word back. */
  assign: write(z.object({ identities, owners: z.array(owner).max(10).nullable() }), z.object({ seq: count, before })),
};

/** What goes with somebody who left, or with an integration that ended. */
export const departures = {
  detail: watch(
    z.object({ identity: identityId }),
    z.object({
      /** null: there is no such identity. */
      leaving: z
        .object({
          row: inventoryRow,
          /** null: it is still there. */
          gone: z.object({ by: z.string(), at: z.number(), note: z.string() }).nullable(),
          items: z.array(
            z.object({
              identity: identityId,
              name: z.string(),
              kind: inventoryRow.shape.kind,
              tenant: z.string(),
              /** What it has to do with whoever leaves. */
              why: z.string(),
              /** `revoke` and `withdraw` become steps of a plan; `assign` wants another owner; `look`: a way in that may stay open. */
              what: z.enum(['revoke', 'withdraw', 'assign', 'look']),
              /** Its tenant is connected, so that a plan can do it. */
              connected: z.boolean(),
            }),
          ),
        })
        .nullable(),
    }),
  ),
  mark: write(z.object({ identities, note: z.string().max(500).default('') }), z.object({ seq: count })),
  unmark: write(z.object({ identities }), z.object({ seq: count })),
};
