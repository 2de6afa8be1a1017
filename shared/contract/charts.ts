import { z } from 'zod';
import { signals } from '#shared/model/activity.ts';
import { policyFields, policyLints, policyOrigins } from '#shared/model/token-policy.ts';
import { read, watch, write } from './define.ts';
import { band, count, decision, identityId, instant, inventoryFilter, inventoryRow, kind, path } from './values.ts';

export const policyLint = z.enum(policyLints);
const perKind = z.partialRecord(kind, count);

export const lifetimes = {
  view: watch(
    z.object({
      filter: inventoryFilter,
      policySeconds: z.number().positive(),
      rotationPolicyDays: z.number().positive(),
    }),
    z.object({
      total: count,
      /** Log bins, `from` and `to` in seconds. */
      bins: z.array(z.object({ from: z.number(), to: z.number(), counts: perKind })),
      never: perKind,
      unknown: perKind,
      kinds: perKind,
      outside: count,
      /** If everything outside were cut to the policy: a thief's hours, identities that never ended, renewals. */
      shorter: z.object({ hoursSaved: z.number(), ended: count, renewalsPerDay: z.number() }),
      expiring: z.object({
        overdue: count,
        in7: count,
        in30: count,
        in90: count,
        /** Number of expiries on each of the next 90 days, first is today (UTC). */
        perDay: z.array(count).length(90),
        from: instant,
      }),
      rotation: z.array(
        z.object({ kind, count, unknown: count, p10: z.number(), median: z.number(), p90: z.number(), overdue: count }),
      ),
      /** Longest living identities. */
      longest: z.array(inventoryRow),
    }),
  ),
  /** What access tokens of at most so many seconds would save and cost. */
  shorter: watch(
    z.object({
      filter: inventoryFilter,
      identities: z.array(identityId).max(10_000).nullable().default(null),
      accessSeconds: z.number().int().positive(),
      /** Activity of so many days is looked at. */
      days: z.number().positive(),
    }),
    z.object({
      /** Active identities of the selection, and those of which nobody says how long their tokens live. */
      total: count,
      unknown: count,
      /** Whose tokens would be cut, and the first thousand of them by id. */
      affected: count,
      identities: z.array(identityId),
      /** Hours less for a thief of one token of each. */
      hoursSaved: z.number(),
      /** Of the affected: something else never ends, so that nothing is saved. */
      withoutEffect: count,
      /** Those that activity shows: tokens that they would have got. */
      observed: z.object({
        identities: count,
        events: count,
        days: z.number(),
        tokenHoursADay: z.object({ before: z.number(), after: z.number() }),
        renewalsAMinute: z.object({ before: z.number(), after: z.number() }),
        /** More, a day: where no refresh token stands in for the human. */
        promptsADay: z.number(),
      }),
      /** The others, as if they acted all the time: more at most. */
      estimated: z.object({ identities: count, renewalsAMinute: z.number(), promptsADay: z.number() }),
    }),
  ),
  /** Settings of lifetimes against each other and against what the workspace accepts. One row an identity and a lint. */
  lint: watch(
    z.object({
      filter: inventoryFilter,
      policySeconds: z.number().positive(),
      /** The longest access token that is accepted. */
      accessPolicySeconds: z.number().positive(),
      /** Empty: all. */
      lints: z.array(policyLint).default([]),
      first: count,
      count: count.max(500),
    }),
    z.object({
      total: count,
      /** Identities of which anything is told. */
      identities: count,
      first: count,
      /** Those that are told of any, whatever `lints` asks for. */
      lints: z.array(z.object({ lint: policyLint, count })),
      rows: z.array(
        inventoryRow.pick({ name: true, kind: true, tenant: true, lifetime: true }).extend({
          identity: identityId,
          lint: policyLint,
          field: z.enum(policyFields),
          /** Who set the value. */
          by: z.enum(policyOrigins),
          seconds: inventoryRow.shape.lifetime,
          /** `Access tokens live 8 h by the client, the tenant’s default is 5 min` */
          words: z.string(),
          /** What an access token should live, where that settles it. */
          shortenTo: z.number().nullable(),
        }),
      ),
    }),
  ),
};

export const privilege = {
  view: watch(
    z.object({ filter: inventoryFilter }),
    z.object({
      total: count,
      bands: z.record(band, count),
      /** 20 bins of 5 points. */
      histogram: z.array(z.object({ from: z.number(), to: z.number(), count })),
      /** Aggregated to at most 1,000 cells. */
      scatter: z.array(
        z.object({
          power: z.tuple([z.number(), z.number()]),
          exposure: z.tuple([z.number(), z.number()]),
          count,
          band,
          /** The highest score in the cell. */
          top: z.object({ id: identityId, name: z.string(), score: z.number() }),
        }),
      ),
      top: z.array(inventoryRow),
      uncertain: count,
    }),
  ),
};

export const timelineFilter = z.object({
  from: instant.nullable(),
  to: instant.nullable(),
  humans: z.array(z.string().max(400)).max(200).default([]),
  agents: z.array(z.string().max(400)).max(200).default([]),
  actions: z.array(z.string().max(400)).max(200).default([]),
  decisions: z.array(decision).default([]),
  identity: identityId.nullable().default(null),
  /** A query over events; plain words are free text. */
  text: z.string().max(2000).default(''),
  /** `any` stops at a workspace's fixed as-of instant: what the workbench itself did after it is asked for as `journal`. */
  origin: z.enum(['any', 'activity', 'live', 'journal']).default('any'),
});
export type TimelineFilter = z.infer<typeof timelineFilter>;

const lane = z.array(z.object({ key: z.string(), label: z.string(), count, denied: count }));

export const timelineEvent = z.object({
  /** Position in the activity table: stable while the workspace is open. */
  row: count,
  at: instant,
  human: z.string().nullable(),
  humanId: identityId.nullable(),
  humanLive: z.boolean(),
  agents: z.array(z.object({ name: z.string(), id: identityId.nullable() })),
  client: z.string().nullable(),
  action: z.string(),
  object: z.string(),
  decision,
  reason: z.string(),
  trace: z.string(),
  /** Imported activity, what the local issuer and the playground saw, or what the workbench itself did. */
  origin: z.enum(['activity', 'live', 'journal']),
  seq: count.nullable(),
  /** From where and with what, as far as the source says it (shared/model/activity.ts). */
  address: z.string().optional(),
  network: z.string().optional(),
  userAgent: z.string().optional(),
  credential: z.string().optional(),
  signals: z.array(z.enum(signals)).optional(),
});
export type TimelineEvent = z.infer<typeof timelineEvent>;

export const timeline = {
  view: watch(
    z.object({
      filter: timelineFilter,
      buckets: z.number().int().min(10).max(1000).default(144),
      lanes: count.max(40).default(8),
    }),
    z.object({
      span: z.object({ from: instant, to: instant }),
      window: z.object({ from: instant, to: instant }),
      total: count,
      matched: count,
      denied: count,
      /** Over the whole span, with the filters but without the window. */
      brush: z.object({
        from: instant,
        step: z.number(),
        counts: z.instanceof(Uint32Array),
        denied: z.instanceof(Uint32Array),
      }),
      /** Rows of each lane, most frequent first; the last may be `…` for the rest. */
      humans: lane,
      agents: lane,
      actions: lane,
      /** One entry a mark; rows index into the lanes above (65535: none). Aggregated per pixel bucket when there are many. */
      marks: z.object({
        at: z.instanceof(Float64Array),
        human: z.instanceof(Uint16Array),
        agent: z.instanceof(Uint16Array),
        action: z.instanceof(Uint16Array),
        denied: z.instanceof(Uint8Array),
        live: z.instanceof(Uint8Array),
        weight: z.instanceof(Uint32Array),
        /** Row of the first event in the mark, for clicking through. */
        row: z.instanceof(Uint32Array),
      }),
      attribution: z.object({ live: count, onBehalf: count, nobody: count }),
    }),
  ),
  events: watch(
    z.object({ filter: timelineFilter, first: count, count: count.max(500) }),
    z.object({ total: count, first: count, rows: z.array(timelineEvent) }),
  ),
  /** Where an event stands in the filtered list; null when it is not in it. */
  locate: read(z.object({ filter: timelineFilter, row: count }), z.object({ position: count.nullable() })),
};

/** The journal's head at a moment, signed with the workspace's key: kept elsewhere, it proves later what was there. */
export const exportedHead = z.object({
  format: z.literal(1),
  workspace: z.string().max(64),
  seq: count,
  head: z.string().regex(/^[0-9a-f]{64}$/),
  /** ISO 8601, UTC. */
  at: z.string().max(40),
  /** Ed25519, PEM. */
  publicKey: z.string().max(1000),
  signature: z.string().max(200),
});

export const audit = {
  /** Records the export, then signs the head that covers its record. Refuses a file that is there already. */
  export: write(z.object({ path: path.nullable() }), exportedHead),
  /** Reads the whole journal from the disk and checks every hash. */
  verify: read(
    z.object({}),
    z.object({ ok: z.boolean(), records: count, head: z.string(), firstBad: count.nullable() }),
  ),
  list: watch(
    z.object({ first: count, count: count.max(500), newestFirst: z.boolean().default(false) }),
    z.object({
      total: count,
      first: count,
      rows: z.array(
        z.object({
          seq: count,
          at: instant,
          human: z.string(),
          action: z.string(),
          object: z.string(),
          summary: z.string(),
          hash: z.string(),
        }),
      ),
    }),
  ),
};
