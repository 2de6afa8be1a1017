// What engine and import worker say to each other. The worker has no files: bytes go in, batches come out.
import { z } from 'zod';
import { columnMapping } from '#shared/contract/imports.ts';
import { authorities } from '#shared/model/contribution.ts';
import { activity, identity, problem, tenant } from './wire-shapes.ts';

const limits = z.object({
  fileBytes: z.number(),
  recordBytes: z.number(),
  depth: z.number(),
  stallMs: z.number(),
  yamlBytes: z.number(),
  largeYamlBytes: z.number(),
  yamlAliases: z.number(),
  pendingBytes: z.number(),
  namedConsents: z.number(),
  problems: z.number(),
  heapMb: z.number(),
  batchIdentities: z.number(),
  batchBytes: z.number(),
});

export const toWorker = z.discriminatedUnion('t', [
  z.object({
    t: z.literal('begin'),
    /** Name only, for problems; never a path. */
    file: z.string(),
    /** Names of the folders and archives that it lies in, outermost first. */
    folders: z.array(z.string()),
    tenantName: z.string().nullable(),
    mapping: columnMapping.nullable(),
    /** Tenants that the workspace knows: a file that carries only a name belongs to the one of that name. */
    tenants: z.array(tenant),
    /** 32 bytes, hex. */
    fingerprintKey: z.string(),
    /** Epoch milliseconds. */
    now: z.number(),
    limits,
  }),
  z.object({ t: z.literal('chunk'), bytes: z.instanceof(Uint8Array) }),
  z.object({ t: z.literal('end') }),
  /** One batch was taken; at most two may be under way. */
  z.object({ t: z.literal('ack') }),
]);
export type ToWorker = z.infer<typeof toWorker>;

/** One source object. `key` names it inside its tenant, `hash` is over its content with secrets replaced by fingerprints. */
export const sourceRecord = z.object({
  tenant,
  key: z.string(),
  /** Place in the file: `$.clients[3]`, `row 12`. */
  record: z.string(),
  hash: z.string(),
  /** The object as the file has it, secrets stripped. */
  raw: z.unknown(),
});
export type SourceRecord = z.infer<typeof sourceRecord>;

export const recognised = z.object({
  importer: z.string(),
  label: z.string(),
  version: z.number(),
  tenant,
  authority: z.enum(authorities),
  /** When the source was made, where it says so. Epoch milliseconds. */
  madeAt: z.number().nullable(),
  /** The file is meant to list all that there is of its kind: what it does not list is gone. */
  lists: z.boolean(),
});
export type Recognised = z.infer<typeof recognised>;

export const fromWorker = z.discriminatedUnion('t', [
  z.object({ t: z.literal('recognised'), recognised }),
  /** So many bytes of the chunks were read. */
  z.object({ t: z.literal('taken'), bytes: z.number() }),
  z.object({
    t: z.literal('batch'),
    /** `records` are the source objects that became this identity, in the order of its `sources`. */
    identities: z.array(
      z.object({ identity, records: z.array(sourceRecord), where: z.record(z.string(), z.number()).optional() }),
    ),
    /** Source objects that became no identity of their own. */
    records: z.array(sourceRecord),
    activity: z.array(z.object({ activity, tenant })),
    problems: z.array(problem),
    rejected: z.number(),
  }),
  z.object({
    t: z.literal('done'),
    records: z.number(),
    rejected: z.number(),
    problems: z.number(),
    problemsOmitted: z.number(),
    /** Those that records or identities belong to. */
    tenants: z.array(tenant),
  }),
  z.object({ t: z.literal('failed'), code: z.literal('import.failed'), message: z.string() }),
]);
export type FromWorker = z.infer<typeof fromWorker>;
export type WorkerBatch = Extract<FromWorker, { t: 'batch' }>;
