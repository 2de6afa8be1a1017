// The facts of an example as words for people: what the help of a rule shows.

import { assertionSignals, impersonations, interactions, urlSignals } from '#engine/inventory/behaviour-of.ts';
import { credentialPoints } from '#engine/inventory/credential-strength.ts';
import type { FactName } from '#engine/inventory/fact-columns.ts';
import { autonomies, type Facts, ownerStates, standings } from '#engine/inventory/facts.ts';
import { traitBits } from '#engine/inventory/registration-traits.ts';
import { dayMs, durationWords } from '#shared/lib/duration.ts';
import type { Instant } from '#shared/model/fact.ts';
import { identityKinds, identityStatuses } from '#shared/model/identity.ts';
import { plural } from './words.ts';

type Words = (value: number, now: Instant) => string;

const spoken = (name: string | undefined): string => (name ?? 'unknown').replaceAll('_', ' ');
const oneOf =
  (names: readonly string[]): Words =>
  (value) =>
    spoken(names[value]);
const flagsOf =
  (names: readonly string[]): Words =>
  (value) =>
    names
      .filter((_, bit) => (value & (1 << bit)) !== 0)
      .map(spoken)
      .join(', ') || 'none';
const yesNo: Words = (value) => (value === 0 ? 'no' : 'yes');
const counted: Words = (value) => value.toLocaleString('en-US', { maximumFractionDigits: 1 });
const share: Words = (value) => `${Math.round(100 * value)}%`;
const lasting: Words = (value) => (value === Number.POSITIVE_INFINITY ? 'never ends' : durationWords(value));
const tier: Words = (value) => (value > 3 ? 'none' : `T${value}`);

const when =
  (endless: string): Words =>
  (value, now) => {
    if (!Number.isFinite(value)) return endless;
    const days = Math.round((value - now) / dayMs);
    if (days === 0) return 'today';
    return days < 0 ? `${plural(-days, 'day')} ago` : `in ${plural(days, 'day')}`;
  };

/** `secretInBody` → `secret in body`. */
const traits: Words = (value) =>
  Object.entries(traitBits)
    .filter(([, bit]) => (value & bit) !== 0)
    .map(([name]) => name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`))
    .join(', ') || 'nothing to see';

const credential: Words = (value) =>
  value === 0 ? 'none in force' : spoken(Object.entries(credentialPoints).find(([, points]) => points === value)?.[0]);

/** Label and form of each fact; one that is not here is called by its own name, and is a number. */
const forms: Partial<Readonly<Record<FactName, readonly [string, Words]>>> = {
  kind: ['Kind', oneOf(identityKinds)],
  status: ['Status', oneOf(identityStatuses)],
  builtIn: ['Built into the product', yesNo],
  leaked: ['Seen in the open', yesNo],
  createdAt: ['Created', when('unknown')],
  lastUsedAt: ['Last used', when('never')],
  expiresAt: ['Expires', when('never')],
  rotatedAt: ['Last rotated', when('no secret')],
  lifetime: ['Effective lifetime', lasting],
  tier: ['Highest tier', tier],
  knownTier: ['Highest tier that the catalogue knows', tier],
  classified: ['Every scope in the catalogue', yesNo],
  wildcard: ['Holds a wildcard', yesNo],
  canMint: ['May make identities or credentials', yesNo],
  scopesGranted: ['Scopes granted', counted],
  scopesUsed: ['Scopes used', counted],
  unused: ['Unused, weighted by tier', share],
  urlSecrets: ['Secrets in its request lines', flagsOf(urlSignals)],
  concurrentNetworks: ['From two networks at about the same time', yesNo],
  workloads: ['Workloads of one credential', counted],
  agentsBehind: ['Agents behind it', counted],
  interactive: ['Used as people work', oneOf(interactions)],
  atConsole: ['At a console', yesNo],
  impersonates: ['Acts as a human', oneOf(impersonations)],
  assertionMisuse: ['Misuse of assertions', flagsOf(assertionSignals)],
  customers: ['Customers it acts for', counted],
  resources: ['APIs it may call', counted],
  reach: ['Customers and resources in reach', counted],
  autonomy: ['Human involved', oneOf(autonomies)],
  credential: ['Weakest credential', credential],
  bound: ['Tokens bound to a key', yesNo],
  staticCredentials: ['Static credentials in force', counted],
  activeCredentials: ['Credentials in force', counted],
  endlessCredential: ['A credential that never ends', yesNo],
  standing: ['Access', oneOf(standings)],
  owner: ['Owner', oneOf(ownerStates)],
  consent: ['Consent', (value) => ({ '-1': 'not needed', 0: 'live', 1: 'old', 2: 'missing' })[value] ?? 'unknown'],
  amplifies: ['Holds more than its parent', yesNo],
  crossEnvironment: ['One credential in several environments', yesNo],
  sharedKey: ['Others that hold its key', counted],
  gone: ['Marked as ended', yesNo],
  production: ['In production', yesNo],
  registration: ['Registration', traits],
  twins: ['Clients of its name and redirects', counted],
  serverHome: ['Stands for its server', yesNo],
  liveOffline: ['Holds a live offline grant', yesNo],
  offlineIdleSince: ['Offline grant idle since', when('unknown')],
  accessTtl: ['Access tokens last', lasting],
};

export interface FactInWords {
  readonly label: string;
  readonly value: string;
}

/** What is said of an example; NaN is unknown. */
export const factWords = (facts: Partial<Facts>, now: Instant): readonly FactInWords[] =>
  Object.entries(facts).map(([name, value]) => {
    // `as`: an entry of Facts has its name.
    const [label, words] = forms[name as FactName] ?? [inWords(name), counted];
    return { label, value: Number.isNaN(value) ? 'unknown' : words(value, now) };
  });

/** `sharedKey` → `Shared key`. */
const inWords = (name: string): string => {
  const parted = name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return parted.charAt(0).toUpperCase() + parted.slice(1);
};
