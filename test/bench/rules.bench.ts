// Every rule over 100,000 identities, beside the same rules on plain objects, and eight of them beside native SQLite; and
// everything that follows from the inventory worked out anew after one change, with 1,000,000 events behind it.

import { createHash } from 'node:crypto';
import { ruleContextOf } from '#engine/api/explain.ts';
import { lookAnew } from '#engine/api/picture-of.ts';
import { type FactColumns, type FactName, factNames, factsAt } from '#engine/inventory/fact-columns.ts';
import { ownerStates } from '#engine/inventory/facts.ts';
import type { RuleContext } from '#engine/posture/rule.ts';
import { rules } from '#engine/posture/rules/index.ts';
import { runRules } from '#engine/posture/run-rules.ts';
import { humanKind, severityOf } from '#engine/posture/severity.ts';
import { preparePolicy, standardPolicy } from '#engine/scoring/policy.ts';
import { openWorkspace } from '#engine/store/open-workspace.ts';
import { dayMs } from '#shared/lib/duration.ts';
import { testNow } from '#test/support/builders.ts';
import { generatedIdentity } from './generated-company.ts';
import { generatedWorkspace, openOptions, system } from './generated-workspace.ts';
import { type BenchRow, compare, inTurns, noGoal } from './measure.ts';
import { nativeDatabase } from './native-sqlite.ts';

const rounds = 15;
const warmUp = 5;
const frame = 50;

/** What SQL can ask of the same columns: rule, and when it flags. */
const asSql = (now: number, limits: RuleContext['limits']): readonly (readonly [string, string])[] => {
  const owner = ['none', 'departed'].map((state) => ownerStates.indexOf(state as (typeof ownerStates)[number]));
  const actionable = `status = 0 AND builtIn = 0 AND kind <> ${humanKind}`;
  return [
    ['NHI1a', `${actionable} AND activeCredentials <> 0 AND owner IN (${owner.join()})`],
    ['NHI2b', `${actionable} AND riskyStore > 0`],
    ['NHI2a', `${actionable} AND leaked = 1`],
    ['NHI5a', `${actionable} AND (knownTier = 0 OR wildcard = 1)`],
    [
      'NHI5b',
      `${actionable} AND scopesGranted <> 0 AND (scopesGranted - scopesUsed) / scopesGranted >= ${limits.unusedShare}`,
    ],
    ['NHI5d', `${actionable} AND amplifies = 1`],
    ['NHI8a', `${actionable} AND crossEnvironment = 1`],
    ['NHI7d', `${actionable} AND ${now} - offlineIdleSince > ${limits.offlineIdleDays * dayMs}`],
  ];
};

async function inSqlite(columns: FactColumns, length: number, asked: ReturnType<typeof asSql>) {
  const database = await nativeDatabase();
  database.exec(`CREATE TABLE facts (${factNames.map((name) => `"${name}" REAL`).join()})`);
  const insert = database.prepare(`INSERT INTO facts VALUES (${factNames.map(() => '?').join()})`);
  database.exec('BEGIN');
  const value = (name: FactName, row: number): number | null => {
    const number = columns[name][row] ?? Number.NaN;
    return Number.isNaN(number) ? null : number;
  };
  for (let row = 0; row < length; row += 1) insert.run(...factNames.map((name) => value(name, row)));
  database.exec('COMMIT');
  const counts = asked.map(([id, when]) => `SUM(CASE WHEN ${when} THEN 1 ELSE 0 END) AS "${id}"`);
  const statement = database.prepare(`SELECT ${counts.join()} FROM facts`);
  return { count: () => statement.get() ?? {}, close: () => database.close() };
}

export async function run(): Promise<BenchRow[]> {
  const { folder, identities, events } = await generatedWorkspace();
  const policy = preparePolicy(standardPolicy, (text) => createHash('sha256').update(text).digest('hex'));
  const workspace = await openWorkspace(system, folder, { ...openOptions, create: false });
  try {
    lookAnew(workspace, policy, testNow);
    const { packs: _, ...context } = ruleContextOf(workspace, policy, testNow);
    const columns = workspace.identities.facts();
    const { length } = workspace.identities;
    const objects = Array.from({ length }, (_each, row) => factsAt(columns, row));
    const byObjects = (): number => {
      let count = 0;
      for (const facts of objects) for (const rule of rules) if (severityOf(rule, facts, context) !== null) count += 1;
      return count;
    };
    const whole = runRules(columns, length, context).count;
    if (whole === 0 || whole !== byObjects()) throw new Error('columns and objects find different things');
    const [all, plain] = await inTurns(rounds, () => runRules(columns, length, context), byObjects, warmUp);
    objects.length = 0;

    const asked = asSql(testNow, context.limits);
    const some = rules.filter(({ id }) => asked.some(([name]) => name === id));
    const sqlite = await inSqlite(columns, length, asked);
    const found = runRules(columns, length, context, some);
    const bySql = sqlite.count();
    for (const [index, { id }] of some.entries()) {
      const ours = found.rule.reduce((count, rule) => count + (rule === index ? 1 : 0), 0);
      if (ours !== Number(bySql[id])) throw new Error(`${id}: ${ours} by the rule, ${String(bySql[id])} by SQL`);
    }
    const [eight, sql] = await inTurns(rounds, () => runRules(columns, length, context, some), sqlite.count, warmUp);
    sqlite.close();

    const by = { human: 'analyst', client: 'bench' };
    let change = 0;
    const [anew] = await inTurns(
      rounds,
      () => lookAnew(workspace, policy, testNow),
      async () => {
        // Between two measurements one identity changes.
        const unit = await workspace.begin();
        change += 1;
        unit.putIdentity({ ...generatedIdentity(change), status: 'disabled' }, []);
        await unit.commit({ ...by, action: 'import.committed', object: 'one', data: {} });
      },
      1,
    );
    const size = identities.toLocaleString('en');
    return [
      compare(
        'C',
        `${rules.length} rules over ${size} identities, against the same rules on plain objects`,
        'ms',
        noGoal(),
        all,
        plain,
      ),
      compare(
        'C',
        `${some.length} rules over ${size} identities, against one SELECT of native SQLite that counts the same`,
        'ms',
        noGoal(),
        eight,
        sql,
      ),
      compare(
        'C',
        `reach, lifetimes, use, scores and findings of ${size} identities with ${events.toLocaleString('en')} events after one change`,
        'ms',
        noGoal('50 ms: a frame that nobody feels'),
        anew,
        [frame],
      ),
    ];
  } finally {
    await workspace.close(AbortSignal.abort());
  }
}
