// What the domain says of single identities, for the views and for the headless commands.

import { classify } from '#engine/catalogue/classify.ts';
import { shows } from '#engine/catalogue/exercises.ts';
import type { Graph } from '#engine/graph/adjacency.ts';
import type { LongestWays } from '#engine/graph/longest-way.ts';
import { AssignedOwners, withAssigned } from '#engine/inventory/assigned-owners.ts';
import { Departures } from '#engine/inventory/departures.ts';
import { factsAt } from '#engine/inventory/fact-columns.ts';
import { type Classify, factsOf } from '#engine/inventory/facts-of.ts';
import { withLiveGrants } from '#engine/inventory/grant-spans.ts';
import { Incidents } from '#engine/inventory/incidents.ts';
import { type Lifetime, lifetimeOf } from '#engine/inventory/lifetime.ts';
import { decidingHop, lifetimeOver, tokenWays } from '#engine/inventory/lifetime-beyond.ts';
import { merge } from '#engine/inventory/merge.ts';
import { issuesOver, issueWords, policyIssues } from '#engine/inventory/policy-lint.ts';
import type { Choice } from '#engine/inventory/precedence.ts';
import { crossingKeys } from '#engine/inventory/shared-keys.ts';
import type { Usage } from '#engine/inventory/usage-of.ts';
import { scopeUsesOf, withUsage } from '#engine/inventory/with-usage.ts';
import { leaksIn } from '#engine/jobs/leaks.ts';
import { leftoversIn } from '#engine/jobs/leftovers.ts';
import { ownFinding } from '#engine/own-rules/explain-own.ts';
import { type Judge, judgeOf } from '#engine/own-rules/judge.ts';
import type { OwnRule } from '#engine/own-rules/own-rule.ts';
import { type OwnRun, seenOr } from '#engine/own-rules/run-own.ts';
import { AcceptedRisks, judged } from '#engine/posture/accepted-risks.ts';
import { ChosenPacks } from '#engine/posture/chosen-packs.ts';
import { findingOf } from '#engine/posture/finding-of.ts';
import type { RuleContext } from '#engine/posture/rule.ts';
import { rules } from '#engine/posture/rules/index.ts';
import { isOn } from '#engine/posture/run-rules.ts';
import type { Explainer } from '#engine/projections/identity-detail.ts';
import { inventoryRowOf } from '#engine/projections/inventory-row.ts';
import type { ExplainLint } from '#engine/projections/policy-lint.ts';
import { scoreIf } from '#engine/scoring/counterfactual.ts';
import type { Policy } from '#engine/scoring/policy.ts';
import { scoreOf } from '#engine/scoring/score.ts';
import { missingIn, missingSince } from '#engine/store/missing.ts';
import { registerOf } from '#engine/store/register-of.ts';
import type { Workspace } from '#engine/store/store.ts';
import { keyNumber } from '#engine/store/tables/keys.ts';
import { factsAfter } from '#engine/what-if/facts-after.ts';
import { changeOf } from '#engine/what-if/fix-change.ts';
import { type Instant, known } from '#shared/model/fact.ts';
import type { Finding, RulePack } from '#shared/model/finding.ts';
import type { Identity } from '#shared/model/identity.ts';
import { identityKinds, identityStatuses } from '#shared/model/identity.ts';
import type { IdentityId } from '#shared/model/ids.ts';
import type { JournalRecord } from '#shared/model/journal-record.ts';
import { humanAt } from './human-at.ts';
import { seenEvents } from './seen-events.ts';

const human = identityKinds.indexOf('human');

const classifierOf =
  ({ ledger }: Workspace): Classify =>
  (vendor, api, scope) =>
    classify(vendor, api, scope, ledger.classifications);

export function ruleContextOf(
  workspace: Workspace,
  policy: Policy,
  now: Instant,
  packs: readonly RulePack[] = registerOf(workspace, ChosenPacks).on,
): RuleContext {
  const classifier = classifierOf(workspace);
  let tokens: ReturnType<typeof leftoversIn> | undefined;
  let crossing: ReturnType<typeof crossingKeys> | undefined;
  return {
    now,
    limits: policy.data.limits,
    packs: new Set(packs),
    classify: classifier,
    project: (identity) => factsOf(identity, classifier, now, policy.data.limits.usageDays),
    scoreIf: (facts, change) => scoreIf(facts, policy, now, change),
    crosses(fingerprint) {
      const { identities } = workspace;
      const { holder, key, opens } = identities.keys.columns;
      crossing ??= crossingKeys(
        { row: holder.view(), key: key.view(), opens: opens.view() },
        identities.facts().production,
      );
      return crossing.has(keyNumber(fingerprint));
    },
    leaks: (id) => leaksIn(workspace).ofRow.get(workspace.identities.rowOf(id)) ?? [],
    seen: seenEvents(workspace, { now, limits: policy.data.limits }),
    whoIs: (id) => presenceOf(workspace, id),
    incidentOf: (publisher) => registerOf(workspace, Incidents).of(publisher) ?? null,
    leftovers(id) {
      tokens ??= leftoversIn(workspace, now);
      const row = workspace.identities.rowOf(id);
      return tokens.filter((token) => token.row === row);
    },
  };
}

function presenceOf({ identities }: Workspace, id: IdentityId): ReturnType<RuleContext['whoIs']> {
  const row = identities.rowOf(id);
  if (row < 0) return null;
  const { columns, derived } = identities;
  const status = identityStatuses[columns.status.at(row)] ?? 'active';
  const isUnlisted = !Number.isNaN(missingSince(columns.streams.at(row), columns.missing.at(row)));
  const state = derived.gone.at(row) === 1 ? 'left' : status !== 'active' ? status : isUnlisted ? 'unlisted' : status;
  return { name: columns.name.at(row), kind: identityKinds[columns.kind.at(row)] ?? 'human', state };
}

const asOf = ({ ledger }: Workspace): [] | [Instant] => (ledger.asOf === null ? [] : [ledger.asOf]);

export interface Explain extends Explainer, ExplainLint {
  lifetime(row: number, identity: Identity): Lifetime & { readonly decides: number };
  /** Where a thief of one row gets to. */
  graph(): Graph;
  /** The score that a row would have with another reach; null for humans. */
  scoreWith(row: number, reach: number): number | null;
  finding(row: number, rule: string): Finding | null;
}

/** Valid until the next commit: it answers from the columns as they are. */
export function createExplain(
  workspace: Workspace,
  policy: Policy,
  context: RuleContext,
  { usage, graph, own }: { readonly usage: Usage; readonly graph: Graph; readonly own: OwnRun },
): Explain {
  const { identities, journal } = workspace;
  const classifier = classifierOf(workspace);
  const edgesNow = () => identities.edges.resolve(identities, context.now);
  let ways: LongestWays | undefined;
  const facts = (row: number) => factsAt(identities.facts(), row);
  const usesOf = (row: number): ReturnType<typeof scopeUsesOf> => {
    const { scope } = identities.holdings.columns;
    return scopeUsesOf(usage, row, { scopes: scope.strings, codes: scope.codes.values });
  };
  const assigned = registerOf(workspace, AssignedOwners);
  const risks = registerOf(workspace, AcceptedRisks);
  const isGone = (id: IdentityId): boolean => {
    const row = identities.rowOf(id);
    return row >= 0 && (identities.columns.status.at(row) !== 0 || identities.derived.gone.at(row) === 1);
  };
  const wholeAt = (row: number): Identity => {
    const stored = withAssigned(workspace.identity(row), assigned.of(identities.idOf(row)), isGone);
    const used = withUsage(stored, row, usage, usesOf(row));
    return identities.derived.leaked.at(row) === 1 ? { ...used, leaked: true } : used;
  };
  const identityAt = (row: number): Identity => withLiveGrants(wholeAt(row), context.now);
  const seen = seenOr(own, context.now);
  const judges = new Map<OwnRule, Judge>();
  function ownFindingAt(rule: OwnRule, row: number, identity: Identity): Finding | null {
    const judge = judges.get(rule) ?? judgeOf(rule, seen, facts, context.limits);
    judges.set(rule, judge);
    const verdict = judge(row);
    if (verdict === null) return null;
    return ownFinding(rule, verdict, inventoryRowOf(seen.identities, row), facts(row), context, (fix) => {
      const changed = factsAfter(identity, facts(row), changeOf(fix, context.now), context);
      return scoreOf(changed, policy, context.now).value;
    });
  }
  return {
    identity: identityAt,
    whole: wholeAt,
    uses: usesOf,
    usageDays: usage.days,
    shows: (identity, scope, action) => shows(identity.tenant.vendor, scope, action),
    score: (row) => (identities.columns.kind.at(row) === human ? null : scoreOf(facts(row), policy, context.now)),
    lifetime(row, identity) {
      const { status, exchangedTtl } = identities.facts();
      const { strange } = edgesNow();
      ways ??= tokenWays({ graph, status, exchangedTtl, strange });
      const own = lifetimeOf(identity, context.now);
      const lifetime = lifetimeOver(own, row, { ways, exchangedTtl, strange, idOf: (at) => identities.idOf(at) });
      return { ...lifetime, decides: decidingHop(lifetime.hops) };
    },
    lint(row, accepted) {
      const identity = workspace.identity(row);
      const own = policyIssues(identity, lifetimeOf(identity, ...asOf(workspace)));
      const issues = [...own, ...issuesOver(identity.tokenPolicy, accepted)];
      return issues.map((issue) => ({ ...issue, words: issueWords(issue) }));
    },
    classify: (identity, api, scope) => classifier(identity.tenant.vendor, api, scope),
    findings: (row, identity) => [
      ...rules.flatMap((rule) => {
        const finding = isOn(rule.pack, context) ? findingOf(rule, identity, facts(row), context) : null;
        return finding === null ? [] : judged(finding, risks, context.now);
      }),
      ...own.rules.flatMap((rule) => {
        const finding = ownFindingAt(rule, row, identity);
        return finding === null ? [] : judged(finding, risks, context.now);
      }),
    ],
    finding(row, id) {
      const rule = rules.find((each) => each.id === id);
      const ownRule = own.rules.find(({ document }) => document.id === id);
      const identity = identityAt(row);
      const found = rule && isOn(rule.pack, context) ? findingOf(rule, identity, facts(row), context) : null;
      const finding = found ?? (ownRule ? ownFindingAt(ownRule, row, identity) : null);
      return finding === null ? null : judged(finding, risks, context.now);
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
    edges: edgesNow,
    graph: () => graph,
    scoreWith: (row, reach) =>
      identities.columns.kind.at(row) === human ? null : context.scoreIf(facts(row), { reach }),
    ownedBy(person) {
      const { row, human: of } = edgesNow().owners;
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
