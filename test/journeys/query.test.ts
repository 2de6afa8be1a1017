import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '#test/support/engine.ts';

const entry = resolve(import.meta.dirname, '../../electron/engine/cli/nhi.ts');
let folder: ReturnType<typeof temporaryFolder>;

const nhi = (...argv: string[]) => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [entry, ...argv, '--workspace', folder.join('Acme.nhi')],
    { encoding: 'utf8', env: { ...process.env, NHI_ACTOR: 'tess' } },
  );
  return { status, out: stdout, err: stderr };
};
const listed = (member: 'identities' | 'findings', query: string): string[] => {
  const { out } = nhi(member === 'findings' ? 'findings' : 'inventory', `--query=${query}`, '--json');
  // The commands' own documents: `headless.test.ts` states their shape.
  const document = JSON.parse(out) as Record<string, { name: string }[]>;
  return (document[member] ?? []).map(({ name }) => name).sort();
};

beforeAll(() => {
  folder = temporaryFolder();
  const file = folder.join('keys.csv');
  writeFileSync(
    file,
    [
      'name,owner,kind,scopes,last_used_at,created_at',
      'erp,,api_key,orders:write orders:admin,2019-01-05T00:00:00Z,2018-01-01T00:00:00Z',
      'metrics,Ada,service_account,stats:read,,2018-01-01T00:00:00Z',
      'Ada,,human,,,',
    ].join('\n'),
  );
  expect(nhi('import', file, '--tenant', 'Keys').status).toBe(0);
});
afterAll(() => folder.remove());

describe('a query, headless', () => {
  it.each([
    ['kind:api_key', ['erp']],
    ['scope:"*:admin"', ['erp']],
    ['scope:stats:read or scope:orders:*', ['erp', 'metrics']],
    ['-scope:*:admin has:scopes', ['metrics']],
    ['unused:>30d', ['erp']],
    ['owner:Ada', ['metrics']],
    ['kind:human', ['Ada']],
    ['in:keys.csv tenant:keys vendor:csv', ['Ada', 'erp', 'metrics']],
    ['in:other.csv', []],
    ['created:2018-01-01 -erp', ['metrics']],
    ['ada', ['Ada', 'metrics']],
  ])('inventory --query %s', (query, names) => {
    expect(listed('identities', query)).toEqual(names);
  });

  it('narrows findings, their gate and their SARIF', () => {
    expect(new Set(listed('findings', 'unused:>30d'))).toEqual(new Set(['erp']));
    expect(listed('findings', 'rule:NHI1b')).toEqual(['erp']);
    expect(listed('findings', 'name:nobody')).toEqual([]);
    expect(nhi('findings', '--query', 'scope:*:admin', '--fail-on', 'low').status).toBe(1);
    expect(nhi('findings', '--query', 'name:nobody', '--fail-on', 'low').status).toBe(0);
    // SARIF's own names.
    const sarif = JSON.parse(nhi('findings', '--query', 'rule:NHI1b', '--format', 'sarif').out) as {
      runs: { results: { ruleId: string }[] }[];
    };
    expect(sarif.runs[0]?.results.map(({ ruleId }) => ruleId)).toEqual(['NHI1b']);
    const csv = nhi('findings', '--query', 'rule:NHI1b', '--format', 'csv').out.trimEnd().split('\n');
    expect(csv.map((row) => row.split(',').slice(1, 3))).toEqual([
      ['rule', 'identity'],
      ['NHI1b', 'erp'],
    ]);
  });

  it('narrows the journal, and --last counts from the end of what is left', () => {
    const records = (...argv: string[]) =>
      // `audit list` is stated in headless.test.ts.
      JSON.parse(nhi('audit', 'list', '--json', ...argv).out) as { total: number; records: { action: string }[] };
    expect(records('--query', 'action:import.*')).toMatchObject({
      total: 1,
      records: [{ action: 'import.committed' }],
    });
    expect(records('--query', 'human:tess record:>=1 at:<1d', '--last', '1')).toMatchObject({
      total: 2,
      records: [{ action: 'import.committed' }],
    });
    expect(records('--query', 'decision:denied').total).toBe(0);
  });

  it.each([
    [
      'inventory',
      'kind:agent score:hihg',
      'nhi: “hihg” is no number.',
      '  kind:agent score:hihg',
      '                   ^^^^',
    ],
    ['findings', 'rul:NHI1a', 'nhi: There is no field “rul” here. Expected “rule”', '  rul:NHI1a', '  ^^^'],
    ['audit list', 'human:tess (', 'nhi: Something is missing here.', '  human:tess (', '              ^'],
  ])('%s --query "%s" is refused with status 2 and a caret', (command, query, sentence, line, caret) => {
    const { status, out, err } = nhi(...command.split(' '), '--query', query);
    const [first, ...others] = err.trimEnd().split('\n');
    expect([status, out, others]).toEqual([2, '', [line, caret]]);
    expect(first).toContain(sentence);
  });
});
