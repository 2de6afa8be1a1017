// What the domain says of single identities, for the views and for the headless commands.

import { classify } from '#engine/catalogue/classify.ts';
import { shows } from '#engine/catalogue/exercises.ts';
import { adjacency, type Graph } from '#engine/graph/adjacency.ts';
import { AssignedOwners, withAssigned } from '#engine/inventory/assigned-owners.ts';
import { Departures } from '#engine/inventory/departures.ts';
import { factsAt } from '#engine/inventory/fact-columns.ts';
import { type Classify, factsOf } from '#engine/inventory/facts-of.ts';
import { lifetimeOf } from '#engine/inventory/lifetime.ts';
import { merge } from '#engine/inventory/merge.ts';
import type { Choice } from '#engine/inventory/precedence.ts';
import type { Usage } from '#engine/inventory/usage-of.ts';
import { scopeUsesOf, withUsage } from '#engine/inventory/with-usage.ts';
import { findingOf, type RuleContext } from '#engine/posture/rule.ts';
import { rules } from '#engine/posture/rules/index.ts';
import type { Explainer } from '#engine/projections/identity-detail.ts';
import { scoreIf } from '#engine/scoring/counterfactual.ts';
import type { Policy } from '#engine/scoring/policy.ts';
import { scoreOf } from '#engine/scoring/score.ts';
import { missingIn } from '#engine/store/missing.ts';
import { registerOf } from '#engine/store/register-of.ts';
import type { Workspace } from '#engine/store/store.ts';
import { type Instant, known } from '#shared/model/fact.ts';
import type { Finding } from '#shared/model/finding.ts';
import type { Identity } from '#shared/model/identity.ts';
import { identityKinds } from '#shared/model/identity.ts';
import type { IdentityId } from '#shared/model/ids.ts';
import type { JournalRecord } from '#shared/model/journal-record.ts';
import { humanAt } from './human-at.ts';

const human = identityKinds.indexOf('human');

const classifierOf =
  ({ ledger }: Workspace): Classify =>
  (vendor, api, scope) =>
    classify(vendor, api, scope, ledger.classifications);

export function ruleContextOf(workspace: Workspace, policy: Policy, now: Instant): RuleContext {
  const classifier = classifierOf(workspace);
  return {
    now,
    limits: policy.data.limits,
    classify: classifier,
    project: (identity) => factsOf(identity, classifier, now, policy.data.limits.usageDays),
    scoreIf: (facts, change) => scoreIf(facts, policy, now, change),
  };
}

const asOf = ({ ledger }: Workspace): [] | [Instant] => (ledger.asOf === null ? [] : [ledger.asOf]);

export interface Explain extends Explainer {
  /** Where a thief of one row gets to. */
  graph(): Graph;
  /** The score that a row would have with another reach; null for humans. */
  scoreWith(row: number, reach: number): number | null;
  finding(row: number, rule: string): Finding | null;
}

/** Valid until the next commit: it answers from the columns as they are. */
export function createExplain(workspace: Workspace, policy: Policy, context: RuleContext, usage: Usage): Explain {
  const { identities, journal } = workspace;
  const classifier = classifierOf(workspace);
  let graph: Graph | undefined;
  const facts = (row: number) => factsAt(identities.facts(), row);
  const usesOf = (row: number): ReturnType<typeof scopeUsesOf> => {
    const { scope } = identities.holdings.columns;
    return scopeUsesOf(usage, row, { scopes: scope.strings, codes: scope.codes.values });
  };
  const assigned = registerOf(workspace, AssignedOwners);
  const isGone = (id: IdentityId): boolean => {
    const row = identities.rowOf(id);
    return row >= 0 && (identities.columns.status.at(row) !== 0 || identities.derived.gone.at(row) === 1);
  };
  const identityAt = (row: number): Identity => {
    const stored = withAssigned(workspace.identity(row), assigned.of(identities.idOf(row)), isGone);
    return withUsage(stored, row, usage, usesOf(row));
  };
  return {
    identity: identityAt,
    uses: usesOf,
    usageDays: usage.days,
    shows: (identity, scope, action) => shows(identity.tenant.vendor, scope, action),
    score: (row) => (identities.columns.kind.at(row) === human ? null : scoreOf(facts(row), policy, context.now)),
    lifetime: (identity: Identity) => lifetimeOf(identity, ...asOf(workspace)),
    classify: (identity, api, scope) => classifier(identity.tenant.vendor, api, scope),
    findings: (row, identity) => rules.flatMap((rule) => findingOf(rule, identity, facts(row), context) ?? []),
    finding(row, id) {
      const rule = rules.find((each) => each.id === id);
      return rule ? findingOf(rule, identityAt(row), facts(row), context) : null;
    },
    told(row) {
      const contributions = workspace.stored(row).map(({ contribution }) => contribution);
      const choices: Choice[] = [];
      merge(contributions, (choice) => choices.push(choice));
      return { contributions, missing: missingIn(identities.columns.missing.at(row)), choices };
    },
    human: (row) => humanAt(workspace, row),
    sharedKeys(row, { credentials }) {
      if (identities.derived.sharedKey.at(row) === 0) return [];
      return identities.keys.sharing(
        row,
        credentials.flatMap(({ fingerprint }) => known(fingerprint) ?? []),
      );
    },
    edges: () => identities.edges.resolve(identities),
    graph() {
      graph ??= adjacency(identities.length, identities.edges.resolve(identities));
      return graph;
    },
    scoreWith: (row, reach) =>
      identities.columns.kind.at(row) === human ? null : context.scoreIf(facts(row), { reach }),
    ownedBy(person) {
      const { row, human: of } = identities.edges.resolve(identities).owners;
      const owned = [...row].filter(
        (at, link) => of[link] === person && assigned.of(identities.idOf(at)) === undefined,
      );
      const id = identities.idOf(person);
      for (const [holder, { owners }] of assigned.entries()) {
        const at = identities.rowOf(holder);
        if (at >= 0 && owners.some((owner) => owner.id === id)) owned.push(at);
      }
      return owned;
    },
    assigned(row) {
      const found = assigned.of(identities.idOf(row));
      return found === undefined ? null : { by: found.by, at: found.at };
    },
    departure: (row) => registerOf(workspace, Departures).of(identities.idOf(row)) ?? null,
    history(row): JournalRecord[] {
      const seqs = new Set([identities.columns.firstSeq.at(row), identities.columns.seq.at(row)]);
      return [...seqs].flatMap((seq) => journal.list(seq - 1, 1));
    },
  };
}
