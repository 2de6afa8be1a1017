// Every fixture and every sample, changed by a seed in its values, its text and its bytes: nothing falls, nothing is lost.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { collectImport } from './collect-import.ts';
import { expectLaw } from './import-law.ts';
import { envelopes, mutatedBytes, mutatedText, mutatedValue } from './mutations.ts';

const root = join(import.meta.dirname, '../..');
const fixtures = join(root, 'test/fixtures/imports');
const samples = process.env['NHI_SAMPLES'] ?? join(root, '../shared/samples');
const ports = {
  sha256: (text: string) => createHash('sha256').update(text).digest('hex'),
  fingerprint: (secret: string) => `sha256:${createHash('sha256').update(secret).digest('hex').slice(0, 12)}`,
};
const rounds = Number(process.env['NHI_MUTATIONS'] ?? 12);
/** A large file is mutated less often: it takes as long as many small ones. */
const roundsOf = (bytes: number): number => Math.max(2, Math.min(rounds, Math.floor((rounds * 100_000) / (bytes + 1))));

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const lines = text.trim().split('\n');
    try {
      return lines.map((line): unknown => JSON.parse(line));
    } catch {
      return undefined;
    }
  }
}

function yamlOf(file: string, text: string): unknown {
  try {
    return /\.ya?ml$/.test(file) ? parse(text) : undefined;
  } catch {
    return undefined;
  }
}

async function holds(file: string, bytes: Uint8Array | string): Promise<void> {
  const data = typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes;
  const result = await collectImport(file, data, ports);
  expectLaw(result);
  // What an importer cannot understand it says; that it fell over is a fault of ours.
  expect(result.problems.filter(({ code }) => code === 'import.importer_fault')).toEqual([]);
}

async function mutated(file: string, bytes: Uint8Array): Promise<void> {
  const text = new TextDecoder().decode(bytes);
  const value = jsonOf(text) ?? yamlOf(file, text);
  const count = roundsOf(bytes.length);
  if (value !== undefined) {
    for (let seed = 0; seed < count; seed += 1) await holds(file, JSON.stringify(mutatedValue(value, seed)));
    for (const envelope of bytes.length > 300_000 ? envelopes.slice(0, 2) : envelopes)
      await holds(file, envelope(value));
  }
  for (let seed = 0; seed < count; seed += 2) await holds(file, mutatedText(text, seed));
  for (let seed = 0; seed < count; seed += 3) await holds(file, mutatedBytes(bytes, seed));
}

describe('fixtures', () => {
  const files = filesIn(fixtures).filter((file) => /\bin\.\w+$/.test(file));
  it.each(files)('%s', async (file) => {
    await mutated(file, readFileSync(join(fixtures, file)));
  });
});

describe.skipIf(!existsSync(samples))('real exports', () => {
  const files = existsSync(samples)
    ? filesIn(samples).filter((file) => file.includes('/') && !file.startsWith('LICENSES'))
    : [];
  it.each(files)('%s', async (file) => {
    await mutated(file, readFileSync(join(samples, file)));
  });
});
