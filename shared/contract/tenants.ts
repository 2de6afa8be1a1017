import { z } from 'zod';
import { effects, undoClasses } from '#shared/model/capability.ts';
import { accessStates, addressRules, secretKeepings, testSteps } from '#shared/model/connection.ts';
import { intents } from '#shared/model/finding.ts';
import { vendors } from '#shared/model/tenant.ts';
import { long, read, watch, write } from './define.ts';
import { count, instant, text } from './values.ts';

export const tenantId = z.string().regex(/^ten_[a-z2-7]{12}$/);
const intent = z.enum(intents);
const settings = z.record(z.string().max(64), text);

export const capability = z.object({
  intent,
  stopsNewTokens: z.enum(effects),
  killsLiveTokens: z.enum(effects),
  killsRefresh: z.enum(effects),
  undo: z.enum(undoClasses),
  undoDays: count,
  available: z.boolean(),
  why: z.string(),
  how: z.string(),
});

export const accessNeed = z.object({
  name: z.string(),
  for: z.array(z.union([intent, z.literal('read')])),
  state: z.enum(accessStates),
});

export const connectionTest = z.object({
  ok: z.boolean(),
  steps: z.array(z.object({ step: z.enum(testSteps), ok: z.boolean(), message: z.string() })),
  access: z.array(accessNeed),
  server: z.string(),
  actsAs: z.string().exactOptional(),
});

/** What the form of a backend asks for; `connectable` false: its exports can be imported, nothing more, and `why` says so. */
export const backend = z.object({
  id: z.string(),
  vendor: z.enum(vendors),
  label: z.string(),
  connectable: z.boolean(),
  why: z.string(),
  fields: z.array(
    z.object({ name: z.string(), label: z.string(), placeholder: z.string(), hint: z.string(), required: z.boolean() }),
  ),
  secretLabel: z.string().nullable(),
  needs: z.array(accessNeed.omit({ state: true })),
});
export type Backend = z.infer<typeof backend>;

/** Everything of a connection but its secret, which main hands to the engine by `secret`, a reference. */
export const connectionForm = z.object({
  connector: z.string().max(64),
  name: text.min(1).max(200),
  settings,
  addresses: z.enum(addressRules),
  ca: z.string().max(200_000).default(''),
  proxy: text.default(''),
  concurrency: z.number().int().min(1).max(16).default(4),
  rate: z.number().min(0).max(1000).default(0),
  keeping: z.enum(secretKeepings),
  /** Names a secret that main holds; null: the backend asks for none, or the one that is kept already. */
  secret: z.string().max(64).nullable(),
  /** The same, of the passphrase that seals it. */
  passphrase: z.string().max(64).nullable().default(null),
});
export type ConnectionForm = z.infer<typeof connectionForm>;

export const syncReport = z.object({
  startedAt: instant,
  endedAt: instant,
  pages: count,
  records: count,
  imported: count,
  unchanged: count,
  rejected: count,
  seq: count,
});

export const tenantRow = z.object({
  tenant: tenantId,
  connector: z.string(),
  vendor: z.enum(vendors),
  name: z.string(),
  /** `never`: not tried in this run; `offline` since `since`, with the reason. */
  health: z.object({ state: z.enum(['unknown', 'online', 'offline']), since: instant.nullable(), message: z.string() }),
  writes: z.boolean(),
  identities: count,
  lastSync: syncReport.nullable(),
  /** The secret is at hand in this run. */
  unlocked: z.boolean(),
});
export type TenantRow = z.infer<typeof tenantRow>;

export const tenantDetail = tenantRow.extend({
  form: connectionForm.omit({ secret: true, passphrase: true }),
  tested: z.object({ at: instant, test: connectionTest }).nullable(),
  capabilities: z.array(capability),
  syncs: z.array(syncReport),
  /** Our own admin access in the inventory; null: it was not found there. */
  ownIdentity: z.string().nullable(),
  /** Why it was not, in a sentence; ''. */
  ownUnknown: z.string(),
});
export type TenantDetail = z.infer<typeof tenantDetail>;

const receipt = z.object({ seq: count });

export const tenants = {
  /** `sealing`: `plain` is none, and the form says so. */
  backends: read(z.object({}), z.object({ backends: z.array(backend), sealing: z.enum(['system', 'plain', 'none']) })),
  /** For programs without the app, which takes what an analyst types itself: answers a reference that serves once. */
  hold: write(z.object({ text: z.string().min(1).max(100_000) }), z.object({ secret: z.string() })),
  /** Progress: the step that is under way. Writes nothing. */
  test: long(
    read(
      connectionForm.extend({ tenant: tenantId.nullable().default(null) }),
      // A new reference to the secret that was tested, so that it need not be typed again.
      connectionTest.extend({ secret: z.string().nullable() }),
    ),
  ),
  add: write(connectionForm, z.object({ tenant: tenantId, seq: count })),
  change: write(connectionForm.extend({ tenant: tenantId }), receipt),
  /** Read-only until it is switched on. */
  allowWrites: write(z.object({ tenant: tenantId, writes: z.boolean() }), receipt),
  remove: write(z.object({ tenant: tenantId }), receipt),
  /** The secret of a tenant whose keeping is `run` or `passphrase`, for this run. */
  unlock: write(z.object({ tenant: tenantId, secret: z.string().max(64) }), z.object({})),
  /** Progress in pages. Goes on where an earlier one was cut off, unless `afresh`. */
  sync: long(write(z.object({ tenant: tenantId, afresh: z.boolean().default(false) }), syncReport)),
  list: watch(z.object({}), z.object({ tenants: z.array(tenantRow) })),
  detail: watch(z.object({ tenant: tenantId }), z.object({ tenant: tenantDetail.nullable() })),
};
