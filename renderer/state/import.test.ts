import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ImportPreview, ImportReport } from '#shared/contract/imports.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { createFakeClient } from '#test/support/fake-client.ts';
import {
  cancelImport,
  isUnambiguous,
  lookInto,
  neighboursOf,
  removeTables,
  resultOf,
  runImport,
  setMapping,
  setTenant,
  shareTenant,
  tablesToMap,
  useImport,
} from './import.ts';

const preview = (path: string, change: Partial<ImportPreview> = {}): ImportPreview => ({
  path,
  member: null,
  file: path.split('/').at(-1) ?? path,
  size: 10,
  importer: 'keycloak-realm',
  label: 'Keycloak realm export',
  reason: '',
  skipped: false,
  tenant: { vendor: 'keycloak', name: 'acme', id: 'x' },
  tenantByPlace: '',
  csv: null,
  ...change,
});
const csv = { columns: ['A'], sample: [], mapping: {}, lines: false, remembered: false };
const report: ImportReport = {
  files: [
    {
      file: 'a',
      importer: 'csv',
      tenant: 't',
      records: 3,
      imported: 2,
      unchanged: 0,
      rejected: 1,
      problems: [],
      problemsOmitted: 2,
    },
  ],
  seq: 2,
};

function client(previews: Record<string, ImportPreview>) {
  const fake = createFakeClient({
    calls: {
      'imports.preview': ({ paths }) => ({
        files: Object.values(previews).filter(({ path }) => paths.includes(path)),
      }),
      'imports.run': () => report,
    },
  });
  vi.stubGlobal('nhi', fake);
  return fake;
}

beforeEach(() => useImport.setState({ phase: 'empty', files: [], progress: null, report: null, error: null }));

describe('import', () => {
  it('goes ahead where the files say everything', async () => {
    client({ '/x/realm.json': preview('/x/realm.json') });
    await lookInto(['/x/realm.json']);
    expect(useImport.getState().files[0]?.name).toBe('realm.json');
    expect(isUnambiguous(useImport.getState().files)).toBe(true);
  });

  it('waits for a tenant and for the column of the name', async () => {
    const fake = client({ '/a.csv': preview('/a.csv', { importer: 'csv', tenant: null, csv }) });
    await lookInto(['/a.csv']);
    expect(isUnambiguous(useImport.getState().files)).toBe(false);
    expect(await runImport()).toBeNull();
    const key = useImport.getState().files[0]?.key ?? '';
    setTenant(key, ' sheet ');
    setMapping(key, { A: 'name' });
    expect(await runImport()).toEqual(report);
    expect(fake.made.at(-1)?.input).toEqual({ files: [{ path: '/a.csv', tenant: 'sheet', mapping: { A: 'name' } }] });
    expect(useImport.getState().phase).toBe('done');
  });

  it('hands a file that nobody recognises to the engine, so that it becomes a problem', async () => {
    const fake = client({ '/junk': preview('/junk', { importer: null, tenant: null, reason: 'not a table' }) });
    await lookInto(['/junk']);
    await runImport();
    expect(fake.made.at(-1)?.input).toEqual({ files: [{ path: '/junk' }] });
  });

  it('names each file of an archive, and maps tables of the same heads at once', async () => {
    const member = (name: string): ImportPreview =>
      preview('/x/a.zip', { member: name, file: name, importer: 'csv', tenant: null, tenantByPlace: 'a', csv });
    const fake = client({ one: member('a.zip!/1.csv'), two: member('a.zip!/2.csv') });
    await lookInto(['/x/a.zip']);
    const { files } = useImport.getState();
    expect(tablesToMap(files)).toHaveLength(1);
    setMapping(files[0]?.key ?? '', { A: 'name' });
    await runImport();
    const mapping = { A: 'name' };
    expect(fake.made.at(-1)?.input).toEqual({
      files: [
        { path: '/x/a.zip', member: 'a.zip!/1.csv', tenant: 'a', mapping },
        { path: '/x/a.zip', member: 'a.zip!/2.csv', tenant: 'a', mapping },
      ],
    });
  });

  it('shows what can be read first, then what cannot, then what nobody wants read', async () => {
    const no = { importer: null, tenant: null };
    client({
      a: preview('/f', { ...no, member: 'a', file: 'a', skipped: true }),
      b: preview('/f', { ...no, member: 'b', file: 'b', reason: 'not a table' }),
      c: preview('/f', { member: 'c', file: 'c' }),
    });
    await lookInto(['/f']);
    expect(useImport.getState().files.map(({ name }) => name)).toEqual(['c', 'b', 'a']);
  });

  it('gives a name to the files that lay with one, and leaves out tables of the same heads', async () => {
    const loose = (name: string, more: Partial<ImportPreview> = {}): ImportPreview => {
      const tenant = { vendor: 'okta', name: null, id: null } as const;
      return preview('/okta', { member: name, file: name, tenant, tenantByPlace: 'okta', ...more });
    };
    const table = { importer: 'csv', csv } as const;
    client({
      a: loose('a'),
      b: loose('b'),
      c: loose('c', { tenantByPlace: 'x' }),
      d: loose('d', table),
      e: loose('e', table),
    });
    await lookInto(['/okta']);
    const [first, , , fourth] = useImport.getState().files;
    if (first === undefined || fourth === undefined) throw new Error('files are missing');
    expect(neighboursOf(first, useImport.getState().files)).toEqual([]);
    setTenant(first.key, 'acme.okta.com');
    const [named] = useImport.getState().files;
    if (named !== undefined) shareTenant(named);
    const others = ['acme.okta.com', 'x', 'acme.okta.com', 'acme.okta.com'];
    expect(useImport.getState().files.map(({ tenant }) => tenant)).toEqual(['acme.okta.com', ...others]);
    removeTables(fourth);
    expect(useImport.getState().files.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
  });

  it('stops looking when that is cancelled', async () => {
    const fake = client({});
    fake.answerCall(
      'imports.preview',
      (_input, { signal }) =>
        new Promise((_done, fail) => {
          signal.addEventListener('abort', () => fail(new AppError('import.cancelled', 'Cancelled.')));
        }),
    );
    const looking = lookInto(['/large']);
    expect(useImport.getState()).toMatchObject({ phase: 'looking', files: [{ name: 'large' }] });
    cancelImport();
    await looking;
    expect(useImport.getState().phase).toBe('empty');
  });

  it('can be cancelled, and says that nothing changed', async () => {
    const fake = client({ '/r': preview('/r') });
    fake.answerCall(
      'imports.run',
      (_input, { signal }) =>
        new Promise((_done, fail) => {
          signal.addEventListener('abort', () => fail(new AppError('import.cancelled', 'Cancelled.')));
        }),
    );
    await lookInto(['/r']);
    const running = runImport();
    expect(useImport.getState().phase).toBe('running');
    await expect(lookInto(['/other'])).rejects.toThrow('under way');
    cancelImport();
    expect(await running).toBeNull();
    expect(useImport.getState().phase).toBe('cancelled');
  });

  it('tells its result in counts that can be checked', () => {
    expect(resultOf(report)).toMatchObject({
      severity: 'warning',
      message: 'Imported 2 records from 1 file, with 2 problems.',
      hint: '1 record could not be used.',
    });
  });
});
