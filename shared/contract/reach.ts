import { z } from 'zod';
import { delegationKinds } from '#shared/model/delegation.ts';
import { long, read, watch } from './define.ts';
import { count, identityId, inventoryRow, kind, status } from './values.ts';

const edge = z.enum(delegationKinds);

/** What a fix takes away: kinds of edges that lead no further, identities that can no longer be entered. */
const obstacles = z.object({
  kinds: z.array(edge).max(delegationKinds.length).default([]),
  identities: z.array(identityId).max(1000).default([]),
});

/** Whose credential is stolen, how far the thief goes (null: to the end), and what was fixed before. */
export const theft = z.object({
  identity: identityId,
  hops: z.number().int().min(1).max(64).nullable().default(3),
  without: obstacles.default({ kinds: [], identities: [] }),
});
export type Theft = z.infer<typeof theft>;

const counted = { identities: count, people: count, customers: count, resources: count };

/** What one run reaches. A customer whom two identities serve counts at both, as in the score. */
const run = z.object({
  ...counted,
  /** As the score counts it: discounted, three hops (PRODUCT section 5, component R). */
  reach: z.number(),
  /** null for humans. */
  score: z.number().nullable(),
  /** The first is the identity itself; `discount` is what the score counts of it. */
  hops: z.array(z.object({ ...counted, discount: z.number() })),
});

const reachRow = z.object({
  /** Place in the drawing's arrays. */
  position: count,
  hop: count,
  id: identityId,
  name: z.string(),
  kind,
  status,
  tenant: z.string(),
  customers: count,
  resources: count,
  /** Edge that leads there and whom it comes from; null for the identity itself. */
  edge: edge.nullable(),
  via: z.object({ id: identityId, name: z.string() }).nullable(),
  /** No longer reached after the fix. */
  lost: z.boolean(),
});
export type ReachRow = z.infer<typeof reachRow>;

const ranked = z.object({
  identity: inventoryRow,
  /** Itself among them. */
  identities: count,
  /** Customers and resources, as far as it goes and undiscounted; a customer whom two identities serve counts at both. */
  weight: z.number(),
});
export type Ranked = z.infer<typeof ranked>;

/** Rows of the ranking that one answer holds at most. */
export const mostRanked = 500;

export const reach = {
  /** null: there is no such identity (any more). */
  view: watch(
    theft,
    z
      .object({
        identity: z.object({ id: identityId, name: z.string(), kind }),
        before: run,
        /** null: nothing is taken away. */
        after: run.nullable(),
        /** Kinds of edges that the thief moves along before the fix, and how many identities each leads to first. */
        edges: z.array(z.object({ kind: edge, identities: count })),
        /** Names of the identities that the fix takes away. */
        removed: z.array(z.object({ id: identityId, name: z.string() })),
        /** Everything reached before the fix, hop by hop; within a hop what counts most comes first. */
        nodes: z.object({
          hop: z.instanceof(Uint16Array),
          /** Index into identityKinds. */
          kind: z.instanceof(Uint8Array),
          /** Position of the node that each was reached from. */
          via: z.instanceof(Uint32Array),
          /** Customers and resources. */
          weight: z.instanceof(Float64Array),
          lost: z.instanceof(Uint8Array),
        }),
      })
      .nullable(),
  ),
  /** The drawing as a table. */
  rows: watch(
    theft.extend({ first: count, count: count.max(500) }),
    z.object({ total: count, first: count, rows: z.array(reachRow) }),
  ),
  /** The way to one node, step by step; null for scopes: not recorded, so nothing is known to limit it. */
  way: read(
    theft.extend({ target: identityId }),
    z.object({
      steps: z.array(
        z.object({
          id: identityId,
          name: z.string(),
          kind,
          edge: edge.nullable(),
          effective: z.array(z.string()).nullable(),
          /** Held or named by the edge, beyond what was passed on. */
          beyond: z.array(z.string()),
          takesOver: z.boolean(),
        }),
      ),
    }),
  ),
  /** Who of those that can be stolen reaches most without a limit of hops, from one run until the inventory changes. */
  ranking: long(
    read(
      z.object({ count: count.min(1).max(mostRanked).default(mostRanked) }),
      z.object({
        /** Identities of the whole inventory, and those of them that were ranked. */
        inventory: count,
        total: count,
        rows: z.array(ranked),
      }),
    ),
  ),
};
