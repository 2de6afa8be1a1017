import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startEngine, type TestEngine, temporaryFolder } from '#test/support/engine.ts';

// The schema of the standard (OASIS SARIF 2.1.0), as the SDK of its editors ships it.
const schemaPath = createRequire(import.meta.url).resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
const ajv = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false, allErrors: true });
// It says draft 4 and uses nothing that later drafts mean otherwise. `as`: read as text, the file is a JSON object.
const { $schema: _, id: __, ...schema } = JSON.parse(readFileSync(schemaPath, 'utf8')) as Record<string, unknown>;
const valid = ajv.compile(schema);

let folder: ReturnType<typeof temporaryFolder>;
let running: TestEngine;
beforeEach(async () => {
  folder = temporaryFolder();
  running = startEngine({ userData: folder.join('user') });
  await running.client.call('workspace.create', { path: folder.join('Acme.nhi') });
  const rows = ['erp,,api_key,admin:*,2020-01-05,never', 'metrics,,api_key,orders:read,2020-01-05,never'];
  writeFileSync(folder.join('keys.csv'), ['name,owner,kind,scopes,created_at,expires_at', ...rows].join('\n'));
  await running.client.call('imports.run', { files: [{ path: folder.join('keys.csv'), tenant: 'Keys' }] });
});
afterEach(async () => {
  await running.stop();
  folder.remove();
});

const read = (path: string) => JSON.parse(readFileSync(path, 'utf8'));
const exported = async (name: string, rest: object = {}) => {
  const path = folder.join(name);
  const format = name.split('.').at(-1) as 'sarif' | 'csv' | 'json'; // Each name of these tests ends in one.
  const receipt = await running.client.call('findings.export', { path, format, ...rest });
  return receipt;
};

it('writes SARIF that is valid by the schema of the standard, also with a risk that was accepted', async () => {
  const { rows } = await running.client.view('findings.list', { first: 0, count: 1 });
  const [first] = rows;
  if (first === undefined) throw new Error('something is flagged');
  const { rule, identity } = first;
  await running.client.call('risks.accept', { findings: [{ rule, identity }], reason: 'goes in May' });
  const { path, findings } = await exported('all.sarif');
  const log = read(path);
  expect([valid(log), valid.errors]).toEqual([true, null]);
  expect(log.runs[0].results).toHaveLength(findings);
  expect(log.runs[0].results.filter((one: { suppressions: unknown[] }) => one.suppressions.length > 0)).toHaveLength(1);
  // A log that is none: the check looks.
  expect(valid({ ...log, runs: [{ ...log.runs[0], results: [{ level: 'grave' }] }] })).toBe(false);
});

it('writes what the filter lets through, with policy and head of the journal in every form', async () => {
  const { journal } = running.engine.session.mustBeOpen().workspace;
  const filter = { severities: ['high'] as const, text: 'name:metrics' };
  const json = await exported('some.json', filter);
  const { findings, ...basis } = read(json.path);
  expect(findings.map((one: { name: string; severity: string }) => [one.name, one.severity])).toEqual(
    Array.from({ length: json.findings }, () => ['metrics', 'high']),
  );
  expect(basis).toEqual({
    policy: running.engine.session.policy.hash,
    journal: { seq: journal.records, hash: journal.head },
  });
  const csv = await exported('some.csv', filter);
  const lines = readFileSync(csv.path, 'utf8').trim().split('\n');
  expect(lines).toHaveLength(json.findings + 1);
  expect(lines[1]?.endsWith(`${journal.records} ${journal.head}`)).toBe(true);
  expect(read((await exported('some.sarif', filter)).path).runs[0].properties).toEqual({
    policy: running.engine.session.policy.fullHash,
    journal: { seq: journal.records, hash: journal.head },
  });
});

it('overwrites nothing, and says where no folder is', async () => {
  await exported('once.json');
  await expect(exported('once.json')).rejects.toMatchObject({ code: 'input.invalid' });
  await expect(exported('nowhere/once.json')).rejects.toMatchObject({ code: 'file.absent' });
});
