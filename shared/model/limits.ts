/** One number that the policy file may set. */
export interface Weight {
  readonly standard: number;
  readonly unit: 'points' | 'share' | 'days' | 'minutes' | 'seconds' | 'people' | 'clients' | 'units' | 'powers of ten';
  /** Both are allowed themselves. */
  readonly least: number;
  readonly most: number;
  readonly whole: boolean;
  /** One sentence. */
  readonly means: string;
}

const weight =
  (unit: Weight['unit'], least: number, most: number, whole: boolean) =>
  (standard: number, means: string): Weight => ({ standard, unit, least, most, whole, means });

const days = weight('days', 1, 3650, true);
export const seconds = weight('seconds', 1, 315_360_000, true);
export const share = weight('share', 0, 1, false);
const minutes = weight('minutes', 1, 1440, true);
/** Of what is counted in logs at most eight are remembered. */
const few = weight('units', 1, 8, true);
const clients = weight('clients', 1, 1_000_000, true);
const people = weight('people', 1, 1_000_000_000, true);
export const points = weight('points', 0, 100, false);
export const wholePoints = weight('points', 0, 100, true);

/** Thresholds of rules and scores, one line each. The policy file, its checks, its comments and the type below follow. */
export const thresholds = {
  rotationDays: days(90, 'A static secret is rotated at least as often.'),
  keyRotationDays: days(365, 'A key or certificate is rotated at least as often.'),
  dormantDays: days(90, 'What was not used for longer is dormant.'),
  dormantHighDays: days(180, 'What was not used for longer is dormant and weighs more.'),
  neverUsedDays: days(30, 'Only what is older counts as never used.'),
  unusedShare: share(0.5, 'So much of its scopes unused is unused privilege.'),
  usageDays: { ...days(90, 'The use of scopes counts within this window.'), most: 365 },
  consentDays: days(180, 'A consent that is older is old.'),
  manyCustomers: people(1000, 'Whoever reaches so many people reaches many.'),
  sensitiveLifetime: seconds(86_400, 'Effective lifetime that is allowed at tier T0 and T1.'),
  anyLifetime: seconds(2_592_000, 'Effective lifetime that is allowed to anything.'),
  shortLifetime: seconds(900, 'What is sender-constrained and lives no longer weighs one level less.'),
  acceptanceDays: days(90, 'A risk is accepted for as long where nobody says until when.'),
  acceptanceMostDays: { ...days(365, 'A risk is accepted for no longer.'), most: 365 },
  networkMinutes: minutes(10, 'One credential from two networks within so long is one too many.'),
  workloadDays: {
    ...days(7, 'The workloads of a credential are counted over so long before its last use.'),
    most: 365,
  },
  workloads: few(2, 'So many workloads behind one credential are too many.'),
  agentsPerClient: few(2, 'So many agents behind one client are too many.'),
  registrationIdleDays: days(7, 'A client that registered itself and was not used for longer is left over.'),
  twinClients: { ...clients(3, 'So many clients of one name and redirects are sprawl.'), least: 2 },
  offlineIdleDays: days(30, 'An offline grant that was not used for longer is idle.'),
  accessLifetime: seconds(3600, 'An access token that lasts no longer is short-lived.'),
  confidence: share(0.6, 'Below this confidence no bare number is shown.'),
} as const satisfies Readonly<Record<string, Weight>>;

/** Thresholds by name, in the unit that the table names. */
export type Limits = { readonly [name in keyof typeof thresholds]: number };
