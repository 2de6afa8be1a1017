// Any member of any type: what a fixture holds, with some of its values replaced by what nobody expects there.
import { createHash, createHmac } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { identity as identityShape } from '#shared/contract/values.ts';
import { collectImport } from './collect-import.ts';

const ids = [
  'spire',
  'ory-hydra',
  'vault',
  'vault-audit-log',
  'zitadel',
  'zitadel-events',
  'fusionauth',
  'fusionauth-log',
  'github-secret-scanning',
  'trufflehog',
  'gitleaks',
  'sarif',
] as const;
const fixtures = join(import.meta.dirname, '../fixtures/imports');
const ports = {
  sha256: (text: string) => createHash('sha256').update(text).digest('hex'),
  fingerprint: (secret: string) => `sha256:${createHmac('sha256', 'key').update(secret).digest('hex').slice(0, 12)}`,
};

function jsonIn(id: string, name: string): readonly string[] {
  const file = readdirSync(join(fixtures, id, name)).find((entry) => /^in\.json/.test(entry));
  if (file === undefined) return [];
  const text = readFileSync(join(fixtures, id, name, file), 'utf8');
  try {
    JSON.parse(text);
    return [text];
  } catch {
    // JSON lines: each line is a file of its own here.
    return text.split('\n').filter((line) => line.trim() !== '');
  }
}

const nasty = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    0,
    -1,
    1e308,
    2 ** 60,
    '',
    [],
    {},
    [null],
    [[]],
    [{}],
    '9999-12-31',
    '-1h',
    'x\u0000y',
  ),
  fc.constantFrom<unknown>('\u202eabc', '=cmd()', '##X##', '$(env:X)', '{{ .X }}', 'a'.repeat(5_000), 'not a date'),
  fc.jsonValue({ maxDepth: 3 }),
);

/** Replaces the value at one place of the tree. */
function replaced(value: unknown, choose: number, by: unknown): unknown {
  const places: [object, string][] = [];
  const walk = (inner: unknown): void => {
    if (typeof inner !== 'object' || inner === null) return;
    for (const name of Object.keys(inner)) {
      places.push([inner, name]);
      walk(Reflect.get(inner, name));
    }
  };
  walk(value);
  const place = places[choose % Math.max(1, places.length)];
  if (place !== undefined) Reflect.set(place[0], place[1], structuredClone(by));
  return value;
}

describe.each(ids)('hostile members: %s', (id) => {
  const texts = readdirSync(join(fixtures, id)).flatMap((name) => jsonIn(id, name));

  it('are said and harm nothing', async () => {
    let read = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...texts),
        fc.array(fc.tuple(fc.nat(), nasty), { minLength: 1, maxLength: 6 }),
        async (text, edits) => {
          const value = edits.reduce<unknown>((tree, [at, by]) => replaced(tree, at, by), JSON.parse(text));
          const result = await collectImport('hostile.json', new TextEncoder().encode(JSON.stringify(value)), ports);
          const records = [...result.identities.flatMap((entry) => entry.records), ...result.records];
          expect(result.done.records).toBe(records.length + result.done.rejected);
          expect(new Set(records.map(({ record }) => record)).size).toBe(records.length);
          expect(result.problems.filter(({ code }) => code === 'import.importer_fault')).toEqual([]);
          const place = { file: 'f', digest: 'd', importer: 'i', importedAt: 0 };
          for (const { identity } of result.identities) {
            const whole = { ...identity, sources: identity.sources.map((source) => ({ ...place, ...source })) };
            expect(identityShape.safeParse(whole).error).toBeUndefined();
          }
          if (result.recognised?.importer === id) read += 1;
        },
      ),
      { numRuns: 400, seed: 7 },
    );
    // Most files stay what they were: otherwise nothing was tried.
    expect(read).toBeGreaterThan(200);
  });
});
