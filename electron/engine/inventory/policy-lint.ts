import { durationBeside, durationWords } from '#shared/lib/duration.ts';
import { type Fact, isUnknown, type Seconds } from '#shared/model/fact.ts';
import type { Identity } from '#shared/model/identity.ts';
import {
  type PolicyField,
  type PolicyLayer,
  type PolicyLint,
  type PolicyOrigin,
  policyFields,
  policyLints,
  type TokenPolicy,
} from '#shared/model/token-policy.ts';
import type { Lifetime } from './lifetime.ts';
import { decidingHop } from './lifetime-beyond.ts';

/** One thing to be told of one setting. Seconds; Infinity: no end. */
export interface PolicyIssue {
  readonly lint: PolicyLint;
  readonly field: PolicyField;
  /** Who set the value that it is about. */
  readonly by: PolicyOrigin;
  readonly seconds: Seconds;
  /** What it is measured against: another's word, what decides instead, or what the workspace accepts. */
  readonly against: Seconds;
  readonly againstWhat: string;
  /** What an access token should live, where that would settle it; null: it takes more than that. */
  readonly shortenTo: Seconds | null;
}

/** What a workspace accepts, in seconds. */
export interface AcceptedLifetimes {
  readonly access: Seconds;
  readonly lifetime: Seconds;
}

type Value = Fact<Seconds | 'never'> | null | undefined;

/** undefined: nothing is said of it. NaN: unknown. */
function secondsOf(value: Value): Seconds | undefined {
  if (value === null || value === undefined) return undefined;
  if (isUnknown(value)) return Number.NaN;
  return value === 'never' ? Number.POSITIVE_INFINITY : value;
}

/** A record that was read before layers were kept says at least who set the access lifetime. */
const layersOf = (policy: TokenPolicy): readonly PolicyLayer[] =>
  policy.layers ?? [{ by: policy.accessTtlFrom, accessTtl: policy.accessTtl }];

interface Decision {
  readonly field: PolicyField;
  readonly seconds: Seconds;
  readonly by: PolicyOrigin;
  /** The others who say something of it, the nearest first. */
  readonly before: readonly Said[];
  readonly after: readonly Said[];
}
interface Said {
  readonly by: PolicyOrigin;
  readonly seconds: Seconds;
}

/** Which setting decides a lifetime; null: nobody knows it, or nobody says whose word it is. */
function decisionOf(policy: TokenPolicy, field: PolicyField): Decision | null {
  const seconds = secondsOf(policy[field]);
  if (seconds === undefined || Number.isNaN(seconds)) return null;
  const said = layersOf(policy).flatMap((layer): Said[] => {
    const value = secondsOf(layer[field]);
    return value === undefined || Number.isNaN(value) ? [] : [{ by: layer.by, seconds: value }];
  });
  const at = said.findIndex((one) => one.seconds === seconds);
  const decider = said[at];
  if (decider === undefined) return null;
  return { field, seconds, by: decider.by, before: said.slice(0, at), after: said.slice(at + 1) };
}

export const originWords: Readonly<Record<PolicyOrigin, string>> = {
  client: 'the client',
  tenant: 'the tenant’s default',
  api: 'the API',
  vendor_default: 'the vendor’s default',
};

/** Values a person sets apart: a client of a realm is lenient against its realm, whatever the vendor would do. */
function overDefault(decision: Decision): PolicyIssue | null {
  const stricter = decision.after.find(({ seconds }) => seconds < decision.seconds);
  if (stricter === undefined) return null;
  const { field, by, seconds } = decision;
  const shortenTo = field === 'accessTtl' ? stricter.seconds : null;
  return {
    lint: 'over_default',
    ...{ field, by, seconds, shortenTo },
    against: stricter.seconds,
    againstWhat: originWords[stricter.by],
  };
}

function overruled({ field, seconds, by, before }: Decision): PolicyIssue | null {
  const [nearest] = before;
  if (nearest === undefined || nearest.seconds <= seconds) return null;
  return {
    lint: 'overruled',
    field,
    by: nearest.by,
    seconds: nearest.seconds,
    against: seconds,
    againstWhat: originWords[by],
    shortenTo: null,
  };
}

/** An access token that was made short, while something else keeps a thief going for longer than it would have been. */
function withoutEffect(access: Decision, hops: Lifetime['hops']): PolicyIssue | null {
  const deciding = hops[decidingHop(hops)];
  if (deciding === undefined || deciding.field === 'tokenPolicy.accessTtl' || Number.isNaN(deciding.seconds))
    return null;
  const longer = access.after.find(({ seconds }) => seconds > access.seconds);
  const renewsForever = deciding.seconds === Number.POSITIVE_INFINITY && deciding.field.startsWith('tokenPolicy.');
  const isShortened = longer !== undefined && deciding.seconds >= longer.seconds;
  if (!isShortened && !(renewsForever && access.by === 'client')) return null;
  return {
    lint: 'without_effect',
    field: 'accessTtl',
    by: access.by,
    seconds: access.seconds,
    against: deciding.seconds,
    againstWhat: deciding.label,
    shortenTo: null,
  };
}

/** What its settings say of each other, whatever the workspace accepts. */
export function policyIssues({ tokenPolicy }: Pick<Identity, 'tokenPolicy'>, lifetime: Lifetime): PolicyIssue[] {
  if (tokenPolicy === null) return [];
  const issues: (PolicyIssue | null)[] = [];
  for (const field of policyFields) {
    const decision = decisionOf(tokenPolicy, field);
    if (decision === null) continue;
    issues.push(overDefault(decision), overruled(decision));
    if (field === 'accessTtl') issues.push(withoutEffect(decision, lifetime.hops));
  }
  issues.push(idleAlone(tokenPolicy), accessOutlives(tokenPolicy));
  return issues.filter((issue) => issue !== null);
}

/** Whoever renews in time is never idle: an idle limit alone ends nothing for a thief. */
function idleAlone(policy: TokenPolicy): PolicyIssue | null {
  const [idle, end] = [secondsOf(policy.refreshIdle), secondsOf(policy.refreshAbsolute)];
  if (idle === undefined || !Number.isFinite(idle) || (end ?? Number.POSITIVE_INFINITY) !== Number.POSITIVE_INFINITY)
    return null;
  return {
    lint: 'idle_alone',
    field: 'refreshIdle',
    by: decisionOf(policy, 'refreshIdle')?.by ?? policy.accessTtlFrom,
    seconds: idle,
    against: Number.POSITIVE_INFINITY,
    againstWhat: 'a refresh chain without an end',
    shortenTo: null,
  };
}

function accessOutlives(policy: TokenPolicy): PolicyIssue | null {
  const [access, end] = [secondsOf(policy.accessTtl), secondsOf(policy.refreshAbsolute)];
  if (access === undefined || end === undefined || !(access > end)) return null;
  return {
    lint: 'access_outlives',
    field: 'accessTtl',
    by: policy.accessTtlFrom,
    seconds: access,
    against: end,
    againstWhat: 'the end of its refresh chain',
    shortenTo: end,
  };
}

/** What the workspace does not accept. */
export function issuesOver(policy: TokenPolicy | null, accepted: AcceptedLifetimes): PolicyIssue[] {
  if (policy === null) return [];
  const [access, end] = [secondsOf(policy.accessTtl), secondsOf(policy.refreshAbsolute)];
  const issues: PolicyIssue[] = [];
  if (access !== undefined && access > accepted.access) {
    const by = policy.accessTtlFrom;
    issues.push({
      lint: by === 'client' ? 'client_over_access_policy' : 'default_over_access_policy',
      field: 'accessTtl',
      ...{ by, seconds: access, against: accepted.access, shortenTo: accepted.access },
      againstWhat: 'the policy of the workspace',
    });
  }
  if (end !== undefined && end > accepted.lifetime) {
    const by = decisionOf(policy, 'refreshAbsolute')?.by ?? 'vendor_default';
    issues.push({
      lint: by === 'client' ? 'client_over_lifetime_policy' : 'default_over_lifetime_policy',
      field: 'refreshAbsolute',
      ...{ by, seconds: end, against: accepted.lifetime, shortenTo: null },
      againstWhat: 'the policy of the workspace',
    });
  }
  return issues;
}

/** Bits of `policyLints`: what the settings say of each other, and who set the two that the workspace measures. */
export function policyLintOf(identity: Pick<Identity, 'tokenPolicy'>, lifetime: Lifetime): number {
  let bits = 0;
  for (const { lint } of policyIssues(identity, lifetime)) bits |= 1 << policyLints.indexOf(lint);
  const all = issuesOver(identity.tokenPolicy, { access: -1, lifetime: -1 });
  for (const { lint } of all) bits |= 1 << policyLints.indexOf(lint);
  return bits;
}

/** When renewal ends; 0: it gets no refresh token; Infinity: never; NaN unknown. */
export const refreshEndOf = (policy: TokenPolicy | null): Seconds => secondsOf(policy?.refreshAbsolute) ?? 0;

const fieldWords: Readonly<Record<PolicyField, string>> = {
  accessTtl: 'Access tokens live',
  refreshAbsolute: 'A refresh chain lasts',
  refreshIdle: 'An unused refresh token lasts',
};

/** `Access tokens live 8 h by the client, the tenant’s default is 5 min`. */
export function issueWords({ lint, field, by, seconds, against, againstWhat }: PolicyIssue): string {
  const said = `${fieldWords[field]} ${seconds === Number.POSITIVE_INFINITY ? 'without an end' : durationBeside(seconds, against)} by ${originWords[by]}`;
  switch (lint) {
    case 'over_default':
      return `${said}, ${againstWhat} is ${durationWords(against)}`;
    case 'overruled':
      return `${said}, but ${againstWhat} ends it after ${durationWords(against)}`;
    case 'without_effect':
      return `${said}, without effect: the ${againstWhat} ${against === Number.POSITIVE_INFINITY ? 'never ends' : `lasts ${durationWords(against)}`}`;
    case 'idle_alone':
      return `${said}, but whoever renews in time goes on forever`;
    case 'access_outlives':
      return `${said}, longer than ${againstWhat} at ${durationWords(against)}`;
    default:
      return `${said}, the workspace accepts ${durationWords(against)}`;
  }
}
