import { credentialPoints } from '#engine/inventory/credential-strength.ts';
import type { Facts } from '#engine/inventory/facts.ts';
import { autonomies, ownerStates, standings } from '#engine/inventory/facts.ts';
import { dayMs, durationWords } from '#shared/lib/duration.ts';
import type { Instant } from '#shared/model/fact.ts';
import { neverUsed, rotationDays } from './components.ts';
import type { Policy } from './policy.ts';

export interface Words {
  readonly label: string;
  readonly evidence: string;
}

const format = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 });
/** Numbers as the product writes them, whatever the locale of the machine. */
export const number = (value: number): string => format.format(value);
const days = (ms: number): string => `${number(Math.max(0, Math.floor(ms / dayMs)))} d`;
const people = (count: number): string => (count === 1 ? '1 person' : `${number(count)} people`);

const tierMeaning = [
  'can take over the tenant or mint identities',
  'write, money or bulk personal data',
  'limited write or sensitive read',
  'harmless read',
] as const;

export function sensitivityWords(facts: Facts): Words {
  if (Number.isNaN(facts.tier))
    return { label: 'Scopes not recorded', evidence: 'the source does not say what it may do' };
  if (facts.tier === 4) return { label: 'Holds no scope', evidence: 'no grant names a scope' };
  const label = `Scope tier T${facts.tier}: ${tierMeaning[facts.tier] ?? ''}`;
  if (facts.tier === facts.knownTier) return { label, evidence: `highest of ${scopes(facts.scopesGranted)}` };
  return { label: `${label}, if unclassified scopes are at their worst`, evidence: 'scopes that nobody classified' };
}

const scopes = (count: number): string => (count === 1 ? '1 scope' : `${count} scopes`);

export function breadthWords(facts: Facts, policy: Policy): Words {
  if (Number.isNaN(facts.breadth)) return { label: 'Breadth not recorded', evidence: 'no scopes in the source' };
  return {
    label: `Breadth, ${number(facts.breadth)} of ${policy.data.breadthUnits} units`,
    evidence: `${scopes(facts.scopesGranted)} on ${facts.resources === 1 ? '1 API' : `${facts.resources} APIs`}${facts.wildcard === 1 ? ', with a wildcard' : ''}`,
  };
}

export function reachWords(facts: Facts): Words {
  if (Number.isNaN(facts.reach)) return { label: 'Reach unknown', evidence: 'no grants in the source' };
  const own = `${people(facts.customers)} and ${facts.resources === 1 ? '1 API' : `${facts.resources} APIs`} directly`;
  const beyond = facts.reach - facts.customers - facts.resources;
  return {
    label: facts.customers > beyond ? `Reaches ${people(facts.customers)}` : `Reaches ${number(facts.reach)} in 3 hops`,
    evidence: beyond > 0 ? `${own}, ${number(beyond)} more over delegations, discounted` : own,
  };
}

const autonomyWord: Readonly<Record<(typeof autonomies)[number], string>> = {
  unattended: 'No human at use time',
  bounded_job: 'A bounded job of a machine',
  delegated: 'Delegated by a human',
  per_action_approval: 'A human approves each action',
};

export function autonomyWords(facts: Facts): Words {
  const autonomy = autonomies[facts.autonomy];
  if (autonomy === undefined) return { label: 'Unknown whether a human is there', evidence: 'the source does not say' };
  return { label: autonomyWord[autonomy], evidence: autonomy.replaceAll('_', ' ') };
}

const credentialWord: ReadonlyMap<number, string> = new Map([
  [credentialPoints.none, 'Public client, no credential'],
  [credentialPoints.api_key, 'API key'],
  [credentialPoints.password, 'Password'],
  [credentialPoints.client_secret, 'Client secret'],
  [credentialPoints.secret_jwt, 'JWT signed with a shared secret'],
  [credentialPoints.private_key_jwt, 'Private key'],
  [credentialPoints.bound, 'Bound to the key of its holder'],
  [credentialPoints.federated, 'Federated workload, no secret'],
  [0, 'No live credential'],
]);

export function credentialWords(facts: Facts): Words {
  if (Number.isNaN(facts.credential)) return { label: 'Credential not recorded', evidence: 'the source does not say' };
  const word = credentialWord.get(facts.credential) ?? 'Credential';
  const unbound = facts.bound === 0 && facts.credential > credentialPoints.bound;
  const active =
    facts.activeCredentials === 1 ? '1 active credential' : `${facts.activeCredentials} active credentials`;
  return { label: unbound ? `${word}, not sender-bound` : word, evidence: `weakest of ${active}` };
}

export function lifetimeWords(facts: Facts): Words {
  if (Number.isNaN(facts.lifetime)) return { label: 'Lifetime unknown', evidence: 'the source leaves it out' };
  const evidence = 'access token, renewals and static secrets that need no human';
  if (facts.lifetime === Number.POSITIVE_INFINITY) return { label: 'Never ends without a human', evidence };
  return { label: `Lives ${durationWords(facts.lifetime)} without a human`, evidence };
}

const standingWord: Readonly<Record<(typeof standings)[number], Words>> = {
  standing: { label: 'Standing access', evidence: 'no schedule, no task' },
  scheduled: { label: 'Access in known windows', evidence: 'scheduled' },
  jit: { label: 'Access just in time', evidence: 'granted per task' },
};

export function standingWords(facts: Facts): Words {
  const standing = standings[facts.standing];
  return standing === undefined
    ? { label: 'Unknown whether access stands', evidence: 'the source does not say' }
    : standingWord[standing];
}

export function rotationWords(facts: Facts, policy: Policy, now: Instant): Words {
  if (Number.isNaN(facts.rotatedAt)) return { label: 'Rotation not recorded', evidence: 'no date in the source' };
  if (facts.rotatedAt === Number.POSITIVE_INFINITY) return { label: 'No secret to rotate', evidence: 'secretless' };
  return {
    label: `Rotated ${days(now - facts.rotatedAt)} ago, policy ${rotationDays(facts.credential, policy)} d`,
    evidence: 'oldest static credential',
  };
}

export function unusedWords(facts: Facts, policy: Policy, now: Instant): Words {
  const { neverUsedDays } = policy.data.limits;
  const never = neverUsed(facts.lastUsedAt, facts.scopesUsed, facts.createdAt, now, neverUsedDays);
  if (never === 1) return { label: `Never used, older than ${neverUsedDays} d`, evidence: 'no use on record' };
  if (Number.isNaN(facts.unused) || Number.isNaN(never))
    return { label: 'Use of its scopes not recorded', evidence: 'no activity in the source' };
  const idle = facts.scopesGranted - facts.scopesUsed;
  const share = `${number(facts.unused * 100)} %`;
  return {
    label: Number.isNaN(idle)
      ? `${share} of its privilege unused`
      : `${idle} of ${scopes(facts.scopesGranted)} unused in ${policy.data.limits.usageDays} d`,
    evidence: `activity of ${policy.data.limits.usageDays} d, weighted by tier: ${share}`,
  };
}

const ownerWord: Readonly<Record<(typeof ownerStates)[number], string>> = {
  none: 'Nobody owns it',
  departed: 'Its owner has left',
  single: 'One owner, no backup',
  backed: 'Owner and backup',
  team: 'Owned by a team',
  unknown: 'Owner not recorded',
};

export function ownershipWords(facts: Facts, policy: Policy, now: Instant): Words {
  const owner = ownerWord[ownerStates[facts.owner] ?? 'unknown'];
  const { consentDays } = policy.data.limits;
  const { consent } = facts;
  if (consent === -1) return { label: owner, evidence: 'acts for itself, no consent needed' };
  if (Number.isNaN(consent))
    return { label: `${owner}, consent not recorded`, evidence: 'grants without a consent record' };
  if (consent === 2)
    return { label: `${owner}, no live consent`, evidence: 'a grant whose consent is missing, withdrawn or over' };
  const since = now - facts.consentAt;
  if (consent === 1 || since > consentDays * dayMs)
    return { label: `${owner}, consent older than ${consentDays} d`, evidence: 'newest live consent' };
  return Number.isNaN(since)
    ? { label: `${owner}, consent of unknown age`, evidence: 'the record bears no date' }
    : { label: `${owner}, live consent`, evidence: `newest given ${days(since)} ago` };
}
