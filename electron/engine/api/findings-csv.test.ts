import { writeFileSync } from 'node:fs';
import Papa from 'papaparse';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startEngine, type TestEngine, temporaryFolder } from '#test/support/engine.ts';
import { findingsCsv } from './findings-csv.ts';
import { listFindings } from './listing.ts';

let folder: ReturnType<typeof temporaryFolder>;
let running: TestEngine;
beforeEach(async () => {
  folder = temporaryFolder();
  running = startEngine({ userData: folder.join('user') });
  await running.client.call('workspace.create', { path: folder.join('Acme.nhi') });
});
afterEach(async () => {
  await running.stop();
  folder.remove();
});

const names = ['=HYPERLINK("https://evil.example")', '+1', '-1', '@SUM(A1)', '＝1+1', 'say "hi", erp'];

describe('findings as CSV', () => {
  it('is what is listed, a row each, and no cell is a formula', async () => {
    const rows = names.map((name) => `"${name.replaceAll('"', '""')}",,api_key,admin:*,2020-01-05,never`);
    const path = folder.join('keys.csv');
    writeFileSync(path, ['name,owner,kind,scopes,created_at,expires_at', ...rows].join('\n'));
    await running.client.call('imports.run', { files: [{ path, tenant: 'Keys' }] });
    const { session } = running.engine;
    const { findings, policy } = listFindings(session);
    const { data, errors } = Papa.parse<Record<string, string>>(findingsCsv(listFindings(session)), { header: true });
    expect(errors).toEqual([]);
    expect(data.map(({ rule, id }) => [rule, id])).toEqual(findings.map(({ rule, identity }) => [rule, identity]));
    expect(new Set(data.map(({ policy: hash }) => hash))).toEqual(new Set([policy]));
    for (const cell of data.flatMap((row) => Object.values(row))) expect(cell).not.toMatch(/^\s*[=+\-@＝＋－＠\t\r]/);
    const shown = new Set(data.map(({ identity }) => identity));
    for (const name of names) expect(shown).toContain(name.startsWith('say') ? name : `'${name}`);
  });

  it('is the titles alone where nothing was found', () => {
    expect(findingsCsv(listFindings(running.engine.session))).toBe(
      'severity,rule,identity,id,finding,evidence,fix,score_after_fix,policy,severity_reached,acceptance,accepted_until,accepted_because,journal',
    );
  });
});
