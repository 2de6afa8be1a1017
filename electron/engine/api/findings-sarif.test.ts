import { writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { rules } from '#engine/posture/rules/index.ts';
import { startEngine, type TestEngine, temporaryFolder } from '#test/support/engine.ts';
import { sarifOf } from './findings-sarif.ts';

// What the standard requires of the objects that are used, and no member that it does not know.
const message = z.strictObject({ text: z.string().min(1) });
const level = z.enum(['none', 'note', 'warning', 'error']);
const properties = z.record(z.string(), z.unknown());
const uriReference = z.string().regex(/^(?:[\w.~!$&'()*+,;=@-]|%[0-9A-F]{2})+$/);
const index = z.number().int().nonnegative();
const log = z.strictObject({
  $schema: z.url(),
  version: z.literal('2.1.0'),
  runs: z.array(
    z.strictObject({
      tool: z.strictObject({
        driver: z.strictObject({
          name: z.string().min(1),
          rules: z.array(
            z.strictObject({
              id: z.string().min(1),
              name: z.string(),
              shortDescription: message,
              fullDescription: message,
              help: message,
              defaultConfiguration: z.strictObject({ level }),
              properties: z.object({ tags: z.array(z.string()), 'security-severity': z.string() }),
            }),
          ),
        }),
      }),
      artifacts: z.array(
        z.strictObject({
          location: z.strictObject({ uri: uriReference, index }),
          hashes: z.strictObject({ 'sha-256': z.string().regex(/^[0-9a-f]{64}$/) }),
        }),
      ),
      results: z.array(
        z.strictObject({
          ruleId: z.string(),
          ruleIndex: index,
          level,
          message,
          locations: z
            .array(
              z.strictObject({
                physicalLocation: z.strictObject({ artifactLocation: z.strictObject({ uri: uriReference, index }) }),
                logicalLocations: z.array(
                  z.strictObject({ name: z.string(), fullyQualifiedName: z.string(), kind: z.literal('resource') }),
                ),
                message,
              }),
            )
            .min(1),
          suppressions: z.array(
            z.strictObject({
              kind: z.literal('external'),
              status: z.literal('accepted'),
              justification: z.string().min(1),
              properties,
            }),
          ),
          partialFingerprints: z.strictObject({ 'identityAndRule/v1': z.string().regex(/^[0-9a-f]{64}$/) }),
          properties,
        }),
      ),
      properties,
    }),
  ),
});

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

async function importTable(file: string, ...rows: readonly string[]): Promise<void> {
  const path = folder.join(file);
  writeFileSync(path, ['name,owner,kind,scopes,created_at,expires_at', ...rows].join('\n'));
  await running.client.call('imports.run', { files: [{ path, tenant: 'Keys' }] });
}

const sarif = () => {
  const made = log.parse(JSON.parse(JSON.stringify(sarifOf(running.engine.session))));
  const [run] = made.runs;
  if (made.runs.length !== 1 || run === undefined) throw new Error('one run is expected');
  return run;
};

describe('findings as SARIF', () => {
  it('names every rule with its help, and each result its rule, file and record', async () => {
    await importTable(
      'all keys: 1.csv',
      'erp,,api_key,admin:*,2020-01-05,never',
      'metrics,Ada,api_key,read,2026-03-01,2026-04-01',
    );
    const { tool, results, artifacts } = sarif();
    expect(tool.driver.rules.map(({ id }) => id)).toEqual(rules.map(({ id }) => id));
    expect(tool.driver.rules.every(({ help }, at) => help.text.startsWith(rules[at]?.why ?? '-'))).toBe(true);
    expect(artifacts.map(({ location }) => location.uri)).toEqual(['all%20keys%3A%201.csv']);
    expect(results.length).toBeGreaterThan(1);
    for (const { ruleId, ruleIndex, locations } of results) {
      expect(rules[ruleIndex]?.id).toBe(ruleId);
      expect(artifacts[locations[0]?.physicalLocation.artifactLocation.index ?? -1]).toBeDefined();
    }
    expect(results.find(({ ruleId }) => ruleId === 'NHI1a')).toMatchObject({
      level: 'error',
      locations: [{ message: { text: 'row 2' }, logicalLocations: [{ fullyQualifiedName: 'Keys/erp' }] }],
    });
  });

  it('tells a finding again by its fingerprint when the record moved to another file and row', async () => {
    await importTable('keys.csv', 'erp,,api_key,admin:*,2020-01-05,never');
    const prints = () => sarif().results.map(({ partialFingerprints }) => partialFingerprints['identityAndRule/v1']);
    const before = prints();
    await importTable(
      'keys-2.csv',
      'first,Ada,api_key,read,2026-03-01,2026-04-01',
      'erp,,api_key,admin:*,2020-01-06,never',
    );
    expect(sarif().results.some(({ locations }) => locations[0]?.message.text === 'row 3')).toBe(true);
    expect(prints()).toEqual(expect.arrayContaining(before));
    expect(new Set(prints()).size).toBe(prints().length);
  });

  it('makes neither placeholders nor links of names', async () => {
    await importTable('keys.csv', 'a{0}[b](https://evil.example),,api_key,admin:*,2020-01-05,never');
    for (const { message } of sarif().results) expect(message.text).not.toMatch(/(?<!\{)\{0\}(?!\})|\]\(/);
  });

  it('is a log without results where nothing was found', () => {
    expect(sarif()).toMatchObject({ results: [], artifacts: [] });
  });
});
