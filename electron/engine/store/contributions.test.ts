import { describe, expect, it } from 'vitest';
import { mergeRanked } from '#engine/inventory/merge.ts';
import { assumed, streamOf } from '#shared/model/contribution.ts';
import { unknown } from '#shared/model/fact.ts';
import type { Identity } from '#shared/model/identity.ts';
import { aCredential, anIdentity, aTenant, plainFacts, testNow } from '#test/support/builders.ts';
import { createTestSystem } from '#test/support/test-system.ts';
import { type OpenOptions, openWorkspace } from './open-workspace.ts';
import type { Said, UnitOfWork, Workspace } from './store.ts';

const options: OpenOptions = {
  readOnly: false,
  human: 'analyst',
  client: 'test',
  create: true,
  project: () => plainFacts,
  merge: mergeRanked,
  display: (identity) => ({ ownerLabel: '', onBehalfName: null, search: identity.name }),
};
const folder = '/home/analyst/Acme.nhi';
const entry = { action: 'import.committed', object: 'x', human: 'a', client: 'test', data: {} } as const;

function fresh() {
  const system = createTestSystem();
  return (more: Partial<OpenOptions> = {}) => openWorkspace(system, folder, { ...options, ...more });
}

const from = (file: string, values: Partial<Identity> = {}, importedAt = testNow): Identity =>
  anIdentity({ sources: [{ file, digest: file, record: `$.${file}`, importer: 'test', importedAt }], ...values });

async function commit(workspace: Workspace, work: (unit: UnitOfWork) => void): Promise<void> {
  const unit = await workspace.begin();
  work(unit);
  await unit.commit(entry);
}

const put = (workspace: Workspace, identity: Identity, said: Said = {}) =>
  commit(workspace, (unit) => void unit.putIdentity(identity, [{ of: identity.sources[0]?.file }], said));

describe('what several files say of one identity', () => {
  it('is kept apart, merged, and replaced file by file', async () => {
    const open = fresh();
    const workspace = await open();
    await put(workspace, from('realm.json', { environment: unknown('not_in_export'), description: 'realm' }));
    await put(workspace, from('list.csv', { environment: 'prod', description: 'list' }), { authority: 'table' });
    expect(workspace.identities.length).toBe(1);
    expect(workspace.identity(0)).toMatchObject({ environment: 'prod', description: 'realm' });
    expect(workspace.identity(0).sources.map(({ file }) => file)).toEqual(['realm.json', 'list.csv']);
    expect([workspace.raw(0, 0), workspace.raw(0, 1)]).toEqual([{ of: 'realm.json' }, { of: 'list.csv' }]);

    await put(workspace, from('realm.json', { description: '', credentials: [] }));
    expect(workspace.identity(0)).toMatchObject({ description: 'list', credentials: [aCredential()] });
    await put(workspace, from('list.csv', { description: '', credentials: [] }), { authority: 'table' });
    expect(workspace.identity(0)).toMatchObject({ description: '', credentials: [] });
    expect([workspace.raw(0, 0), workspace.raw(0, 1)]).toEqual([{ of: 'realm.json' }, { of: 'list.csv' }]);

    const shown = workspace.stored(0);
    await workspace.close();
    const again = await open({ useSnapshot: false });
    expect(again.stored(0)).toEqual(shown);
    await again.close();
  });

  it('is given back as it was said', async () => {
    const workspace = await fresh()();
    const said = { authority: 'report', madeAt: 5, where: { status: assumed, 'credentials/a': 0 } } as const;
    const report = from('report.csv', {
      id: anIdentity().id,
      name: 'other',
      credentials: [aCredential({ id: 'a' })],
      leaked: true,
    });
    await put(workspace, from('realm.json'));
    await put(workspace, report, said);
    await put(workspace, from('third.json', { tokenPolicy: null, aliases: ['x'] }, 3));
    const stored = workspace.stored(0).map(({ contribution }) => contribution);
    expect(stored.map(({ stream }) => stream)).toEqual(
      ['realm.json', 'third.json', 'report.csv'].map((file) => streamOf({ importer: 'test', file })),
    );
    expect(stored[2]).toEqual({ ...said, stream: stored[2]?.stream, identity: report });
    expect(stored[1]?.identity).toEqual(from('third.json', { tokenPolicy: null, aliases: ['x'] }, 3));
    await workspace.close();
  });

  it('is merged inside one commit, too, however much of it is written already', async () => {
    const workspace = await fresh()();
    const unit = await workspace.begin();
    const many = Array.from(
      { length: 900 },
      (_, at) =>
        `n${String(at)
          .padStart(3, '0')
          .replaceAll(/\d/g, (digit) => 'abcdefghij'[Number(digit)] ?? '')}`,
    );
    const padding = 'é'.repeat(1_000);
    for (const name of many) unit.putIdentity(from('a.json', { name, publisher: padding }), [null]);
    for (const name of many.slice(0, 450)) {
      expect(unit.putIdentity(from('b.json', { name, publisher: 'b' }, testNow - 1), [null])).toBe('changed');
    }
    await unit.drain();
    for (const name of many.slice(450)) unit.putIdentity(from('b.json', { name, publisher: 'b' }, testNow - 1), [null]);
    await unit.commit(entry);
    for (let row = 0; row < workspace.identities.length; row++) {
      expect(workspace.stored(row).map(({ contribution }) => contribution.identity.publisher)).toEqual([padding, 'b']);
    }
    expect(workspace.identities.length).toBe(many.length);
    await workspace.close();
  });

  it('counts as unchanged while nothing would differ', async () => {
    const workspace = await fresh()();
    await put(workspace, from('a.json', { publisher: 'a' }, 1));
    await put(workspace, from('b.json', { publisher: 'b' }, 2));
    await commit(workspace, (unit) => {
      expect(unit.putIdentity(from('b.json', { publisher: 'b' }, 3), [])).toBe('unchanged');
      // The older file is now the newer one: its word counts.
      expect(unit.putIdentity(from('a.json', { publisher: 'a' }, 4), [])).toBe('changed');
    });
    expect(workspace.identity(0).publisher).toBe('a');
    await workspace.close();
  });

  it('of journals that knew nothing of it is one contribution', async () => {
    const open = fresh();
    const workspace = await open();
    await put(workspace, from('realm.json', { publisher: 'old' }));
    const [record] = workspace.journal.list(1, 1);
    const lines = record?.data['payload'] as readonly unknown[][];
    expect(lines.find(([tag]) => tag === 'i')).toHaveLength(4);
    expect(workspace.stored(0)).toMatchObject([
      { contribution: { authority: 'object', madeAt: testNow }, fresh: true },
    ]);
    await put(workspace, from('realm.json', { publisher: 'new' }));
    expect(workspace.stored(0)).toHaveLength(1);
    await workspace.close();
  });
});

describe('an identity that is missing', () => {
  const stream = streamOf({ importer: 'test', file: 'realm.json' });
  const tenants = new Set([aTenant().id]);
  const missing = (workspace: Workspace) =>
    [...workspace.identities.columns.missing.codes.view()].map((code) => code > 0);

  it('is marked until it is listed again', async () => {
    const open = fresh();
    let workspace = await open();
    await commit(workspace, (unit) => {
      for (const name of ['alpha', 'beta']) unit.putIdentity(from('realm.json', { name }), [null]);
      unit.putIdentity(from('other.json', { name: 'gamma' }), [null]);
    });
    const [alpha = '', beta = ''] = [0, 1].map((row) => workspace.identities.idOf(row));
    await commit(workspace, (unit) => {
      expect(unit.markMissing(stream, tenants, new Set([alpha]), 9)).toBe(1);
      expect(unit.markMissing(stream, tenants, new Set([alpha]), 9)).toBe(0);
      expect(unit.markMissing(stream, new Set(['ten_other']), new Set(), 9)).toBe(0);
      expect(unit.staged.identities).toBe(1);
    });
    expect(missing(workspace)).toEqual([false, true, false]);
    await workspace.close();
    workspace = await open({ useSnapshot: false });
    expect(missing(workspace)).toEqual([false, true, false]);
    // The same as before, and yet a change: it is there again.
    await commit(workspace, (unit) => {
      expect(unit.markMissing(stream, tenants, new Set([beta]), 10)).toBe(1);
      expect(unit.putIdentity(from('realm.json', { name: 'beta' }), [null])).toBe('changed');
    });
    expect(missing(workspace)).toEqual([true, false, false]);
    await workspace.close();
  });

  it('keeps its mark when another file speaks of it', async () => {
    const workspace = await fresh()();
    await put(workspace, from('realm.json'));
    await commit(workspace, (unit) => void unit.markMissing(stream, tenants, new Set(), 9));
    await put(workspace, from('list.csv'), { authority: 'table' });
    expect(missing(workspace)).toEqual([true]);
    await put(workspace, from('realm.json'));
    expect(missing(workspace)).toEqual([false]);
    await workspace.close();
  });
});
