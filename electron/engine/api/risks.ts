import type { CallHandlers, WatchHandlers } from '#engine/door/door.ts';
import { AcceptedRisks, type FindingKey, type RiskChange, stateOf } from '#engine/posture/accepted-risks.ts';
import { rules } from '#engine/posture/rules/index.ts';
import { inventoryRowOf } from '#engine/projections/inventory-row.ts';
import type { FindingColumns } from '#engine/projections/picture.ts';
import { registerOf } from '#engine/store/register-of.ts';
import type { CallOutput, CallRequest, WatchView } from '#shared/contract/contract.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { dayOfInstant, endOfDay } from '#shared/lib/days.ts';
import { dayMs } from '#shared/lib/duration.ts';
import type { Instant } from '#shared/model/fact.ts';
import { type Severity, severities, soonDays } from '#shared/model/finding.ts';
import { objectOf, presentIds } from './owners.ts';
import type { Session } from './session.ts';

type View = WatchView<'risks.list'>;
type Row = View['rows'][number];
type Before = CallOutput<'risks.accept'>['before'];

const findingsWords = (count: number): string => (count === 1 ? '1 finding' : `${count} findings`);

export function riskCalls(session: Session): Pick<CallHandlers, 'risks.accept' | 'risks.withdraw'> {
  async function record(risk: RiskChange, summary: string): Promise<{ seq: number; before: Before }> {
    const { workspace } = session.mustBeOpen();
    const before = saidBefore(registerOf(workspace, AcceptedRisks), risk.findings);
    const { seq } = await workspace.record({
      action: risk.is === 'accepted' ? 'risk.accepted' : 'risk.withdrawn',
      object: objectOf(workspace, [...new Set(risk.findings.map(({ identity }) => identity))]),
      human: session.human,
      client: session.client,
      decision: 'allowed',
      data: { risk, summary },
    });
    return { seq, before };
  }

  return {
    async 'risks.accept'({ findings, reason, until: wanted }) {
      const until = dayAllowed(session, wanted);
      const judgedNow = findings.map((key) => ({
        ...keyOf(session, key),
        severity: key.severity ?? severityNow(session, key),
      }));
      const summary = `${findingsWords(findings.length)} until ${dayOfInstant(until)}: ${reason}`;
      return { ...(await record({ is: 'accepted', findings: judgedNow, reason, until }, summary)), until };
    },
    'risks.withdraw': ({ findings }) =>
      record(
        { is: 'withdrawn', findings: findings.map((key) => acceptedOf(session, key)) },
        findingsWords(findings.length),
      ),
  };
}

type Key = CallRequest<'risks.withdraw'>['findings'][number];

function keyOf(session: Session, { rule, identity }: Key): FindingKey {
  const [id] = presentIds(session.mustBeOpen().workspace, [identity]);
  if (id === undefined) throw new Error('presentIds answers as many as it is asked for');
  return { rule, identity: id };
}

/** Refuses with finding.absent where nobody has accepted it. */
function acceptedOf(session: Session, key: Key): FindingKey {
  const { workspace, picture } = session.mustBeOpen();
  const found = keyOf(session, key);
  if (registerOf(workspace, AcceptedRisks).of(found) !== undefined) return found;
  const row = picture.identities.rowOf(found.identity);
  const name = row === undefined ? found.identity : picture.identities.name(row);
  throw new AppError('finding.absent', `Nobody has accepted ${key.rule} of ${name}.`, {
    hint: 'nhi risk list names what was accepted.',
  });
}

function severityNow(session: Session, { rule, identity }: Key): Severity {
  const { picture, explain } = session.mustBeOpen();
  const row = picture.identities.rowOf(identity);
  const finding = row === undefined ? null : explain.finding(row, rule);
  if (row !== undefined && finding !== null) return finding.severity;
  const name = row === undefined ? identity : picture.identities.name(row);
  throw new AppError('finding.absent', `${rule} does not flag ${name}.`, { hint: 'There is no risk to accept.' });
}

/** The instant itself, else the end of the day on which the policy's days are over. */
function dayAllowed(session: Session, wanted: Instant | null): Instant {
  const { now } = session.mustBeOpen().picture;
  const { acceptanceDays, acceptanceMostDays } = session.policy.data.limits;
  const until = wanted ?? endOfDay(dayOfInstant(now + acceptanceDays * dayMs)) ?? now;
  if (until <= now) throw new AppError('input.invalid', `${dayOfInstant(until)} has passed.`);
  // The last day counts to its end.
  if (until > now + (acceptanceMostDays + 1) * dayMs) {
    throw new AppError('input.invalid', `A risk is accepted for ${acceptanceMostDays} days at most.`, {
      hint: `Until ${dayOfInstant(now + acceptanceMostDays * dayMs)}; then it is looked at again.`,
    });
  }
  return until;
}

/** Those of which the same was said stand together. */
function saidBefore(risks: AcceptedRisks, keys: readonly FindingKey[]): Before {
  const found = new Map<string, Before[number]>();
  for (const { rule, identity } of keys) {
    const risk = risks.of({ rule, identity });
    const said = risk === undefined ? null : { reason: risk.reason, until: risk.until };
    const finding = { rule, identity, ...(risk === undefined ? {} : { severity: risk.severity }) };
    const same = found.get(JSON.stringify(said));
    if (same === undefined) found.set(JSON.stringify(said), { findings: [finding], said });
    else same.findings.push(finding);
  }
  return [...found.values()];
}

export function riskWatches(session: Session): Pick<WatchHandlers, 'risks.list'> {
  return {
    'risks.list': ({ first, count }) => ({
      topics: ['identities', 'findings'],
      view: () => listOf(session, first, count),
    }),
  };
}

function listOf(session: Session, first: number, count: number): View {
  const { acceptanceDays: usual, acceptanceMostDays: most } = session.policy.data.limits;
  const counts = { accepted: 0, soon: 0, expired: 0, graver: 0, gone: 0 };
  const view = { total: 0, first: 0, rows: [], counts, days: { usual, most } };
  if (session.opened === null) return view;
  const { now } = session.picture;
  const rows = acceptedRisks(session);
  for (const { state, until } of rows) {
    counts[state] += 1;
    if (state === 'accepted' && until <= now + soonDays * dayMs) counts.soon += 1;
  }
  const from = Math.min(first, rows.length);
  return { ...view, total: rows.length, first: from, rows: rows.slice(from, from + count) };
}

/** What the rules say of a row at present, from the columns; null: the rule does not flag it, or does not run. */
function severitiesNow({ length, row, rule, severity, rules }: FindingColumns) {
  const found = new Map<string, Severity>();
  for (let index = 0; index < length; index += 1) {
    const name = severities[severity[index] ?? -1];
    if (name !== undefined) found.set(`${rules[rule[index] ?? 0]?.id} ${row[index]}`, name);
  }
  return (at: number, id: string): Severity | null => found.get(`${id} ${at}`) ?? null;
}

/** Every acceptance with what became of it; what ends first comes first. */
function acceptedRisks(session: Session): Row[] {
  const { workspace, picture } = session.mustBeOpen();
  const risks = [...registerOf(workspace, AcceptedRisks).entries()];
  const severityOf = risks.length === 0 ? () => null : severitiesNow(picture.findings);
  return risks
    .map((risk): Row => {
      const { rule, identity, severity, reason, by, at, until } = risk;
      const row = picture.identities.rowOf(identity);
      const now = row === undefined ? null : severityOf(row, rule);
      const who = row === undefined ? null : inventoryRowOf(picture.identities, row);
      return {
        rule,
        identity,
        title: rules.find(({ id }) => id === rule)?.title ?? rule,
        name: who?.name ?? identity,
        kind: who?.kind ?? null,
        tenant: who?.tenant ?? '',
        severity,
        now,
        state: now === null ? 'gone' : stateOf(risk, now, picture.now),
        reason,
        by,
        at,
        until,
      };
    })
    .sort(
      (one, other) =>
        one.until - other.until || one.name.localeCompare(other.name) || one.rule.localeCompare(other.rule),
    );
}
