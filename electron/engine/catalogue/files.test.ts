import { describe, expect, it } from 'vitest';
import { vendors } from '#shared/model/tenant.ts';
import { classify } from './classify.ts';
import { files } from './files/index.ts';
import { matches } from './patterns.ts';
import { rowsOf } from './rows.ts';

describe.each(files)('$source', ({ source, licence, read, sections, vendors: spoken }) => {
  it('says where it comes from', () => {
    expect(source).not.toBe('');
    expect(licence).not.toBe('');
    expect(new Date(read).toISOString()).toContain(read);
    for (const vendor of spoken === 'any' ? [] : spoken) expect(vendors).toContain(vendor);
  });

  it('has rows, and names nothing twice with two meanings', () => {
    for (const { rows, worst } of sections) {
      const said = new Map<string, string>();
      for (const { names, ...entry } of rowsOf(rows)) {
        expect(names.length).toBeGreaterThan(0);
        // What a row names the API can offer.
        expect(worst).toBeLessThanOrEqual(entry.tier);
        // To hand out credentials is never harmless.
        expect(entry.mints && entry.tier > 1).toBe(false);
        for (const name of names) {
          expect(`${name}: ${said.get(name) ?? JSON.stringify(entry)}`).toBe(`${name}: ${JSON.stringify(entry)}`);
          said.set(name, JSON.stringify(entry));
        }
      }
    }
  });
});

it('refuses a row that it cannot read', () => {
  expect(() => rowsOf('T4 read: x')).toThrow('no row');
  expect(() => rowsOf('T1 shout: x')).toThrow('no verb class');
  expect(() => rowsOf('  x')).toThrow('no row');
});

describe('matches', () => {
  it.each<[string, string, boolean]>([
    ['s3:get*', 's3:getobject', true],
    ['s3:get*', 's3:putobject', false],
    ['*:get*', 's3:getobject', true],
    ['*', '', true],
    ['a*b*c', 'a-b-b-c', true],
    ['a*b*c', 'a-c-b', false],
    ['', '', true],
    ['', 'a', false],
  ])('%s on %s', (pattern, text, expected) => {
    expect(matches(pattern, text)).toBe(expected);
  });

  it('takes no more than length times length', () => {
    expect(matches(`${'a*'.repeat(1_000)}b`, 'a'.repeat(10_000))).toBe(false);
  });
});

it('gives an unknown scope of each vendor the worst that its API offers, and says so', () => {
  const worst = vendors.map((vendor) => [vendor, classify(vendor, 'x', 'nobody:knows-this').tier] as const);
  expect(Object.fromEntries(worst)).toEqual({
    keycloak: 1,
    auth0: 1,
    okta: 1,
    entra: 1,
    kubernetes: 0,
    spire: 0,
    oauth: 1,
    'ory-hydra': 1,
    vault: 0,
    zitadel: 1,
    fusionauth: 1,
    aws: 0,
    cognito: 1,
    gcp: 1,
    github: 0,
    csv: 1,
    scanner: 1,
    'nhi-workbench': 1,
  });
});
