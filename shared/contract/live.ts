import { z } from 'zod';
import { watch } from './define.ts';
import { death, residual } from './issuer.ts';
import { count, identityId, instant, inventoryFilter } from './values.ts';

// What lives right now of a selection, and what is dead but still believed. The local issuer knows its tokens; of what was
// imported the sessions are shown whose end a source names.

/** Whom it is about: what the filter lets through, or these identities. */
const selection = {
  filter: inventoryFilter,
  identities: z.array(identityId).max(10_000).nullable().default(null),
};

/** The issuer's clock goes on while the one that a workspace is measured against may stand still. */
const clocks = z.object({ issuer: instant, workspace: instant });

export const liveBar = z.object({
  /** Stable: `jti`, the id of an identity, or that and the id of a grant. */
  key: z.string(),
  clock: z.enum(['issuer', 'workspace']),
  what: z.enum(['access', 'refresh', 'opaque', 'sessions', 'session']),
  label: z.string(),
  /** Whom it acts for; empty: itself. */
  onBehalf: z.string(),
  /** Who holds it, in the inventory; null: not there yet. */
  identity: identityId.nullable(),
  jti: z.string().nullable(),
  /** Steps below the head of its family. */
  indent: count,
  /** How many stand below it, shown or folded away. */
  below: count,
  folded: z.boolean(),
  /** null: nobody says since when. */
  from: instant.nullable(),
  until: instant,
  /** Times that its refresh family was renewed before. */
  rotations: count,
  /** null: it lives. Else why it is dead, while it is believed until `until` by verifiers that never ask. */
  death: death.nullable(),
});
export type LiveBar = z.infer<typeof liveBar>;

export const live = {
  /** Families of tokens and sessions; the oldest first, each from its head down. */
  bars: watch(
    z.object({
      ...selection,
      /** Keys that are folded against their habit: families stand open, sessions of one identity are folded. */
      toggled: z.array(z.string().max(200)).max(5_000).default([]),
      first: count,
      count: count.max(500),
    }),
    z.object({
      now: clocks,
      /** Rows that are not folded away. */
      total: count,
      first: count,
      rows: z.array(liveBar),
      families: count,
      tokens: count,
      believed: count,
      /** Tokens beyond those that are listed at once. */
      leftOut: count,
      /** Identities by what is known of their sessions: an end, none at all, or no word. */
      sessions: z.object({ dated: count, endless: count, unknown: count }),
    }),
  ),
  /** Who still believes in what is dead, and until when. */
  residual: watch(
    z.object(selection),
    z.object({
      now: clocks,
      /** Dead tokens of the local issuer that a verifier goes on believing in. */
      tokens: count,
      /** When the last of them ends; null: there are none. */
      until: instant.nullable(),
      /** The first to end at the front, at most 500. */
      rows: z.array(residual.extend({ identity: identityId.nullable() })),
      /** Identities that are off while tokens that they got before may be believed, and when that ends for the last. */
      identities: z.object({ count, until: instant.nullable() }),
      /** Those of which nobody says how long. */
      unknown: count,
      /** The first to end at the front, at most 500. `until` null: nobody says. */
      off: z.array(z.object({ identity: identityId, name: z.string(), tenant: z.string(), until: instant.nullable() })),
    }),
  ),
};
