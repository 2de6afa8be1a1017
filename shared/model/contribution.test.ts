import { describe, expect, it } from 'vitest';
import { fileOfStream, streamOf } from './contribution.ts';

const name = (file: string): string => fileOfStream(streamOf({ importer: 'okta', file }));

describe('a stream', () => {
  it.each([
    ['realm.json', 'realm.json'],
    ['Realm.JSON', 'realm.json'],
    ['realm (1).json', 'realm.json'],
    ['realm-export(12).json', 'realm-export.json'],
    ['okta-apps-2026-03-01.json', 'okta-apps.json'],
    ['okta-apps_20260301T120000Z.json', 'okta-apps.json'],
    ['2026-03-01 keys.csv', ' keys.csv'],
    ['keys 2026-03-01 12-30.csv', 'keys.csv'],
    ['keys.2026.03.01.csv.gz', 'keys.csv.gz'],
    ['acme-users-0.json', 'acme-users-0.json'],
    ['2026-03-01.csv', '2026-03-01.csv'],
    ['build-20261399.json', 'build-20261399.json'],
    ['key-120260301.json', 'key-120260301.json'],
    ['without-ending', 'without-ending'],
    ['.json', '.json'],
    ['', ''],
  ])('of %s is %s', (file, stream) => {
    expect(name(file)).toBe(stream);
  });

  it('belongs to one importer', () => {
    expect(streamOf({ importer: 'a', file: 'x.json' })).not.toBe(streamOf({ importer: 'b', file: 'x.json' }));
  });
});
