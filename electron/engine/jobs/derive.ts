import { AssignedOwners, assignedState, ownerStateCode } from '#engine/inventory/assigned-owners.ts';
import { type Completed, complete } from '#engine/inventory/complete.ts';
import { Departures } from '#engine/inventory/departures.ts';
import { nothingSeen } from '#engine/inventory/facts-of.ts';
import { consentIsOver, spansAt } from '#engine/inventory/grant-spans.ts';
import { HumanLinks } from '#engine/inventory/human-links.ts';
import { humansOf } from '#engine/inventory/humans.ts';
import { Incidents } from '#engine/inventory/incidents.ts';
import { residualWithUse } from '#engine/inventory/residual.ts';
import { selfApproved } from '#engine/inventory/self-approved.ts';
import type { HeldKeys } from '#engine/inventory/shared-keys.ts';
import type { ActionPort } from '#engine/inventory/usage-memory.ts';
import type { Usage } from '#engine/inventory/usage-of.ts';
import type { RuleContext } from '#engine/posture/rule.ts';
import { rules } from '#engine/posture/rules/index.ts';
import { type Flags, runRules } from '#engine/posture/run-rules.ts';
import type { Policy } from '#engine/scoring/policy.ts';
import { scoreRows } from '#engine/scoring/score-columns.ts';
import { missingSince } from '#engine/store/missing.ts';
import type { Workspace } from '#engine/store/store.ts';
import type { IdentityTable } from '#engine/store/tables/identities.ts';
import type { KeyTable } from '#engine/store/tables/keys.ts';
import type { Instant } from '#shared/model/fact.ts';
import { type Accepted, acceptFlags } from './accepted-flags.ts';
import { setEndings, setHeld } from './at-moment.ts';
import { foldBehaviour } from './fold-behaviour.ts';
import { foldUsage } from './fold-usage.ts';
import { leaksIn } from './leaks.ts';
import { leftoversIn } from './leftovers.ts';

export interface Derivation {
  readonly policy: Policy;
  readonly now: Instant;
  readonly context: RuleContext;
  readonly actions: ActionPort;
  /** Adds what the workspace's own rules find; they see scores and the findings of all others. */
  readonly own?: {
    readonly rules: readonly { readonly document: { readonly id: string } }[];
    add(flags: Flags): Flags;
  };
}

export interface Derived {
  readonly flags: Flags;
  readonly accepted: Accepted;
  readonly usage: Usage;
  /** The ways of a thief: made once for all who ask, until the next derivation. */
  readonly graph: Completed['graph'];
}

/**
 * Everything that follows from the whole inventory and the activity, and is never stored: reach, lifetimes over every
 * hop, state of owners, usage, scores, findings. Writes the table's derived columns anew and answers what the rules found. Run twice it changes nothing.
 */
export function derive(
  workspace: Pick<Workspace, 'identities' | 'activity' | 'registers' | 'tenants'>,
  derivation: Derivation,
): Derived {
  const { identities, registers } = workspace;
  const { policy, now, context, actions } = derivation;
  const { length, derived } = identities;
  identities.resetDerived();
  setEndings(identities, now);
  const usage = foldUsage(workspace, { now, days: policy.data.limits.usageDays, actions, classify: context.classify });
  const narrowed = setHeld(workspace, usage, { ...context, now });
  const projected = identities.facts();
  const edges = identities.edges.resolve(identities, now);
  const gone = goneIn(identities, registers);
  derived.gone.values.set(gone);
  const completed = complete({
    ...projected,
    length,
    edges,
    strange: edges.strange,
    gone,
    missing: missingIn(identities),
    owners: edges.owners,
    keys: heldKeys(identities.keys),
    tenant: identities.columns.tenant.codes.view(),
  });
  derived.reach.values.set(completed.reach);
  derived.lifetime.values.set(completed.lifetime);
  derived.lifetimeReason.values.set(completed.lifetimeReason);
  derived.lifetimeLeast.values.set(completed.lifetimeLeast);
  derived.lifetimeBeyond.values.set(completed.lifetimeBeyond);
  derived.owner.values.set(completed.owner);
  assignOwners(identities, registers, { status: projected.status, gone });
  derived.amplifies.values.set(completed.amplifies);
  derived.crossEnvironment.values.set(completed.crossEnvironment);
  derived.lastUsedAt.values.set(usage.lastUsedAt);
  derived.lastUsedReason.values.set(usage.lastUsedReason);
  for (let row = 0; row < length; row += 1) {
    const [last, ttl] = [usage.lastUsedAt[row] ?? Number.NaN, projected.accessTtl[row] ?? Number.NaN];
    derived.residualUntil.set(row, residualWithUse(derived.residualUntil.at(row), last, ttl));
    // Without a scope on record what the record said stands.
    if (usage.first[row] === usage.end[row] || narrowed.has(row)) continue;
    derived.scopesUsed.set(row, usage.scopesUsed[row] ?? Number.NaN);
    derived.unused.set(row, usage.unused[row] ?? Number.NaN);
  }
  derived.sharedKey.values.set(completed.sharedKey);
  derived.twins.values.set(completed.twins);
  derived.serverHome.values.set(completed.serverHome);
  const { usageDays, workloadDays, networkMinutes } = policy.data.limits;
  const behaviour = foldBehaviour(workspace, { now, days: usageDays, workloadDays, networkMinutes });
  for (const name of behaviourNames) derived[name].values.set(behaviour[name]);
  derived.ghost.values.set(completed.ghost);
  for (const row of leaksIn(workspace).ofRow.keys()) derived.leaked.set(row, 1);
  derived.incident.values.set(incidentsIn(identities, registers));
  derived.goneHumanUntil.values.set(completed.goneHumanUntil);
  const spans = spansIn(identities, now);
  for (const name of spanNames) derived[name].values.set(spans[name]);
  for (let row = 0; row < length; row += 1)
    if (derived.consent.at(row) !== notDelegated && consentIsOver(spans.endedConsentUntil[row] ?? Number.NaN))
      derived.consent.set(row, missingConsent);
  for (const { row, until, because } of leftoversIn(workspace, now)) {
    const column = because === 'consent_withdrawn' ? derived.endedConsentUntil : derived.goneHumanUntil;
    column.set(row, Math.max(column.at(row), until));
  }
  const humans = humansOf({ ...projected, length, ...peopleIn(identities, registers), anchors: edges.anchors });
  derived.humanOf.values.set(humans.humanOf);
  derived.accounts.values.set(humans.accounts);
  derived.selfApproved.values.set(
    selfApproved({
      ...identities.facts(),
      length,
      edges,
      owners: ownersIn(identities, registers, edges.owners),
      humanOf: humans.humanOf,
    }),
  );
  const facts = identities.facts();
  scoreRows(facts, length, policy, now, {
    value: derived.score.values,
    low: derived.low.values,
    high: derived.high.values,
    confidence: derived.confidence.values,
    power: derived.power.values,
    exposure: derived.exposure.values,
    band: derived.band.values,
  });
  const others = runRules(facts, length, context);
  derived.findings.values.set(others.perRow);
  const { own } = derivation;
  const flags = own?.add(others) ?? others;
  const accepted = acceptFlags(flags, { identities, registers }, now, [
    ...rules,
    ...(own?.rules ?? []).map(({ document }) => document),
  ]);
  derived.findings.values.set(flags.perRow);
  return { flags, accepted, usage, graph: completed.graph };
}

// Object.keys of a literal gives exactly its keys.
const behaviourNames = Object.keys(nothingSeen) as readonly (keyof typeof nothingSeen)[];

/** As `Facts.consent` says. */
const [notDelegated, missingConsent] = [-1, 2];

const spanNames = ['endedConsentUntil', 'liveOffline', 'offlineIdleSince'] as const;

function spansIn({ spans, length }: IdentityTable, now: Instant): ReturnType<typeof spansAt> {
  const { holder, kind, since, until } = spans.columns;
  const columns = { holder: holder.view(), kind: kind.view(), since: since.view(), until: until.view() };
  return spansAt({ ...columns, length: spans.length }, length, now);
}

/** Tenants by code, and what analysts decided of accounts that are still there. */
function peopleIn(identities: IdentityTable, registers: Workspace['registers']) {
  const links = registers.find((register) => register instanceof HumanLinks);
  const rows = (isLinked: boolean): [number, number][] =>
    (links?.pairs(isLinked) ?? [])
      .map(([one, other]): [number, number] => [identities.rowOf(one), identities.rowOf(other)])
      .filter((pair) => pair.every((row) => row >= 0));
  return { tenant: identities.columns.tenant.codes.view(), linked: rows(true), unlinked: rows(false) };
}

const heldKeys = ({ columns: { holder, key, opens } }: KeyTable): HeldKeys => ({
  row: holder.view(),
  key: key.view(),
  opens: opens.view(),
});

/** Who owns what by the last word on it: an analyst's before those of sources. */
function ownersIn(
  identities: IdentityTable,
  registers: Workspace['registers'],
  said: { readonly row: Uint32Array; readonly human: Uint32Array },
): { readonly row: ArrayLike<number>; readonly human: ArrayLike<number> } {
  const assigned = registers.find((register) => register instanceof AssignedOwners);
  if (assigned === undefined || assigned.size === 0) return said;
  const pairs = [...said.row].map((row, at) => [row, said.human[at] ?? 0] as const);
  const kept = pairs.filter(([row]) => assigned?.of(identities.idOf(row)) === undefined);
  for (const [id, { owners }] of assigned?.entries() ?? []) {
    const row = identities.rowOf(id);
    for (const { id: human } of owners) {
      const at = human === null ? -1 : identities.rowOf(human);
      if (row >= 0 && at >= 0) kept.push([row, at]);
    }
  }
  return { row: kept.map(([row]) => row), human: kept.map(([, human]) => human) };
}

/** 1 where the source that is heard first lists it no more. */
function missingIn({ columns, length }: IdentityTable): Uint8Array {
  const missing = new Uint8Array(length);
  for (let row = 0; row < length; row += 1) {
    const text = columns.missing.at(row);
    if (text !== '' && !Number.isNaN(missingSince(columns.streams.at(row), text))) missing[row] = 1;
  }
  return missing;
}

/** 1 where an analyst knows of an incident of the publisher. */
function incidentsIn({ columns, length }: IdentityTable, registers: Workspace['registers']): Uint8Array {
  const found = new Uint8Array(length);
  const incidents = registers.find((register) => register instanceof Incidents);
  if (incidents === undefined || incidents.size === 0) return found;
  const { codes, strings } = columns.publisher;
  const hit = strings.map((publisher) => incidents.of(publisher) !== undefined);
  for (let row = 0; row < length; row += 1) if (hit[codes.at(row)] === true) found[row] = 1;
  return found;
}

/** 1 where an analyst said that the person left or the integration ended. */
function goneIn(identities: IdentityTable, registers: Workspace['registers']): Uint8Array {
  const gone = new Uint8Array(identities.length);
  const departures = registers.find((register) => register instanceof Departures);
  for (const [id] of departures?.entries() ?? []) {
    const row = identities.rowOf(id);
    if (row >= 0) gone[row] = 1;
  }
  return gone;
}

/** The word of an analyst on who owns what is the last. */
function assignOwners(
  identities: IdentityTable,
  registers: Workspace['registers'],
  present: { readonly status: ArrayLike<number>; readonly gone: ArrayLike<number> },
): void {
  const assigned = registers.find((register) => register instanceof AssignedOwners);
  for (const [id, { owners }] of assigned?.entries() ?? []) {
    const row = identities.rowOf(id);
    if (row < 0) continue;
    const state = assignedState(owners, (human) => {
      const at = identities.rowOf(human);
      return at >= 0 && (present.status[at] !== 0 || present.gone[at] === 1);
    });
    identities.derived.owner.set(row, ownerStateCode(state));
  }
}
