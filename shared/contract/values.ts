import { z } from 'zod';
import { decisions } from '#shared/model/activity.ts';
import { bindings, credentialKinds } from '#shared/model/credential.ts';
import { delegationKinds } from '#shared/model/delegation.ts';
import { unknownReasons } from '#shared/model/fact.ts';
import { acceptanceStates, intents, severities } from '#shared/model/finding.ts';
import { identityKinds, identityStatuses } from '#shared/model/identity.ts';
import { problemSeverities } from '#shared/model/problem.ts';
import {
  applicationTypes,
  clientTypes,
  documentDoors,
  pkcePolicies,
  redirectMatches,
  registrationDoors,
  registrationWays,
} from '#shared/model/registration.ts';
import { bands, scoreComponents } from '#shared/model/score.ts';
import { storagePlaces } from '#shared/model/storage.ts';
import { policyOrigins } from '#shared/model/token-policy.ts';

export const text = z.string().max(4096);
export const path = z.string().min(1).max(4096);
export const identityId = z.string().regex(/^idn_[a-z2-7]{16}$/);
export const kind = z.enum(identityKinds);
export const band = z.enum(bands);
export const status = z.enum(identityStatuses);
export const severity = z.enum(severities);
export const decision = z.enum(decisions);
export const count = z.number().int().nonnegative();
/** Epoch milliseconds. */
export const instant = z.number();

export const unknownFact = z.object({ unknown: z.enum(unknownReasons) });
export const fact = <T extends z.ZodType>(value: T) => z.union([unknownFact, value]);
export const never = z.literal('never');
/** JSON has no Infinity: an endless duration is 'never'. */
export const duration = z.union([z.number().nonnegative(), never]);

export const ownerStates = ['none', 'departed', 'single', 'backed', 'team', 'unknown'] as const;
export const ownerState = z.enum(ownerStates);

/** What the grid, the lists and the charts may be narrowed by. Empty list: no restriction. */
export const inventoryFilter = z.object({
  /** A query over identities; plain words are free text. */
  text: z.string().max(2000).default(''),
  kinds: z.array(kind).default([]),
  bands: z.array(band).default([]),
  tenants: z.array(z.string().max(64)).max(1000).default([]),
  owners: z.array(ownerState).default([]),
  statuses: z.array(status).default([]),
  /** Humans are left out unless asked for. */
  humans: z.boolean().default(false),
  /** Named cut that a mark of a chart stands for, see `marks` in lifetimes and privilege. */
  mark: z
    .discriminatedUnion('by', [
      z.object({ by: z.literal('lifetime'), from: z.number(), to: z.union([z.number(), never]) }),
      z.object({ by: z.literal('lifetime_unknown') }),
      z.object({ by: z.literal('expires'), from: instant, to: instant }),
      z.object({ by: z.literal('rotation'), from: z.number(), to: z.union([z.number(), never]) }),
      z.object({ by: z.literal('score'), from: z.number(), to: z.number() }),
      z.object({
        by: z.literal('power_exposure'),
        power: z.tuple([z.number(), z.number()]),
        exposure: z.tuple([z.number(), z.number()]),
      }),
      z.object({ by: z.literal('rule'), rule: z.string().max(40) }),
      z.object({ by: z.literal('last_used'), before: instant }),
      z.object({ by: z.literal('acts_for_people') }),
      z.object({ by: z.literal('never_expires') }),
      /** The newest file of the source that is heard first lists it no more. */
      z.object({ by: z.literal('missing') }),
      /** First seen in this commit of the journal or a later one. */
      z.object({ by: z.literal('newest'), from: count }),
      /** Seen before this commit, and said otherwise in it or a later one. */
      z.object({ by: z.literal('changed'), from: count }),
    ])
    .nullable()
    .default(null),
});
export type InventoryFilter = z.infer<typeof inventoryFilter>;
/** Everything but humans. */
export const unfiltered: InventoryFilter = inventoryFilter.parse({});

export const scoreSummary = z.object({
  value: z.number(),
  low: z.number(),
  high: z.number(),
  confidence: z.number(),
  band,
  power: z.number(),
  exposure: z.number(),
});

export const inventoryRow = z.object({
  id: identityId,
  kind,
  vendorKind: z.string(),
  name: z.string(),
  tenant: z.string(),
  tenantId: z.string(),
  /** Of the human that the row stands for; 1 for all that are none. */
  accounts: count,
  /** How many humans it acts for; the name where it is one. */
  onBehalf: z.object({ count, name: z.string().nullable() }),
  /** Why nobody knows its owner; null: known, or known to be nobody. */
  owner: z.object({ state: ownerState, label: z.string(), reason: z.enum(unknownReasons).nullable() }),
  scopes: z.object({ granted: count, used: fact(count) }),
  lifetime: fact(duration),
  lastUsedAt: fact(z.union([instant, never])),
  expiresAt: fact(z.union([instant, never])),
  status,
  environment: z.string(),
  rotatedAt: fact(instant),
  /** Since when the source that is heard first lists it no more; null: it does. It may be gone, or the file a part. */
  missingSince: instant.nullable(),
  findings: count,
  /** null for humans. */
  score: scoreSummary.nullable(),
});
export type InventoryRow = z.infer<typeof inventoryRow>;

export const scorePart = z.object({
  component: z.enum(scoreComponents),
  axis: z.enum(['power', 'exposure']),
  points: z.number(),
  low: z.number(),
  high: z.number(),
  most: z.number(),
  weighted: z.number(),
  label: z.string(),
  evidence: z.string(),
  unknown: z.boolean(),
});
export const score = scoreSummary.extend({
  parts: z.array(scorePart),
  floors: z.array(
    z.object({
      id: z.enum(['F1', 'F2', 'F3', 'F4', 'F5', 'F6', 'F7', 'F8']),
      value: z.number(),
      reason: z.string(),
      certain: z.boolean(),
    }),
  ),
  vector: z.string(),
  policy: z.string(),
});

export const fix = z.object({
  intent: z.enum(intents),
  label: z.string(),
  scoreAfter: z.number().nullable(),
  parameters: z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string())])),
});
export const finding = z.object({
  rule: z.string(),
  severity,
  /** How it was reached: from the rule's own severity to this one, each with its reason. */
  grades: z.array(z.object({ severity, words: z.string() })),
  identity: identityId,
  title: z.string(),
  evidence: z.array(z.object({ label: z.string(), value: z.string(), ref: z.string() })),
  fixes: z.array(fix),
  /** null: nobody accepted the risk. */
  acceptance: z
    .object({
      state: z.enum(acceptanceStates),
      reason: z.string(),
      by: z.string(),
      at: instant,
      until: instant,
      /** How severe it was then. */
      severity,
    })
    .nullable(),
});

export const problem = z.object({
  severity: z.enum(problemSeverities),
  code: z.string(),
  message: z.string(),
  file: z.string(),
  record: z.string().nullable(),
  field: z.string().nullable(),
});

const owner = z.object({
  name: z.string(),
  id: identityId.nullable(),
  type: z.enum(['person', 'team']),
  status: fact(z.enum(['active', 'departed'])),
});
const credential = z.object({
  id: z.string(),
  kind: z.enum(credentialKinds),
  vendorKind: z.string(),
  status: z.enum(['active', 'disabled', 'expired']),
  fingerprint: fact(z.string()),
  createdAt: fact(instant),
  rotatedAt: fact(instant),
  expiresAt: fact(z.union([instant, never])),
  lastUsedAt: fact(z.union([instant, never])),
  binding: z.enum(bindings),
  storage: z.array(z.object({ place: z.enum(storagePlaces), at: z.string() })).optional(),
  trusts: z
    .array(
      z.object({
        issuer: z.string(),
        subjects: fact(z.array(z.string())),
        wildcards: z.boolean(),
        audiences: fact(z.array(z.string())),
      }),
    )
    .optional(),
});
const consent = z.object({
  id: z.string(),
  status: z.enum(['live', 'withdrawn', 'expired', 'missing']),
  givenAt: fact(instant),
  expiresAt: fact(z.union([instant, never])),
  purpose: fact(z.string()),
});
const grant = z.object({
  id: z.string(),
  resource: z.string(),
  scopes: z.array(z.object({ name: z.string(), api: z.string(), lastUsedAt: fact(z.union([instant, never])) })),
  onBehalfOf: identityId.nullable(),
  subjects: count,
  consent: consent.nullable(),
  expiresAt: fact(z.union([instant, never])),
  lastUsedAt: fact(z.union([instant, never])),
  offline: z.boolean(),
  origin: z.string(),
});
const delegation = z.object({
  kind: z.enum(delegationKinds),
  from: identityId,
  to: identityId,
  scopes: z.array(z.string()),
});
const tokenPolicy = z.object({
  accessTtl: fact(z.number()),
  refreshAbsolute: fact(duration).nullable(),
  refreshIdle: fact(duration).nullable(),
  refreshRotation: fact(z.boolean()),
  offline: fact(z.boolean()),
  accessTtlFrom: z.enum(policyOrigins),
  exchanged: z.literal('ends_with_subject').optional(),
  layers: z
    .array(
      z.object({
        by: z.enum(policyOrigins),
        accessTtl: fact(z.number()).optional(),
        refreshAbsolute: fact(duration).optional(),
        refreshIdle: fact(duration).optional(),
      }),
    )
    .optional(),
});
const names = fact(z.array(z.string()));
const registration = z.object({
  redirectUris: names,
  redirectMatch: fact(z.enum(redirectMatches)),
  grantTypes: names,
  responseTypes: names,
  audiences: names,
  authMethod: fact(z.string()),
  clientType: fact(z.enum(clientTypes)),
  applicationType: fact(z.enum(applicationTypes)),
  pkce: fact(z.enum(pkcePolicies)),
  clientUri: fact(z.string()),
  metadataUris: z.array(z.string()),
  way: fact(z.enum(registrationWays)),
  changedAt: fact(instant),
  server: z.object({
    registration: fact(z.enum(registrationDoors)),
    documents: fact(z.enum(documentDoors)),
    challengeMethods: names,
    namesIssuer: fact(z.boolean()),
  }),
});
export const source = z.object({
  file: z.string(),
  digest: z.string(),
  record: z.string(),
  importer: z.string(),
  importedAt: instant,
});
/** The whole of `shared/model/identity.ts`, as it crosses the wire. */
export const identity = z.object({
  id: identityId,
  kind,
  vendorKind: z.string(),
  tenant: z.object({ id: z.string(), vendor: z.string(), name: z.string() }),
  name: z.string(),
  externalId: z.string(),
  aliases: z.array(z.string()),
  description: z.string(),
  status,
  environment: fact(z.string()),
  publisher: fact(z.string()),
  publisherVerified: z.boolean().optional(),
  owners: fact(z.array(owner)),
  createdAt: fact(instant),
  lastUsedAt: fact(z.union([instant, never])),
  credentials: z.array(credential),
  grants: z.array(grant),
  delegations: z.array(delegation),
  tokenPolicy: tokenPolicy.nullable(),
  standing: fact(z.enum(['standing', 'scheduled', 'jit'])),
  autonomy: fact(z.enum(['unattended', 'bounded_job', 'delegated', 'per_action_approval'])),
  leaked: z.boolean(),
  builtIn: z.boolean(),
  registration: registration.optional(),
  anchors: z.array(z.string()).optional(),
  sources: z.array(source),
});
