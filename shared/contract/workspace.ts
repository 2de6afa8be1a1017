import { z } from 'zod';
import { long, read, watch, write } from './define.ts';
import { count, instant, path } from './values.ts';

export const workspaceInfo = z.object({
  path: z.string(),
  name: z.string(),
  id: z.string(),
  readOnly: z.boolean(),
  /** Why it is read-only or what was repaired on opening; empty when all is well. */
  notices: z.array(z.string()),
  /** Fixed as-of instant for imported data, or null: now. */
  asOf: instant.nullable(),
  isDemo: z.boolean(),
  /** The record that it is shown as of, out of how many, and what that did; null: it is shown as it is now. */
  moment: z.object({ seq: count, at: instant, summary: z.string(), object: z.string(), records: count }).nullable(),
});
export type WorkspaceInfo = z.infer<typeof workspaceInfo>;

export const jobInfo = z.object({
  id: z.string(),
  title: z.string(),
  detail: z.string(),
  /** 0–1, or null while the length is unknown. */
  progress: z.number().min(0).max(1).nullable(),
  cancellable: z.boolean(),
});

export type JobInfo = z.infer<typeof jobInfo>;

/** What the status bar, the Welcome editor and the badges show. */
export const workspaceStatus = z.object({
  workspace: workspaceInfo.nullable(),
  /** The instant that ages and lifetimes are measured against. */
  now: instant,
  /** First 6 hex digits of the SHA-256 of the policy in force, and those of its thresholds that screens name. */
  policy: z.string(),
  limits: z.object({ usageDays: count, anyLifetime: z.number(), accessLifetime: z.number(), rotationDays: count }),
  counts: z.object({
    identities: count,
    humans: count,
    events: count,
    credentials: count,
    findings: z.object({ critical: count, high: count, medium: count, low: count }),
    problems: count,
  }),
  tenants: z.array(
    z.object({ id: z.string(), vendor: z.string(), name: z.string(), identities: count, humans: count }),
  ),
  /** The owner that stands for most identities, kinds with numbers … for the Welcome page and titles. */
  chain: z.object({
    records: count,
    head: z.string(),
    checkedAt: instant.nullable(),
    ok: z.boolean().nullable(),
    firstBad: count.nullable(),
  }),
  jobs: z.array(jobInfo),
  recent: z.array(z.object({ path: z.string(), name: z.string(), openedAt: instant })),
});
export type WorkspaceStatus = z.infer<typeof workspaceStatus>;

export const workspace = {
  create: write(z.object({ path }), workspaceInfo),
  /** Refuses with `workspace.damaged {seq}`; `readOnly: true` then opens up to the last good record. */
  open: long(write(z.object({ path, readOnly: z.boolean().default(false) }), workspaceInfo)),
  close: write(z.object({}), z.object({})),
  /** Creates the demo company where it is absent, then opens it. */
  openDemo: long(write(z.object({}), workspaceInfo)),
  /** Throws the demo company away and makes it anew. */
  resetDemo: long(write(z.object({}), workspaceInfo)),
  /** Fills the open workspace with the demo company; asked again it changes nothing. */
  fillDemo: long(write(z.object({}), z.object({ identities: count, humans: count, events: count, seq: count }))),
  forgetRecent: write(z.object({ path }), z.object({})),
  cancelJob: write(z.object({ id: z.string() }), z.object({})),
  status: watch(z.object({}), workspaceStatus),
  /** Lines of the Output panel: what the engine did, newest last. */
  output: watch(
    z.object({ last: count.max(5000).default(500) }),
    z.object({
      lines: z.array(z.object({ at: instant, level: z.enum(['info', 'warning', 'error']), text: z.string() })),
    }),
  ),
  version: read(z.object({}), z.object({ engine: z.string(), node: z.string() })),
};
