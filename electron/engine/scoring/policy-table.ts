// Everything that the policy file may set, with its standard (PRODUCT section 5): one line a number. The file's schema, its
// comments and the standard policy are made of this table.
import { credentialPoints } from '#engine/inventory/credential-strength.ts';
import { points, seconds, share, thresholds, type Weight, wholePoints } from '#shared/model/limits.ts';

export interface Section {
  /** One sentence. */
  readonly means: string;
  readonly of: Table;
}
export interface Table {
  readonly [name: string]: Weight | Section;
}

/** The numbers of a table, by their names. */
export type NumbersOf<T extends Table> = {
  readonly [name in keyof T]: T[name] extends { readonly of: infer Inner extends Table } ? NumbersOf<Inner> : number;
};

export const isSection = (entry: Weight | Section): entry is Section => 'of' in entry;

const section = <T extends Table>(means: string, of: T): { readonly means: string; readonly of: T } => ({ means, of });

/** Points by whether it is known to rest, is used, or nobody knows. */
const byUse = (idle: number, unknown: number, live: number, means: string) =>
  section(means, {
    idle: points(idle, 'It is known to rest.'),
    unknown: points(unknown, 'Nobody knows whether it is used.'),
    live: points(live, 'It is in use.'),
  });
const byPeople = (base: number, each: number, means: string) =>
  section(means, {
    base: points(base, 'Whatever their number.'),
    each: points(each, 'With each power of ten of people.'),
  });
const byScopes = (base: number, each: number, most: number, means: string) =>
  section(means, {
    base: points(base, 'Whatever their number.'),
    each: points(each, 'With each scope.'),
    most: points(most, 'No more than this.'),
  });

export const policyTable = {
  axes: section('Share of each axis in the score. Together 1.', {
    power: share(0.6, 'What it can do.'),
    exposure: share(0.4, 'How easily and how long it can be abused.'),
  }),
  most: section('Most points of each component. Those of power are 100 together, and those of exposure.', {
    sensitivity: points(45, 'Power: the most sensitive scope that it holds.'),
    breadth: points(20, 'Power: how many APIs it may use, and how.'),
    reach: points(20, 'Power: customers and resources within three hops.'),
    autonomy: points(15, 'Power: whether a human takes part when it is used.'),
    credential: points(25, 'Exposure: its weakest credential.'),
    lifetime: points(20, 'Exposure: how long a thief could go on.'),
    standing: points(15, 'Exposure: whether its privilege is there all the time.'),
    rotation: points(15, 'Exposure: age of its oldest secret.'),
    unused: points(15, 'Exposure: privilege that it does not use.'),
    owner: points(6, 'Exposure: whether somebody answers for it.'),
    consent: points(4, 'Exposure: whether whoever it acts for agreed.'),
  }),
  tiers: section('Points of the most sensitive scope. They fall from T0 on.', {
    T0: points(45, 'Can take over the tenant or make identities.'),
    T1: points(32, 'Writes, moves money, reads personal data in bulk.'),
    T2: points(18, 'Writes a little or reads what is sensitive.'),
    T3: points(6, 'Reads what is harmless.'),
    none: points(0, 'Holds no scope.'),
  }),
  breadthUnits: {
    ...points(32, 'Breadth that earns the most points: APIs × verbs.'),
    unit: 'units',
    least: 1,
    most: 10_000,
  },
  reachDecades: {
    ...points(5, 'Reach that earns the most points: 5 is 100,000.'),
    unit: 'powers of ten',
    least: 1,
    most: 12,
  },
  autonomy: section('Points by who takes part when it is used.', {
    unattended: points(15, 'Nobody.'),
    bounded_job: points(10, 'Nobody, but the job is bounded.'),
    delegated: points(5, 'A human who agreed to it before.'),
    per_action_approval: points(2, 'A human who agrees to each act.'),
  }),
  credential: section('Points of the weakest credential that it may use.', {
    none: points(credentialPoints.none, 'None: whoever knows its name.'),
    api_key: points(credentialPoints.api_key, 'API key.'),
    password: points(credentialPoints.password, 'Password.'),
    client_secret: points(credentialPoints.client_secret, 'Client secret.'),
    secret_jwt: points(credentialPoints.secret_jwt, 'Assertion signed with a shared secret.'),
    private_key_jwt: points(credentialPoints.private_key_jwt, 'Assertion signed with a private key.'),
    mtls: points(credentialPoints.mtls, 'Client certificate.'),
    bound: points(credentialPoints.bound, 'Token that is bound to a key.'),
    federated: points(credentialPoints.federated, 'No secret: its platform vouches for it.'),
  }),
  standing: section('Points by when its privilege is there.', {
    standing: points(15, 'All the time.'),
    scheduled: points(8, 'At set times.'),
    jit: points(2, 'For one task.'),
  }),
  owner: section('Points by who answers for it.', {
    none: points(6, 'Nobody.'),
    departed: points(6, 'Somebody who left.'),
    single: points(2, 'One person.'),
    team: points(1, 'One person and a team.'),
    backed: points(0, 'Two persons or more.'),
  }),
  consent: section('Points where whoever it acts for did not agree lately.', {
    missing: points(4, 'There is no consent.'),
    old: points(2, 'It is older than limits.consentDays.'),
  }),
  lifetime: section('Effective lifetimes between which points grow.', {
    from: seconds(300, 'Earns none.'),
    to: seconds(31_536_000, 'Earns all.'),
  }),
  floors: section('Scores that an identity has at least, whatever its points.', {
    F1: wholePoints(90, 'Tier T0 with a static credential that never ends.'),
    F2: wholePoints(95, 'One of its credentials was seen in the open.'),
    F3: wholePoints(80, 'Can add credentials or grants to others, all the time.'),
    F4: wholePoints(70, 'Acts for humans without a live consent.'),
    F5: wholePoints(70, 'Its owner has left and a credential is alive.'),
    F6: wholePoints(75, 'Holds more than its parent, or sits deeper than three hops.'),
    F7: wholePoints(80, 'Acts for many people at tier T0 or T1 for long.'),
    F8: wholePoints(60, 'The same credential works in production and elsewhere.'),
  }),
  limits: section('Thresholds of rules and scores.', thresholds),
  disruption: section('Points that What If gives to what a change may break; change-safety is 100 less their sum.', {
    tokens: points(3, 'It gets tokens more often.'),
    signIns: byPeople(5, 5, 'People sign in more often.'),
    asked: byPeople(8, 4, 'People are asked again.'),
    secretEnds: byUse(4, 10, 14, 'Its secret has to be replaced before it ends.'),
    proof: byUse(5, 15, 25, 'Its code has to prove that it holds a key.'),
    federation: byUse(10, 20, 30, 'Its platform has to vouch for it.'),
    rotate: byUse(3, 8, 15, 'Whoever holds the old secret needs the new one.'),
    disable: byUse(8, 35, 70, 'It stops.'),
    scopesLive: byScopes(15, 10, 60, 'Scopes in use go.'),
    scopesUnknown: byScopes(10, 2, 30, 'Scopes go of which nobody knows the use.'),
    scopesIdle: points(2, 'Scopes go that nothing used.'),
    owner: points(1, 'Somebody has to agree to answer for it.'),
    builtIn: points(25, 'It is built into the product.'),
    unowned: points(5, 'There is nobody to ask.'),
  }),
} as const satisfies Table;

/** The standard of every number of a table. */
export function standardOf<T extends Table>(table: T): NumbersOf<T> {
  const entries = Object.entries(table).map(([name, entry]): [string, unknown] => [
    name,
    isSection(entry) ? standardOf(entry.of) : entry.standard,
  ]);
  /** `as`: one member for each of the table's, a number or again such an object. */
  return Object.fromEntries(entries) as NumbersOf<T>;
}
