import { AssignedOwners, assignedState, ownerStateCode } from '#engine/inventory/assigned-owners.ts';
import { complete } from '#engine/inventory/complete.ts';
import { Departures } from '#engine/inventory/departures.ts';
import { HumanLinks } from '#engine/inventory/human-links.ts';
import { humansOf } from '#engine/inventory/humans.ts';
import type { ActionPort } from '#engine/inventory/usage-memory.ts';
import type { Usage } from '#engine/inventory/usage-of.ts';
import type { RuleContext } from '#engine/posture/rule.ts';
import { type Flags, runRules } from '#engine/posture/run-rules.ts';
import type { Policy } from '#engine/scoring/policy.ts';
import { scoreRows } from '#engine/scoring/score-columns.ts';
import type { Workspace } from '#engine/store/store.ts';
import type { IdentityTable } from '#engine/store/tables/identities.ts';
import type { KeyTable } from '#engine/store/tables/keys.ts';
import type { Instant } from '#shared/model/fact.ts';
import { foldUsage } from './fold-usage.ts';

export interface Derivation {
  readonly policy: Policy;
  readonly now: Instant;
  readonly context: RuleContext;
  readonly actions: ActionPort;
}

export interface Derived {
  readonly flags: Flags;
  readonly usage: Usage;
}

/**
 * Everything that follows from the whole inventory and the activity, and is never stored: reach, state of owners, usage,
 * scores, findings. Writes
 * the table's derived columns anew and answers what the rules found. Run twice it changes nothing.
 */
export function derive(
  workspace: Pick<Workspace, 'identities' | 'activity' | 'registers'>,
  derivation: Derivation,
): Derived {
  const { identities, registers } = workspace;
  const { policy, now, context, actions } = derivation;
  const { length, derived } = identities;
  identities.resetDerived();
  const projected = identities.facts();
  const edges = identities.edges.resolve(identities);
  const gone = goneIn(identities, registers);
  derived.gone.values.set(gone);
  const completed = complete({
    ...projected,
    length,
    edges,
    gone,
    owners: edges.owners,
    keys: heldKeys(identities.keys),
  });
  derived.reach.values.set(completed.reach);
  derived.owner.values.set(completed.owner);
  assignOwners(identities, registers, { status: projected.status, gone });
  derived.amplifies.values.set(completed.amplifies);
  derived.crossEnvironment.values.set(completed.crossEnvironment);
  const usage = foldUsage(workspace, { now, days: policy.data.limits.usageDays, actions, classify: context.classify });
  derived.lastUsedAt.values.set(usage.lastUsedAt);
  derived.lastUsedReason.values.set(usage.lastUsedReason);
  for (let row = 0; row < length; row += 1) {
    // Without a scope on record what the record said stands.
    if (usage.first[row] === usage.end[row]) continue;
    derived.scopesUsed.set(row, usage.scopesUsed[row] ?? Number.NaN);
    derived.unused.set(row, usage.unused[row] ?? Number.NaN);
  }
  derived.sharedKey.values.set(completed.sharedKey);
  const humans = humansOf({ ...projected, length, ...peopleIn(identities, registers), anchors: edges.anchors });
  derived.humanOf.values.set(humans.humanOf);
  derived.accounts.values.set(humans.accounts);
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
  const flags = runRules(facts, length, context);
  derived.findings.values.set(flags.perRow);
  return { flags, usage };
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

const heldKeys = ({ columns: { holder, key } }: KeyTable) => ({ row: holder.view(), key: key.view() });

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
