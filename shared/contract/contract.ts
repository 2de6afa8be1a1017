import type { z } from 'zod';
import { campaigns } from './campaigns.ts';
import { audit, lifetimes, privilege, timeline } from './charts.ts';
import type { CallSpec, WatchSpec } from './define.ts';
import { delegations } from './delegations.ts';
import { documents } from './documents.ts';
import { findings } from './findings.ts';
import { history } from './history.ts';
import { imports } from './imports.ts';
import { incidents } from './incidents.ts';
import { humans, identities, inventory, problems } from './inventory.ts';
import { issuer } from './issuer.ts';
import { live } from './live.ts';
import { moments } from './moments.ts';
import { ownRules } from './own-rules.ts';
import { departures, owners } from './owners.ts';
import { packs } from './packs.ts';
import { plans } from './plans.ts';
import { playground } from './playground.ts';
import { policy } from './policy.ts';
import { queries, views } from './queries.ts';
import { questions } from './questions.ts';
import { reach } from './reach.ts';
import { risks } from './risks.ts';
import { rules } from './rules.ts';
import { scopes } from './scopes.ts';
import { settings } from './settings.ts';
import { tenants } from './tenants.ts';
import { whatif } from './what-if.ts';
import { workspace } from './workspace.ts';

/** Everything that the window may ask of the engine. A name is `namespace.method`. */
export const contract = {
  workspace,
  imports,
  inventory,
  scopes,
  identities,
  humans,
  lifetimes,
  live,
  privilege,
  timeline,
  audit,
  findings,
  rules,
  packs,
  risks,
  problems,
  issuer,
  delegations,
  questions,
  playground,
  settings,
  tenants,
  plans,
  queries,
  views,
  campaigns,
  owners,
  departures,
  incidents,
  reach,
  moments,
  history,
  policy,
  documents,
  ownRules,
  whatif,
} as const;

type Contract = typeof contract;
type Entries = {
  [N in keyof Contract & string]: {
    [M in keyof Contract[N] & string]: readonly [`${N}.${M}`, Contract[N][M]];
  }[keyof Contract[N] & string];
}[keyof Contract & string];
type Specs = { [E in Entries as E[0]]: E[1] };

export type CallName = { [K in keyof Specs]: Specs[K] extends CallSpec ? K : never }[keyof Specs];
export type WatchName = { [K in keyof Specs]: Specs[K] extends WatchSpec ? K : never }[keyof Specs];
/** What the caller writes; members with defaults may be left out. */
export type CallInput<K extends CallName> = Specs[K] extends CallSpec<infer I, infer _O> ? z.input<I> : never;
export type CallRequest<K extends CallName> = Specs[K] extends CallSpec<infer I, infer _O> ? z.output<I> : never;
export type CallOutput<K extends CallName> = Specs[K] extends CallSpec<infer _I, infer O> ? z.output<O> : never;
export type WatchParams<K extends WatchName> = Specs[K] extends WatchSpec<infer P, infer _V> ? z.input<P> : never;
export type WatchRequest<K extends WatchName> = Specs[K] extends WatchSpec<infer P, infer _V> ? z.output<P> : never;
export type WatchView<K extends WatchName> = Specs[K] extends WatchSpec<infer _P, infer V> ? z.output<V> : never;

const specs = new Map<string, CallSpec | WatchSpec>(
  Object.entries(contract).flatMap(([namespace, methods]) =>
    Object.entries(methods as Record<string, CallSpec | WatchSpec>).map(
      ([method, spec]) => [`${namespace}.${method}`, spec] as const,
    ),
  ),
);

export function callSpec(name: string): CallSpec | undefined {
  const spec = specs.get(name);
  return spec?.type === 'call' ? spec : undefined;
}

export function watchSpec(name: string): WatchSpec | undefined {
  const spec = specs.get(name);
  return spec?.type === 'watch' ? spec : undefined;
}

export const callNames = [...specs].filter(([, spec]) => spec.type === 'call').map(([name]) => name) as CallName[];
export const watchNames = [...specs].filter(([, spec]) => spec.type === 'watch').map(([name]) => name) as WatchName[];
