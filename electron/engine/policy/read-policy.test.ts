import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PolicyData, preparePolicy, standardPolicy } from '#engine/scoring/policy.ts';
import { isSection, policyTable, type Table } from '#engine/scoring/policy-table.ts';
import type { Weight } from '#shared/model/limits.ts';
import { standardText, withNumber } from './policy-text.ts';
import { readPolicy } from './read-policy.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const hashOf = (data: PolicyData): string => preparePolicy(data, sha256).hash;

function dataOf(text: string): PolicyData {
  const read = readPolicy(text);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.data;
}

/** `line:column message / expected` of every problem. */
function problemsOf(text: string): string[] {
  const read = readPolicy(text);
  if (read.ok) return [];
  for (const { at, end } of read.problems) expect(at <= end && end <= text.length).toBe(true);
  return read.problems.map(({ line, column, message, expected }) => `${line}:${column} ${message} / ${expected}`);
}

function weightsOf(table: Table, path: readonly string[] = []): (readonly [readonly string[], Weight])[] {
  return Object.entries(table).flatMap(([name, entry]) =>
    isSection(entry) ? weightsOf(entry.of, [...path, name]) : [[[...path, name], entry] as const],
  );
}

describe('a policy text', () => {
  it('that says nothing is the standard, and so is the standard text, which names every number once', () => {
    for (const text of ['', '# only words\n', 'version: 1\n', 'limits:\n', standardText()]) {
      expect(dataOf(text)).toEqual(standardPolicy);
      expect(hashOf(dataOf(text))).toBe(hashOf(standardPolicy));
    }
    for (const [path, { standard, means, unit }] of weightsOf(policyTable)) {
      expect(standardText()).toContain(`${path.at(-1)}: ${standard}`);
      expect(standardText()).toContain(`# ${means} (${unit}`);
    }
  });

  it('changes what it says and nothing else', () => {
    const data = dataOf('limits:\n  rotationDays: 30\nfloors: { F8: 65 }\n');
    expect(data).toEqual({
      ...standardPolicy,
      limits: { ...standardPolicy.limits, rotationDays: 30 },
      floors: { ...standardPolicy.floors, F8: 65 },
    });
    expect(hashOf(data)).not.toBe(hashOf(standardPolicy));
  });

  it('is refused with every mistake at its place, not the first alone', () => {
    const text = [
      'limit:',
      '  rotationDays: 30',
      'limits:',
      '  rotationDay: 30',
      '  unusedShare: 1.5',
      '  usageDays: 12.5',
      '  dormantDays: soon',
      'floors: [90]',
      'version: 2',
    ].join('\n');
    expect(problemsOf(text)).toEqual([
      '1:1 There is no “limit” here. / “limits”',
      '4:3 There is no “rotationDay” here. / “rotationDays”',
      '5:16 This is too much. / at most 1',
      '6:14 This is no value here. / a whole number',
      '7:16 This is no value here. / a number',
      '8:9 This is no value here. / names with values below',
      '9:10 This is none of its values. / one of 1',
    ]);
  });

  it('is refused where its numbers do not fit together', () => {
    const text = [
      'axes: { power: 0.7 }',
      'most:',
      '  reach: 25',
      'tiers:',
      '  T1: 10',
      'limits:',
      '  sensitiveLifetime: 9999999',
      'autonomy:',
      '  unattended: 16',
    ].join('\n');
    expect(problemsOf(text)).toEqual([
      '1:7 The shares of the axes are 1.1 together. / 1 together',
      '3:3 The most points of power are 105 together. / 100: sensitivity, breadth, reach, autonomy',
      '4:1 T2 has more points than T1. / at most 10',
      '7:22 limits.sensitiveLifetime is above limits.anyLifetime. / at most 2592000',
      '9:15 16 points are more than most.autonomy. / at most 15',
    ]);
  });

  it('is one small YAML document without tags, anchors and doubles', () => {
    expect(problemsOf('a: &x 1\nb: *x\n').map((line) => line.slice(0, 50))).toEqual([
      '1:7 Anchors and aliases are not used here. / the v',
      '2:4 Anchors and aliases are not used here. / the v',
    ]);
    expect(problemsOf('limits: {}\nlimits: {}\n')).toHaveLength(1);
    expect(problemsOf('version: 1\n---\nversion: 1\n')).toHaveLength(1);
    expect(problemsOf('version: !!js/function 1\n')).toHaveLength(1);
    expect(problemsOf(`# ${'x'.repeat(70_000)}`)).toEqual(['1:65537 The text is too long. / at most 65536 characters']);
    expect(problemsOf('['.repeat(60_000)).length).toBeGreaterThan(0);
    expect(problemsOf('- 1\n')).toHaveLength(1);
  });

  it('never throws, whatever it is', () => {
    const piece = fc.constantFrom(
      'limits',
      ':',
      '\n',
      '  ',
      '- ',
      '1e999',
      '.nan',
      '[',
      '}',
      '"',
      '*a',
      '&a',
      '!',
      '|',
      '#',
      '\t',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece, { maxLength: 40 }).map((all) => all.join('')),
        ),
        (text) => {
          const read = readPolicy(text);
          if (!read.ok) expect(read.problems.length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 500, seed: 7 },
    );
  });

  it('takes every number at both ends of its range or says why not, and one changed number keeps its comments', () => {
    for (const [path, { least, most }] of weightsOf(policyTable)) {
      for (const value of [least, most]) {
        const text = withNumber(standardText(), path, value);
        expect(text.split('\n').filter((line) => line.includes('#')).length).toBeGreaterThan(80);
        const read = readPolicy(text);
        // A range that alone breaks a law is told as that law, never as a range.
        if (!read.ok) expect(read.problems.map(({ message }) => message).join()).not.toMatch(/too (little|much)/);
      }
      for (const value of [least - 1, most + 1, Number.NaN, Number.POSITIVE_INFINITY]) {
        expect(readPolicy(withNumber(standardText(), path, value)).ok).toBe(false);
      }
    }
  });
});
