import type { WatchHandlers } from '#engine/door/door.ts';
import { factsAt } from '#engine/inventory/fact-columns.ts';
import { durationFact, inventoryRowOf } from '#engine/projections/inventory-row.ts';
import { registerOf } from '#engine/store/register-of.ts';
import { ConnectionsRegister } from '#engine/tenants/state.ts';
import { type Change, noChange } from '#engine/what-if/change.ts';
import { cheapest, type Option, optionsOf } from '#engine/what-if/cheapest.ts';
import { levers } from '#engine/what-if/levers.ts';
import { type Side, whatIf } from '#engine/what-if/what-if.ts';
import type { WatchRequest, WatchView } from '#shared/contract/contract.ts';
import type { Supposed } from '#shared/contract/what-if.ts';
import { type Fact, unknownReasons } from '#shared/model/fact.ts';
import type { Finding } from '#shared/model/finding.ts';
import { type Band, bandOf } from '#shared/model/score.ts';
import { ruleContextOf } from './explain.ts';
import { ownAfter } from './own-after.ts';
import type { Session } from './session.ts';

type View = WatchView<'whatif.view'>;
type Row = View['rows'][number];

/** Lowest score of a band: to be under it is to be below this. */
function floorOfBand(band: Band): number {
  for (let value = 0; value <= 100; value += 1) if (bandOf(value) === band) return value;
  return 0;
}

export function whatIfWatches(session: Session): Pick<WatchHandlers, 'whatif.view'> {
  return {
    'whatif.view': (params) => ({
      topics: ['identities', 'activity', 'findings', 'tenants'],
      view: () =>
        session.opened === null
          ? { policy: session.policy.hash, rows: [], leftOut: 0, levers: [] }
          : viewOf(session, params),
    }),
  };
}

function viewOf(session: Session, { identities: wanted, supposed, below }: WatchRequest<'whatif.view'>): View {
  const { workspace, picture, explain } = session.mustBeOpen();
  const { policy } = session;
  const context = ruleContextOf(workspace, policy, picture.now);
  const connections = registerOf(workspace, ConnectionsRegister).connections as ReadonlyMap<string, unknown>;
  const columns = workspace.identities.facts();
  const limit = floorOfBand(below);
  const rows: Row[] = [];
  const options: [Row['id'], readonly Option[]][] = [];
  for (const id of new Set(wanted)) {
    const row = picture.identities.rowOf(id);
    if (row === undefined) continue;
    const { kind, name, tenant, tenantId } = inventoryRowOf(picture.identities, row);
    if (kind === 'human') continue;
    const identity = explain.identity(row);
    const facts = factsAt(columns, row);
    const all = optionsOf(identity, facts, policy, context);
    options.push([id, all]);
    const { option, met } = cheapest(all, limit);
    const supposition = whatIf(identity, facts, supposed, policy, context);
    const { before, after, disruption } = supposition;
    const own = ownAfter(session, row, identity, supposed, supposition);
    const { fixed, raised, left } = own;
    rows.push({
      id,
      name,
      kind,
      tenant,
      connected: connections.has(tenantId),
      before: sideOf(before),
      after: sideOf(after),
      fixed: fixed.map(titleOf),
      raised: raised.map(titleOf),
      left,
      safety: 100 - disruption.points,
      reasons: disruption.reasons.map((reason) => ({ ...reason })),
      cheapest: {
        levers: option.levers.map((lever) => lever.id),
        supposed: supposedOf(option.change),
        score: option.score,
        disruption: option.disruption,
        met,
      },
    });
  }
  return { policy: policy.hash, rows, leftOut: new Set(wanted).size - rows.length, levers: ranked(options) };
}

const titleOf = ({ rule, severity, title }: Finding): Row['fixed'][number] => ({ rule, severity, title });
const amount = (value: number): Fact<number> => (Number.isNaN(value) ? { unknown: 'not_in_export' } : value);

function sideOf({ facts, score, load }: Side): Row['before'] {
  const { value, low, high, confidence, band, power, exposure } = score;
  return {
    score: { value, low, high, confidence, band, power, exposure },
    lifetime: durationFact(facts.lifetime, unknownReasons[facts.lifetimeReason - 1] ?? 'not_in_export'),
    reach: amount(facts.reach),
    scopes: facts.scopesGranted,
    load: {
      renewalsADay: amount(load.renewals),
      promptsADay: amount(load.prompts),
      replacementsAYear: amount(load.replacements),
    },
  };
}

/** Each lever alone; those that help nobody are left out. */
function ranked(options: readonly [Row['id'], readonly Option[]][]): View['levers'] {
  return levers
    .map(({ id, label, intent }) => {
      const helped = options.flatMap(([identity, all]) => {
        const [nothing] = all;
        const alone = all.find((option) => option.levers.length === 1 && option.levers[0]?.id === id);
        if (nothing === undefined || alone === undefined || alone.score >= nothing.score) return [];
        const { change, disruption } = alone;
        return [{ identity, change, points: nothing.score - alone.score, disruption }];
      });
      const points = helped.reduce((sum, each) => sum + each.points, 0);
      const disruption = helped.reduce((sum, each) => sum + each.disruption, 0);
      const identities = helped.map((each) => each.identity);
      const supposed = mildest(helped.map((each) => each.change));
      return { id, label, intent, identities, supposed, points, disruption, rate: points / Math.max(1, disruption) };
    })
    .filter(({ points }) => points > 0)
    .sort((a, b) => b.rate - a.rate || b.points - a.points);
}

const supposedOf = (change: Change): Supposed => ({
  ...change,
  remove: [...change.remove],
  grants: [...change.grants],
});

/** What one lever does to all whom it helps: the longest of the lifetimes that it asks for. */
function mildest(changes: readonly Change[]): Supposed {
  const [first = noChange] = changes;
  const lifetimes = changes.flatMap(({ lifetime }) => lifetime ?? []);
  return supposedOf({ ...first, lifetime: lifetimes.length === 0 ? null : Math.max(...lifetimes) });
}
