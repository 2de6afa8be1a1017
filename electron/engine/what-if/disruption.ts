import type { Facts } from '#engine/inventory/facts.ts';
import { ownerStates } from '#engine/inventory/facts.ts';
import { dayMs } from '#shared/lib/duration.ts';
import { isUnknown } from '#shared/model/fact.ts';
import type { Identity } from '#shared/model/identity.ts';
import type { Change } from './change.ts';
import { isIdle, type Project, removedScopes } from './facts-after.ts';

export interface Reason {
  readonly points: number;
  readonly words: string;
}

/** What may break, in points of 100, and why. */
export interface Disruption {
  readonly points: number;
  readonly reasons: readonly Reason[];
}

type Use = 'idle' | 'unknown' | 'live';

/** Points by whether it is known to rest, is used, or nobody knows. */
const byUse = {
  proof: { idle: 5, unknown: 15, live: 25 },
  federation: { idle: 10, unknown: 20, live: 30 },
  rotate: { idle: 3, unknown: 8, live: 15 },
  disable: { idle: 8, unknown: 35, live: 70 },
  secretEnds: { idle: 4, unknown: 10, live: 14 },
} as const satisfies Readonly<Record<string, Readonly<Record<Use, number>>>>;

const useWords: Readonly<Record<Use, string>> = {
  idle: 'it has not been used for long',
  unknown: 'nobody knows whether it is used',
  live: 'it is in use',
};

const stateOf = ({ lastUsedAt }: Facts, { now, limits }: Project): Use =>
  Number.isNaN(lastUsedAt) ? 'unknown' : lastUsedAt < now - limits.dormantDays * dayMs ? 'idle' : 'live';

/** Grows with the number of people by powers of ten. */
const byPeople = (base: number, each: number, people: number): number =>
  Math.round(base + each * Math.log10(1 + people));
const people = (count: number): string => (count === 1 ? '1 person' : `${count} people`);
const scopes = (count: number): string => (count === 1 ? '1 scope' : `${count} scopes`);

/** Change-safety is 100 less these points. `scopesThatGo`: what `scopeReasons` says of the same change. */
export function disruptionOf(
  facts: Facts,
  change: Change,
  project: Project,
  scopesThatGo: readonly Reason[],
): Disruption {
  const reasons = [...scopesThatGo];
  const say = (points: number, words: string): void => {
    reasons.push({ points, words });
  };
  const use = stateOf(facts, project);
  const lasting = facts.staticCredentials > 0 && change.proof !== 'federation';
  if (change.lifetime !== null) {
    if (facts.customers > 0) say(byPeople(5, 5, facts.customers), `${people(facts.customers)} sign in more often`);
    else if (lasting) say(byUse.secretEnds[use], `its secret has to be replaced before it ends; ${useWords[use]}`);
    else say(3, 'it gets tokens more often');
  }
  if (change.proof === 'federation') say(byUse.federation[use], `its platform has to vouch for it; ${useWords[use]}`);
  else if (change.proof !== null) say(byUse.proof[use], `its code has to prove that it holds a key; ${useWords[use]}`);
  if (change.rotate && facts.staticCredentials > 0)
    say(byUse.rotate[use], `whoever holds the old secret needs the new one; ${useWords[use]}`);
  if (change.owner !== null) say(1, 'somebody has to agree to answer for it');
  if (change.consent && facts.consent !== -1)
    say(byPeople(8, 4, facts.customers), `${people(facts.customers)} are asked again`);
  if (change.disable) say(byUse.disable[use], `it stops; ${useWords[use]}`);
  const touches = reasons.length > (change.owner === null ? 0 : 1);
  if (touches && facts.builtIn === 1) say(25, 'it is built into the product');
  if (touches && isUnowned(facts)) say(5, 'there is nobody to ask');
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

/** What the scopes that go were used for. A name counts by the liveliest of its grants. */
export function scopeReasons(identity: Identity, change: Change, project: Project): readonly Reason[] {
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
  const { usageDays } = project.limits;
  const all: readonly Reason[] = [
    { points: Math.min(60, 15 + 10 * live) * Math.sign(live), words: `${scopes(live)} in use would go` },
    {
      points: Math.min(30, 10 + 2 * unknown) * Math.sign(unknown),
      words: `${scopes(unknown)} would go of which nobody knows the use`,
    },
    { points: 2 * Math.sign(idle), words: `${scopes(idle)} would go that nothing used in ${usageDays} days` },
  ];
  return all.filter(({ points }) => points > 0);
}
