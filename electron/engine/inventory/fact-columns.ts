import type { Facts } from './facts.ts';

export type FactName = keyof Facts;

/** Facts as columns: what scoring and rules run over. A column may be longer than the table. */
export type FactColumns = Readonly<Record<FactName, ArrayLike<number>>>;

/** Every name of `Facts`, proven complete by its type. */
const listed: Readonly<Record<FactName, true>> = {
  kind: true,
  status: true,
  builtIn: true,
  leaked: true,
  createdAt: true,
  lastUsedAt: true,
  lastUsedReason: true,
  expiresAt: true,
  rotatedAt: true,
  lifetime: true,
  lifetimeReason: true,
  lifetimeLeast: true,
  lifetimeBeyond: true,
  accessTtl: true,
  exchangedTtl: true,
  refreshEnd: true,
  policyLint: true,
  sessionEnd: true,
  residualUntil: true,
  tier: true,
  knownTier: true,
  classified: true,
  wildcard: true,
  canMint: true,
  breadth: true,
  scopesGranted: true,
  scopesUsed: true,
  unused: true,
  customers: true,
  resources: true,
  reach: true,
  autonomy: true,
  credential: true,
  bound: true,
  staticCredentials: true,
  activeCredentials: true,
  endlessCredential: true,
  standing: true,
  owner: true,
  ownerReason: true,
  consent: true,
  consentAt: true,
  amplifies: true,
  crossEnvironment: true,
  sharedKey: true,
  urlSecrets: true,
  concurrentNetworks: true,
  workloads: true,
  agentsBehind: true,
  interactive: true,
  atConsole: true,
  impersonates: true,
  assertionMisuse: true,
  gone: true,
  looseTrust: true,
  unverified: true,
  ghost: true,
  endedConsentUntil: true,
  goneHumanUntil: true,
  coarseScopes: true,
  productionScopes: true,
  devIssuer: true,
  selfApproved: true,
  riskyStore: true,
  incident: true,
  production: true,
  registration: true,
  twin: true,
  twins: true,
  serverHome: true,
  liveOffline: true,
  offlineIdleSince: true,
};
/** `as`: the keys of the record above, which its type proves to be exactly these. */
export const factNames = Object.keys(listed) as readonly FactName[];

export interface FactCursor extends Facts {
  row: number;
}

/**
 * One class for all columns that there ever are: rules that run again after each commit meet the same shape of object, and
 * stay compiled for it. Its facts are members of the class: `{ ...cursor }` copies none of them; `factsAt` does.
 */
class Cursor {
  row = 0;
  readonly columns: readonly ArrayLike<number>[];

  constructor(columns: FactColumns) {
    this.columns = factNames.map((name) => columns[name]);
  }
}
for (const [at, name] of factNames.entries()) {
  Object.defineProperty(Cursor.prototype, name, {
    get(this: Cursor) {
      return this.columns[at]?.[this.row];
    },
  });
}

/** One object that reads as the facts of `row`: set `row` and read, nothing is allocated per row. */
export function factCursor(columns: FactColumns): FactCursor {
  /** `as`: the loop above has defined every member of Facts. */
  return new Cursor(columns) as unknown as FactCursor;
}

/** The facts of one row as a value of its own. */
export function factsAt(columns: FactColumns, row: number): Facts {
  const facts: Partial<Record<FactName, number>> = {};
  for (const name of factNames) facts[name] = columns[name][row] ?? Number.NaN;
  /** `as`: the loop above has just set every member of Facts. */
  return facts as unknown as Facts;
}

/** Facts of several identities as Float64 columns, for workers, tests and benches. */
export function factColumns(facts: readonly Facts[]): FactColumns {
  const columns: Partial<Record<FactName, Float64Array>> = {};
  for (const name of factNames) columns[name] = Float64Array.from(facts, (each) => each[name]);
  /** `as`: the loop above has just set every column. */
  return columns as FactColumns;
}
