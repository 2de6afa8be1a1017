import { credentialPoints } from '#engine/inventory/credential-strength.ts';
import type { Facts, ownerStates } from '#engine/inventory/facts.ts';
import { nothingTold } from '#engine/inventory/facts-of.ts';
import { dayMs } from '#shared/lib/duration.ts';
import type { Instant } from '#shared/model/fact.ts';
import { identityKinds, identityStatuses } from '#shared/model/identity.ts';
import { neverUsed } from './components.ts';
import type { Policy } from './policy.ts';
import { isDead, isOff } from './totals.ts';

/** Code of each class that a fact may have; the same table writes and reads. */
const tierCodes = ['0', '1', '2', '3', '-'] as const;
const autonomyCodes = ['N', 'J', 'D', 'P'] as const;
const standingCodes = ['S', 'W', 'J'] as const;
const ownerCodes = ['N', 'D', 'S', 'B', 'T', '?'] as const satisfies { readonly length: typeof ownerStates.length };
const credentialCodes: Readonly<Record<string, number>> = {
  PUB: credentialPoints.none,
  KEY: credentialPoints.api_key,
  PWD: credentialPoints.password,
  SEC: credentialPoints.client_secret,
  SJW: credentialPoints.secret_jwt,
  PKJ: credentialPoints.private_key_jwt,
  BND: credentialPoints.bound,
  FED: credentialPoints.federated,
  NON: 0,
};
const flags = { L: 'leaked', M: 'canMint', G: 'amplifies', E: 'crossEnvironment' } as const satisfies Record<
  string,
  keyof Facts
>;

const code = (codes: readonly string[], index: number): string => codes[index] ?? '?';
const amount = (value: number): string =>
  Number.isNaN(value) ? '?' : value === Number.POSITIVE_INFINITY ? 'never' : String(value);
const age = (since: number, now: Instant): string => amount((now - since) / dayMs);

const disabled = identityStatuses.indexOf('disabled');

const deadCode = ({ status, residualUntil }: Facts, now: Instant): readonly string[] =>
  isDead(status, residualUntil, now) ? ['D:1'] : isOff(status) && Number.isNaN(residualUntil) ? ['D:?'] : [];

/**
 * `NHI:1/S:1/B:12/R:40000/A:N/C:SEC/L:2592000/…`: all that the score is made of, ages in days instead of instants, so that
 * it can be recomputed anywhere with the policy alone. `?` is unknown.
 * S tier (~ what is known), B breadth, R reach, A autonomy, C credential, L lifetime s, T standing, G rotation age d,
 * U unused share, N never used, O owner, K consent, W people, E endless credential, V live credentials, X flags, D dead (? disabled,
 * but nobody knows until when its tokens live).
 */
export function vectorOf(facts: Facts, now: Instant, policy: Policy): string {
  const never = neverUsed(facts.lastUsedAt, facts.scopesUsed, facts.createdAt, now, policy.data.limits.neverUsedDays);
  const known = facts.knownTier === facts.tier ? '' : `~${code(tierCodes, facts.knownTier)}`;
  const credential = Object.keys(credentialCodes).find((name) => credentialCodes[name] === facts.credential);
  const letters = Object.entries(flags).flatMap(([letter, name]) => (facts[name] === 1 ? [letter] : []));
  return [
    'NHI:1',
    `S:${code(tierCodes, facts.tier)}${known}`,
    `B:${amount(facts.breadth)}`,
    `R:${amount(facts.reach)}`,
    `A:${code(autonomyCodes, facts.autonomy)}`,
    `C:${credential ?? '?'}`,
    `L:${amount(facts.lifetime)}`,
    `T:${code(standingCodes, facts.standing)}`,
    `G:${facts.rotatedAt === Number.POSITIVE_INFINITY ? '-' : age(facts.rotatedAt, now)}`,
    `U:${amount(facts.unused)}`,
    `N:${Number.isNaN(never) ? '?' : never}`,
    `O:${code(ownerCodes, facts.owner)}`,
    `K:${consentCode(facts, now)}`,
    `W:${amount(facts.customers)}`,
    `E:${amount(facts.endlessCredential)}`,
    `V:${facts.activeCredentials}`,
    ...(letters.length > 0 ? [`X:${letters.join('')}`] : []),
    ...deadCode(facts, now),
  ].join('/');
}

function consentCode(facts: Facts, now: Instant): string {
  if (facts.consent === -1) return '-';
  if (facts.consent === 1) return 'old';
  if (facts.consent === 2) return 'none';
  return Number.isNaN(facts.consent) ? '?' : `live${Number.isNaN(facts.consentAt) ? '' : age(facts.consentAt, now)}`;
}

const indexIn = (codes: readonly string[], text: string): number => {
  const index = codes.indexOf(text);
  return index === -1 ? Number.NaN : index;
};
const amountIn = (text: string): number =>
  text === 'never' ? Number.POSITIVE_INFINITY : text === '?' ? Number.NaN : Number(text);
const instantIn = (text: string): number => 0 - Math.round(amountIn(text) * dayMs);

/** Facts whose instants are measured from 0: score them with `now` 0. null: not a vector. */
export function parseVector(text: string): Facts | null {
  const members = new Map(
    text.split('/').map((part) => [part.slice(0, part.indexOf(':')), part.slice(part.indexOf(':') + 1)]),
  );
  if (members.get('NHI') !== '1') return null;
  const member = (name: string): string => members.get(name) ?? '?';
  const [tierText = '?', knownText = tierText] = member('S').split('~');
  const tier = indexIn(tierCodes, tierText);
  const knownTier = indexIn(tierCodes, knownText);
  const never = member('N');
  const consent = member('K');
  const letters = member('X');
  const flag = (letter: keyof typeof flags): 0 | 1 => (members.has('X') && letters.includes(letter) ? 1 : 0);
  return {
    kind: identityKinds.indexOf('service_account'),
    status: members.has('D') ? disabled : 0,
    builtIn: 0,
    leaked: flag('L'),
    createdAt: never === '1' ? Number.NEGATIVE_INFINITY : Number.NaN,
    lastUsedAt: never === '1' ? Number.NEGATIVE_INFINITY : never === '0' ? 0 : Number.NaN,
    lastUsedReason: 0,
    expiresAt: Number.NaN,
    rotatedAt: member('G') === '-' ? Number.POSITIVE_INFINITY : instantIn(member('G')),
    lifetime: amountIn(member('L')),
    lifetimeLeast: Number.NaN,
    lifetimeBeyond: Number.NaN,
    accessTtl: Number.NaN,
    exchangedTtl: Number.NaN,
    refreshEnd: Number.NaN,
    policyLint: 0,
    sessionEnd: Number.NaN,
    lifetimeReason: 0,
    residualUntil: member('D') === '?' ? Number.NaN : Number.NEGATIVE_INFINITY,
    tier,
    knownTier,
    classified: tier === knownTier ? 1 : 0,
    wildcard: 0,
    canMint: flag('M'),
    breadth: amountIn(member('B')),
    scopesGranted: 0,
    scopesUsed: Number.NaN,
    unused: amountIn(member('U')),
    customers: amountIn(member('W')),
    resources: 0,
    reach: amountIn(member('R')),
    autonomy: indexIn(autonomyCodes, member('A')),
    credential: credentialCodes[member('C')] ?? Number.NaN,
    bound: 0,
    staticCredentials: 0,
    activeCredentials: amountIn(member('V')),
    endlessCredential: amountIn(member('E')),
    standing: indexIn(standingCodes, member('T')),
    owner: Math.max(0, (ownerCodes as readonly string[]).indexOf(member('O'))), // as: only widens the tuple for indexOf
    ownerReason: 0,
    consent: consent.startsWith('live')
      ? 0
      : (new Map([
          ['-', -1],
          ['old', 1],
          ['none', 2],
        ]).get(consent) ?? Number.NaN),
    consentAt: consent.startsWith('live') && consent.length > 4 ? instantIn(consent.slice(4)) : Number.NaN,
    amplifies: flag('G'),
    crossEnvironment: flag('E'),
    sharedKey: 0,
    ...nothingTold,
    production: Number.NaN,
  };
}
