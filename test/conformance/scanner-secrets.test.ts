// Reports that show secrets, by the registry: whatever stands in whichever member, nothing of it comes out.
import { createHash, createHmac } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Importer } from '#engine/importers/importer.ts';
import { importers } from '#engine/importers/index.ts';
import { collectImport } from './collect-import.ts';
import { expectLaw } from './import-law.ts';

const fixtures = join(import.meta.dirname, '../fixtures/imports');
const ports = {
  sha256: (text: string) => createHash('sha256').update(text).digest('hex'),
  fingerprint: (secret: string) => `sha256:${createHmac('sha256', 'key').update(secret).digest('hex').slice(0, 12)}`,
};
const all: readonly Importer[] = importers;
const ofScanners = all.filter(({ seal }) => seal !== undefined);
const encode = (value: unknown): Uint8Array =>
  new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));

function valuesIn(text: string): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : [value];
  } catch {
    // JSON lines.
    return text
      .trim()
      .split('\n')
      .map((line): unknown => JSON.parse(line));
  }
}

/** Places of a tree, as lists of names. */
function places(value: unknown, at: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [at];
  const inner = Object.entries(value).flatMap(([name, member]) => places(member, [...at, name]));
  return at.length === 0 ? inner : [at, ...inner];
}

function withAt(value: unknown, [name = '', ...rest]: readonly string[], by: unknown): unknown {
  const copy: object = structuredClone(value) as object; // A place of the tree is inside of an object.
  Reflect.set(copy, name, rest.length === 0 ? by : withAt(Reflect.get(copy, name), rest, by));
  return copy;
}

const canary = 'Kx93-canary-of-a-secret-Qw71';
const pem = `-----BEGIN PRIVATE KEY-----\n${canary}\n-----END PRIVATE KEY-----`;
const lookingSo: readonly unknown[] = [`ghp_${canary.replaceAll('-', '')}0123456789`, pem];
const forms: readonly unknown[] = [...lookingSo, canary, [canary], { value: canary, [canary]: canary }];

/** Members that say where a secret was found and by what: those are shown, and only what looks like a secret is known as one. */
const shown =
  /^(?:DetectorName|RuleID|File|Email|Author|Link|file|email|username|repository|channel_name|link|bucket|image|tag|arn|client_id|id|secret_type_display_name|full_name|login|path|issue_body_url|uri|ruleId|name|author|repositoryUri)$/;

describe.each(ofScanners.map((importer) => ({ id: importer.id })))('$id', ({ id }) => {
  const files = readdirSync(join(fixtures, id)).map((name) =>
    readFileSync(join(fixtures, id, name, 'in.json'), 'utf8'),
  );

  it('keeps the secret out, in whichever member it stands', async () => {
    let tried = 0;
    for (const value of files.flatMap(valuesIn)) {
      for (const at of places(value)) {
        const isShown = shown.test(at.at(-1) ?? '');
        for (const form of isShown ? lookingSo : forms) {
          const result = await collectImport('report.json', encode(withAt(value, at, form)), ports);
          expectLaw(result);
          expect(JSON.stringify(result).replaceAll('-', ''), at.join('.')).not.toContain(canary.replaceAll('-', ''));
          expect(result.problems.filter(({ code }) => code === 'import.importer_fault')).toEqual([]);
          tried += 1;
        }
      }
      const stranger = await collectImport(
        'r.json',
        encode({ ...(value as object), Unheard: pem, other: { of: [canary] } }),
        ports,
      );
      expect(JSON.stringify(stranger)).not.toContain(canary);
    }
    expect(tried).toBeGreaterThan(20);
  });

  it('keeps it out of the place too, where it stands there as well', async () => {
    for (const text of files) {
      const secrets = [...new Set(text.match(/very-secret-value-[a-z]+/g) ?? [])];
      for (const secret of secrets) {
        const result = await collectImport(
          'report.json',
          encode(text.replaceAll('app.yaml', `${secret}/app.yaml`)),
          ports,
        );
        const told = JSON.stringify(
          result.activity.filter(({ credential }) => credential?.includes(ports.fingerprint(secret))),
        );
        expect(told).not.toContain(secret);
      }
    }
  });

  it('bears lines without end and lists in place of everything', async () => {
    const [first] = valuesIn(files[0] ?? '');
    for (const at of places(first)) {
      for (const by of ['x'.repeat(200_000), Array(2_000).fill({ a: [1] }), 1e308, '\u0000\u202e', {}]) {
        const result = await collectImport('report.json', encode(withAt(first, at, by)), ports);
        expectLaw(result);
        expect(result.problems.filter(({ code }) => code === 'import.importer_fault')).toEqual([]);
        for (const event of result.activity) expect(JSON.stringify(event).length).toBeLessThan(20_000);
      }
    }
  });
});

it('every importer of a scanner is known by its name to what says how many are of nobody', () => {
  expect(ofScanners.map(({ id }) => id)).toEqual(['github-secret-scanning', 'trufflehog', 'gitleaks', 'sarif']);
});

describe('SARIF that is not of secrets', () => {
  const report = (name: string, rule: object) => ({
    version: '2.1.0',
    runs: [{ tool: { driver: { name, rules: [rule] } }, results: [] }],
  });
  it.each([
    ['of a tool that looks for other things', report('Linter', { id: 'no-eval' })],
    ['of this very program', report('NHI Workbench', { id: 'NHI2a', name: 'a secret was seen' })],
  ])('is not read: %s', async (_what, value) => {
    expect((await collectImport('r.sarif', encode(value), ports)).recognised).toBeNull();
  });
});
