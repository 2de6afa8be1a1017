import type { Schema } from '#engine/store/column-table.ts';
import type { ArrayOf } from '#engine/store/columns.ts';

/** One column for each number of `Facts` (inventory/facts.ts), by the same names; a test holds the two equal. */
export const factSchema = {
  kind: 'u8',
  status: 'u8',
  builtIn: 'u8',
  leaked: 'u8',
  createdAt: 'f64',
  lastUsedAt: 'f64',
  lastUsedReason: 'u8',
  expiresAt: 'f64',
  rotatedAt: 'f64',
  lifetime: 'f64',
  lifetimeReason: 'u8',
  lifetimeLeast: 'f64',
  lifetimeBeyond: 'f64',
  accessTtl: 'f64',
  exchangedTtl: 'f64',
  refreshEnd: 'f64',
  policyLint: 'u16',
  sessionEnd: 'f64',
  residualUntil: 'f64',
  tier: 'f32',
  knownTier: 'f32',
  classified: 'u8',
  wildcard: 'u8',
  canMint: 'u8',
  breadth: 'f64',
  scopesGranted: 'f64',
  scopesUsed: 'f64',
  unused: 'f64',
  customers: 'f64',
  resources: 'f64',
  reach: 'f64',
  autonomy: 'f32',
  credential: 'f64',
  bound: 'u8',
  staticCredentials: 'f64',
  activeCredentials: 'f64',
  endlessCredential: 'f32',
  standing: 'f32',
  owner: 'u8',
  ownerReason: 'u8',
  consent: 'f32',
  consentAt: 'f64',
  amplifies: 'u8',
  crossEnvironment: 'u8',
  sharedKey: 'u32',
  urlSecrets: 'u8',
  concurrentNetworks: 'u8',
  workloads: 'u8',
  agentsBehind: 'u8',
  interactive: 'u8',
  atConsole: 'u8',
  impersonates: 'u8',
  assertionMisuse: 'u8',
  gone: 'u8',
  looseTrust: 'f32',
  unverified: 'f32',
  ghost: 'u8',
  endedConsentUntil: 'f64',
  goneHumanUntil: 'f64',
  coarseScopes: 'f64',
  productionScopes: 'f32',
  devIssuer: 'u8',
  selfApproved: 'u8',
  riskyStore: 'f32',
  incident: 'u8',
  production: 'f32',
  registration: 'u32',
  twin: 'f64',
  twins: 'u32',
  serverHome: 'u8',
  liveOffline: 'u8',
  offlineIdleSince: 'f64',
} as const satisfies Schema;
export type FactName = keyof typeof factSchema;
/** `Facts` as the store sees them: numbers under known names. */
export type FactRow = { readonly [N in FactName]: number };
/** The arrays of all facts, each exactly `length` long; NaN, Infinity and -Infinity mean what `Facts` says. */
export type FactView = { readonly [N in FactName]: ArrayOf<(typeof factSchema)[N]> };

const ownSchema = {
  id: 'text',
  name: 'text',
  vendorKind: 'dictionary',
  /** Tenant id; `Workspace.tenants` has the rest. */
  tenant: 'dictionary',
  /** Empty: unknown. */
  environment: 'dictionary',
  publisher: 'dictionary',
  ownerLabel: 'dictionary',
  /** Empty: nobody, many, or no name known. */
  onBehalfName: 'text',
  /** The human's id where exactly one is named by the grants, else empty. */
  onBehalfId: 'dictionary',
  externalId: 'text',
  /** Sets, see text-set.ts: names of its scopes, kinds of its credentials, files that it was read from. */
  scopes: 'dictionary',
  credentialKinds: 'dictionary',
  files: 'dictionary',
  /** Lower-cased name, aliases and owner. */
  search: 'text',
  /** Who speaks of it: the streams of its contributions (`streamsText`), the one that is heard first at the front. */
  streams: 'dictionary',
  /** Which of them list it no more, since when (`missingText`). */
  missing: 'dictionary',
  /** All credentials, active or not. */
  credentials: 'u32',
  /** Sequence numbers of the commits that wrote it first and last. */
  firstSeq: 'u32',
  seq: 'u32',
  /** Where the whole identity lies: digest of an object, or empty for the journal record `seq` … */
  place: 'dictionary',
  /** … the first byte and the bytes of its line in the object … */
  offset: 'f64',
  bytes: 'u32',
  /** … and its place in the record's payload, counted in lines. */
  entry: 'u32',
  /** 64 bits of the content's SHA-256: tells a changed record from an unchanged one. */
  hashHigh: 'u32',
  hashLow: 'u32',
} as const satisfies Schema;

export const identitySchema = { ...ownSchema, ...factSchema } as const;

/** Facts that the whole inventory, the activity and the moment complete: what a record alone says of them stands in `factSchema`. */
const completedSchema = {
  leaked: 'u8',
  reach: 'f64',
  lifetime: 'f64',
  lifetimeReason: 'u8',
  lifetimeLeast: 'f64',
  lifetimeBeyond: 'f64',
  owner: 'u8',
  amplifies: 'u8',
  crossEnvironment: 'u8',
  lastUsedAt: 'f64',
  lastUsedReason: 'u8',
  residualUntil: 'f64',
  scopesUsed: 'f64',
  unused: 'f64',
  sharedKey: 'u32',
  urlSecrets: 'u8',
  concurrentNetworks: 'u8',
  workloads: 'u8',
  agentsBehind: 'u8',
  interactive: 'u8',
  atConsole: 'u8',
  impersonates: 'u8',
  assertionMisuse: 'u8',
  gone: 'u8',
  twins: 'u32',
  serverHome: 'u8',
  ghost: 'u8',
  endedConsentUntil: 'f64',
  liveOffline: 'u8',
  offlineIdleSince: 'f64',
  consent: 'f32',
  consentAt: 'f64',
  goneHumanUntil: 'f64',
  selfApproved: 'u8',
  incident: 'u8',
  tier: 'f32',
  knownTier: 'f32',
  classified: 'u8',
  wildcard: 'u8',
  canMint: 'u8',
  breadth: 'f64',
  scopesGranted: 'f64',
  coarseScopes: 'f64',
  customers: 'f64',
  resources: 'f64',
  productionScopes: 'f32',
  devIssuer: 'u8',
  registration: 'u32',
} as const satisfies { readonly [N in FactName]?: (typeof factSchema)[N] };

// Object.keys of a literal gives exactly its keys.
export const completedNames = Object.keys(completedSchema) as readonly (keyof typeof completedSchema)[];

/** Worked out from the whole inventory and the activity after each commit, never stored: facts as completed, scores, findings. */
export const derivedSchema = {
  ...completedSchema,
  /** NaN: has no score (humans). */
  score: 'f32',
  low: 'f32',
  high: 'f32',
  confidence: 'f64',
  power: 'f64',
  exposure: 'f64',
  /** Index into `bands`; 255: none. */
  band: 'u8',
  findings: 'u32',
  /** The row that stands for the human whose account this is; else its own. */
  humanOf: 'u32',
  /** Accounts of the human that the row stands for. */
  accounts: 'u32',
} as const satisfies Schema;

export const noBand = 255;

// Object.keys of a literal gives exactly its keys.
export const factNames = Object.keys(factSchema) as readonly FactName[];
