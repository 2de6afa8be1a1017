// What holds of every import, whatever the file is.
import { expect } from 'vitest';
import { problemCodes } from '#engine/importers/problem-codes.ts';
import { identity as identityShape } from '#shared/contract/values.ts';
import { assumed } from '#shared/model/contribution.ts';
import type { Collected } from './collect-import.ts';

const codes = new Set<string>(problemCodes);

/** Every record is in one place or rejected, what comes out has the shape of the contract, and nothing is polluted. */
export function expectLaw(result: Collected): void {
  const records = [...result.identities.flatMap((entry) => entry.records), ...result.records];
  expect(result.done.records).toBe(records.length + result.done.rejected);
  expect(new Set(records.map((record) => record.record)).size).toBe(records.length);
  for (const { identity, records: own, where = {} } of result.identities) {
    for (const place of Object.values(where)) {
      expect(place).toBeGreaterThanOrEqual(assumed);
      expect(place).toBeLessThan(own.length);
    }
    expect(identity.sources.map((source) => source.record)).toEqual(own.map((record) => record.record));
    expect(own.length).toBeGreaterThan(0);
    const place = { file: 'f', digest: 'd', importer: 'i', importedAt: 0 };
    const whole = { ...identity, sources: identity.sources.map((source) => ({ ...place, ...source })) };
    expect(identityShape.safeParse(whole).error).toBeUndefined();
  }
  for (const problem of result.problems) {
    expect(codes).toContain(problem.code);
    expect(problem.file).not.toBe('');
    expect(problem.message).not.toBe('');
  }
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect(({} as Record<string, unknown>)['x']).toBeUndefined();
}
