import type { Facts } from '#engine/inventory/facts.ts';
import { ownerStates } from '#engine/inventory/facts.ts';
import type { PolicyData } from '#engine/scoring/policy.ts';
import { dayMs } from '#shared/lib/duration.ts';
import { isUnknown } from '#shared/model/fact.ts';
import type { Identity } from '#shared/model/identity.ts';
import type { Change } from './change.ts';
import { isIdle, type Project, peopleWithout, removedScopes } from './facts-after.ts';

export interface Reason {
  readonly points: number;
  readonly words: string;
}

/** What may break, in points of 100, and why. */
export interface Disruption {
  readonly points: number;
  readonly reasons: readonly Reason[];
}

/** What may break is weighed by the policy. */
interface Judged extends Project {
  readonly disruption: Weights;
}

type Use = 'idle' | 'unknown' | 'live';
/** Points of what may break, as the policy says. */
type Weights = PolicyData['disruption'];

const useWords: Readonly<Record<Use, string>> = {
  idle: 'it has not been used for long',
  unknown: 'nobody knows whether it is used',
  live: 'it is in use',
};

const stateOf = ({ lastUsedAt }: Facts, { now, limits }: Project): Use =>
  Number.isNaN(lastUsedAt) ? 'unknown' : lastUsedAt < now - limits.dormantDays * dayMs ? 'idle' : 'live';

/** Grows with the number of people by powers of ten. */
const byPeople = ({ base, each }: Weights['asked'], people: number): number =>
  Math.round(base + each * Math.log10(1 + people));
const byScopes = ({ base, each, most }: Weights['scopesLive'], count: number): number =>
  count === 0 ? 0 : Math.min(most, base + each * count);
const people = (count: number): string => (count === 1 ? '1 person' : `${count.toLocaleString('en-US')} people`);
const scopes = (count: number): string => (count === 1 ? '1 scope' : `${count} scopes`);

/** Change-safety is 100 less these points. `whatGoes`: what `grantReasons` says of the same change. */
export function disruptionOf(facts: Facts, change: Change, project: Judged, whatGoes: readonly Reason[]): Disruption {
  const reasons = [...whatGoes];
  const say = (points: number, words: string): void => {
    reasons.push({ points, words });
  };
  const { disruption: weights } = project;
  const use = stateOf(facts, project);
  const lasting = facts.staticCredentials > 0 && change.proof !== 'federation';
  if (change.lifetime !== null) {
    if (facts.customers > 0)
      say(byPeople(weights.signIns, facts.customers), `${people(facts.customers)} sign in more often`);
    else if (lasting) say(weights.secretEnds[use], `its secret has to be replaced before it ends; ${useWords[use]}`);
    else say(weights.tokens, 'it gets tokens more often');
  }
  if (change.proof === 'federation') say(weights.federation[use], `its platform has to vouch for it; ${useWords[use]}`);
  else if (change.proof !== null)
    say(weights.proof[use], `its code has to prove that it holds a key; ${useWords[use]}`);
  if (change.rotate && facts.staticCredentials > 0)
    say(weights.rotate[use], `whoever holds the old secret needs the new one; ${useWords[use]}`);
  if (change.owner !== null) say(weights.owner, 'somebody has to agree to answer for it');
  if (change.consent && facts.consent !== -1)
    say(byPeople(weights.asked, facts.customers), `${people(facts.customers)} are asked again`);
  if (change.disable) say(weights.disable[use], `it stops; ${useWords[use]}`);
  const touches = reasons.length > (change.owner === null ? 0 : 1);
  if (touches && facts.builtIn === 1) say(weights.builtIn, 'it is built into the product');
  if (touches && isUnowned(facts)) say(weights.unowned, 'there is nobody to ask');
  return {
    points: Math.min(
      100,
      reasons.reduce((sum, { points }) => sum + points, 0),
    ),
    reasons,
  };
}

const isUnowned = ({ owner }: Facts): boolean => {
  const state = ownerStates[owner];
  return state === 'none' || state === 'departed' || state === 'unknown';
};

/** What the scopes that go were used for, and for whom the grants. A name counts by the liveliest of its grants. */
export function grantReasons(identity: Identity, change: Change, project: Judged): readonly Reason[] {
  const gone = removedScopes(identity, change, project);
  const states = new Map<string, Use>();
  for (const { scopes: held } of identity.grants) {
    for (const scope of held) {
      if (!gone.has(scope.name)) continue;
      const state = isIdle(identity, scope, project) ? 'idle' : isUnknown(scope.lastUsedAt) ? 'unknown' : 'live';
      const before = states.get(scope.name) ?? 'idle';
      states.set(scope.name, before === 'live' || state === 'live' ? 'live' : state === 'idle' ? before : state);
    }
  }
  const count = (wanted: Use): number => [...states.values()].filter((state) => state === wanted).length;
  const [live, unknown, idle] = [count('live'), count('unknown'), count('idle')];
  const { disruption: weights, limits } = project;
  const asked = peopleWithout(identity, change, project);
  const all: readonly Reason[] = [
    { points: byScopes(weights.scopesLive, live), words: `${scopes(live)} in use would go` },
    {
      points: byScopes(weights.scopesUnknown, unknown),
      words: `${scopes(unknown)} would go of which nobody knows the use`,
    },
    {
      points: idle === 0 ? 0 : weights.scopesIdle,
      words: `${scopes(idle)} would go that nothing used in ${limits.usageDays} days`,
    },
    {
      points: asked === 0 ? 0 : byPeople(weights.asked, asked),
      words: `${people(asked)} would have to let it act for them again`,
    },
  ];
  return all.filter(({ points }) => points > 0);
}
