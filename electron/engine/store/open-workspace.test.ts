import { describe, expect, it } from 'vitest';
import { mergeRanked } from '#engine/inventory/merge.ts';
import type { Identity } from '#shared/model/identity.ts';
import { aGrant, anActivity, anIdentity, aTenant, identityIdOf, plainFacts, testNow } from '#test/support/builders.ts';
import { createMemoryFiles, type MemoryFiles } from '#test/support/memory-files.ts';
import { createTestSystem } from '#test/support/test-system.ts';
import { type OpenOptions, openWorkspace } from './open-workspace.ts';
import type { Ledger, Workspace } from './store.ts';

const options: OpenOptions = {
  readOnly: false,
  human: 'analyst',
  client: 'test',
  create: true,
  project: (identity: Identity, ledger: Ledger) => ({
    ...plainFacts,
    scopesGranted: identity.grants.flatMap((grant) => grant.scopes).length,
    tier: ledger.classifications.get('tier')?.tier ?? 3,
  }),
  merge: mergeRanked,
  display: (identity) => ({ ownerLabel: 'Marta', onBehalfName: null, search: identity.name.toLowerCase() }),
};
const folder = '/home/analyst/Acme.nhi';
const entry = {
  action: 'import.committed',
  object: 'export.json',
  human: 'analyst',
  client: 'test',
  data: {},
} as const;
const tenant = aTenant();

function fresh(files: MemoryFiles = createMemoryFiles()) {
  const system = createTestSystem({ files });
  return {
    files,
    system,
    open: (more: Partial<OpenOptions> = {}) => openWorkspace(system, folder, { ...options, ...more }),
  };
}

async function put(
  workspace: Workspace,
  identities: readonly Identity[],
  raws: readonly unknown[] = [],
): Promise<string[]> {
  const unit = await workspace.begin();
  const answers = identities.map((identity) => unit.putIdentity(identity, raws));
  await unit.commit(entry);
  return answers;
}

const letters = (n: number): string => String(n).replace(/\d/g, (digit) => 'abcdefghij'[Number(digit)] ?? '');
const many = (count: number): Identity[] =>
  Array.from({ length: count }, (_, i) => anIdentity({ name: `bot-${letters(i)}z`, description: 'd'.repeat(400) }));

const bytesOf = (files: MemoryFiles, name: string) => files.contents().get(`${folder}/${name}`);

describe('a workspace that is made', () => {
  it('has the layout, a key pair and a first record', async () => {
    const { files, open } = fresh();
    const workspace = await open({ asOf: testNow, isDemo: true });
    expect(workspace.name).toBe('Acme');
    expect(workspace.ledger).toMatchObject({ asOf: testNow, isDemo: true, imports: [] });
    expect(workspace.ledger.fingerprintKey).toMatch(/^[0-9a-f]{64}$/);
    const [first] = workspace.journal.list(0, 1);
    expect(first).toMatchObject({ seq: 1, action: 'workspace.created', human: 'analyst', data: { id: workspace.id } });
    expect(JSON.stringify(first)).not.toContain(workspace.ledger.fingerprintKey);
    await workspace.close();
    expect([...files.contents().keys()].map((path) => path.slice(folder.length + 1)).sort()).toEqual([
      'journal.log',
      'keys/fingerprint.key',
      'keys/workspace.key',
      'workspace.json',
    ]);
  });

  it('is there again with all that was committed', async () => {
    const { open } = fresh();
    const one = await open();
    await put(one, [anIdentity({ name: 'alpha' }), anIdentity({ name: 'beta' })]);
    const { id } = one;
    await one.close();
    const again = await open();
    expect([again.id, again.identities.length, again.notices]).toEqual([id, 2, []]);
    expect(again.identity(again.identities.rowOf(identityIdOf('beta')))).toEqual(anIdentity({ name: 'beta' }));
    expect(again.activity.length).toBe(2);
    await again.close();
  });

  it('is finished by the next attempt when making it was cut short', async () => {
    const { files, open } = fresh();
    await (await open()).close();
    await files.remove(`${folder}/journal.log`);
    const again = await open({ asOf: 5 });
    expect([again.journal.records, again.ledger.asOf]).toEqual([1, 5]);
    await again.close();
    await files.remove(`${folder}/workspace.json`);
    await files.remove(`${folder}/journal.log`);
    const anew = await open();
    expect(anew.journal.records).toBe(1);
    await anew.close();
  });
});

describe('refusals', () => {
  it('say what is wrong with the folder', async () => {
    const { files, open } = fresh();
    await expect(open({ create: false })).rejects.toMatchObject({ code: 'workspace.absent' });
    await expect(open({ readOnly: true })).rejects.toMatchObject({ code: 'workspace.absent' });
    files.put(`${folder}/notes.txt`, 'mine');
    await expect(open()).rejects.toMatchObject({ code: 'workspace.not_empty' });
    await expect(open({ create: false })).rejects.toMatchObject({ code: 'workspace.not_a_workspace' });
    expect([...files.contents().keys()]).toEqual([`${folder}/notes.txt`]);
  });

  it('tell a newer, a damaged and a held one', async () => {
    const { files, open } = fresh();
    const workspace = await open();
    await put(workspace, [anIdentity()]);
    await expect(open()).rejects.toMatchObject({ code: 'workspace.held', details: { pid: 4711 } });
    await workspace.close();
    const journal = Buffer.from(bytesOf(files, 'journal.log') ?? []);
    journal[journal.indexOf('orders-sync')] = 0x58;
    files.put(`${folder}/journal.log`, journal);
    await expect(open()).rejects.toMatchObject({ code: 'workspace.damaged', details: { seq: 2 } });
    const view = await open({ readOnly: true });
    expect([view.identities.length, view.journal.records, view.notices.length]).toEqual([0, 1, 1]);
    await view.close();
    await files.remove(`${folder}/journal.log`);
    files.put(`${folder}/objects/${'a'.repeat(64)}`, '');
    await expect(open()).rejects.toMatchObject({ code: 'workspace.damaged', details: { seq: 1 } });
    files.put(`${folder}/workspace.json`, JSON.stringify({ format: 2 }));
    await expect(open()).rejects.toMatchObject({ code: 'workspace.newer' });
    expect(files.exists(`${folder}/workspace.lock`)).toBe(false);
  });

  it('keep a reader from writing, and from changing a byte', async () => {
    const { files, open } = fresh();
    const workspace = await open();
    await put(workspace, [anIdentity()]);
    const before = new Map(files.contents());
    const reader = await open({ readOnly: true });
    expect(reader.identities.length).toBe(1);
    await expect(reader.begin()).rejects.toMatchObject({ code: 'workspace.read_only' });
    await reader.close();
    expect(files.contents()).toEqual(before);
    await workspace.close();
    await expect(workspace.begin()).rejects.toMatchObject({ code: 'workspace.not_open' });
  });
});

describe('a unit of work', () => {
  it('becomes one record, however much it carries', async () => {
    const { open } = fresh();
    const workspace = await open();
    const unit = await workspace.begin();
    for (const identity of many(300)) unit.putIdentity(identity, [{ name: identity.name }]);
    for (let i = 0; i < 50; i++) unit.putActivity(anActivity({ at: testNow - i }), tenant);
    expect(unit.staged).toEqual({ identities: 300, activity: 50 });
    expect([workspace.identities.length, workspace.activity.length]).toEqual([0, 1]);
    const receipt = await unit.commit(entry);
    expect(receipt).toEqual({ seq: 2, hash: workspace.journal.head });
    expect([workspace.identities.length, workspace.activity.length]).toEqual([300, 52]);
    const record = workspace.journal.list(1, 1)[0];
    expect(record?.data).toMatchObject({ counts: { identities: 300, activity: 50 }, objects: [{ lines: 650 }] });
    expect(JSON.stringify(record).length).toBeLessThan(700);
    for (const row of [0, 17, 299]) {
      expect(workspace.identity(row)).toEqual(many(300)[row]);
      expect(workspace.raw(row, 0)).toEqual({ name: many(300)[row]?.name });
    }
    await expect(workspace.journal.verify()).resolves.toMatchObject({ ok: true, records: 2 });
    await workspace.close();
  });

  it('leaves nothing when it is rolled back', async () => {
    const { files, open } = fresh();
    const workspace = await open();
    const before = new Map(files.contents());
    for (const count of [1, 3000]) {
      const unit = await workspace.begin();
      for (const identity of many(count)) unit.putIdentity(identity, []);
      await unit.drain();
      await unit.rollback();
    }
    expect(files.contents()).toEqual(before);
    expect(workspace.identities.length).toBe(0);
    await workspace.close();
  });

  it('tells new, changed and unchanged, staged or committed', async () => {
    const { open } = fresh();
    const workspace = await open();
    const identity = anIdentity();
    const [source] = identity.sources;
    if (!source) throw new Error('the builder gives a source');
    const elsewhere = {
      ...identity,
      sources: [{ ...source, file: source.file.replace('.json', ' (1).json'), digest: '1'.repeat(64), importedAt: 1 }],
    };
    const disabled: Identity = { ...identity, status: 'disabled' };
    expect(await put(workspace, [identity, identity, disabled, identity])).toEqual([
      'new',
      'unchanged',
      'changed',
      'changed',
    ]);
    expect(await put(workspace, [elsewhere, disabled, disabled, identity])).toEqual([
      'unchanged',
      'changed',
      'unchanged',
      'changed',
    ]);
    expect(await put(workspace, [{ ...identity, sources: [{ ...source, record: '$.clients[9]' }] }])).toEqual([
      'changed',
    ]);
    expect([...workspace.identities.columns.firstSeq.view(), ...workspace.identities.columns.seq.view()]).toEqual([
      2, 4,
    ]);
    await workspace.close();
  });

  it('remembers source records, staged or committed, with their last content', async () => {
    const { open } = fresh();
    const workspace = await open();
    const unit = await workspace.begin();
    expect(unit.seenRecord(tenant, 'k', 'one')).toBe(false);
    expect(unit.seenRecord(tenant, 'k', 'one')).toBe(true);
    expect(unit.seenRecord(tenant, 'k', 'two')).toBe(false);
    expect(unit.seenRecord(tenant, 'k', 'one')).toBe(false);
    expect(unit.seenRecord({ ...tenant, id: 'ten_other' as typeof tenant.id }, 'k', 'one')).toBe(false);
    await unit.commit(entry);
    await workspace.close();
    const again = await open();
    const next = await again.begin();
    expect([next.seenRecord(tenant, 'k', 'one'), next.seenRecord(tenant, 'k', 'two')]).toEqual([true, false]);
    await next.rollback();
    const last = await again.begin();
    expect(last.seenRecord(tenant, 'k', 'two')).toBe(false);
    await last.rollback();
    await again.close();
  });

  it('keeps the source record of a source that comes back without one', async () => {
    const { open } = fresh();
    const workspace = await open();
    const identity = anIdentity();
    const [source] = identity.sources;
    if (!source) throw new Error('the builder gives a source');
    await put(workspace, [identity], [{ secret: '«stripped»' }]);
    await put(workspace, many(200));
    const both = { ...identity, sources: [{ ...source, record: '$.users[3]' }, source] };
    await put(workspace, [both], [{ user: 1 }]);
    await put(workspace, [{ ...both, status: 'disabled' }]);
    const row = workspace.identities.rowOf(identity.id);
    expect([workspace.raw(row, 0), workspace.raw(row, 1), workspace.raw(row, 2)]).toEqual([
      { user: 1 },
      { secret: '«stripped»' },
      null,
    ]);
    await workspace.close();
  });

  it('waits for the one before, and tells listeners what it changed', async () => {
    const { open } = fresh();
    const workspace = await open();
    const seen: unknown[] = [];
    workspace.onCommit((commit) => seen.push([commit.seq, commit.identities]));
    const stop = workspace.onCommit(() => {
      throw new Error('a listener of bad manners');
    });
    const first = await workspace.begin();
    const second = workspace.begin().then(async (unit) => {
      expect(unit.putIdentity(anIdentity({ name: 'alpha' }), [])).toBe('unchanged');
      await unit.commit({ ...entry, action: 'mapping.saved', data: { mappings: { a: { a: 'name' } } } });
    });
    first.putIdentity(anIdentity({ name: 'alpha' }), []);
    await first.commit(entry);
    await second;
    stop();
    await put(workspace, many(1001));
    expect(seen).toEqual([
      [2, [identityIdOf('alpha')]],
      [3, 'none'],
      [4, 'many'],
    ]);
    expect(workspace.ledger.mappings.get('a')).toEqual({ a: 'name' });
    await workspace.close();
  });

  it('projects all rows anew when a classification changes', async () => {
    const { open } = fresh();
    const workspace = await open();
    await put(workspace, [anIdentity({ name: 'alpha' })]);
    const unit = await workspace.begin();
    const data = { classifications: { tier: { tier: 0, verb: 'admin' } } };
    await unit.commit({ ...entry, action: 'scope.classified', data });
    expect(workspace.identities.facts().tier[0]).toBe(0);
    const bad = await workspace.begin();
    bad.putIdentity(anIdentity({ name: 'beta' }), []);
    await expect(bad.commit({ ...entry, data })).rejects.toThrow('a commit of their own');
    await put(workspace, [anIdentity({ name: 'beta' })]);
    expect([...workspace.identities.facts().tier]).toEqual([0, 0]);
    await workspace.close();
  });
});

describe('edges', () => {
  it('come from delegations, grants on behalf of humans and owners, and go with the record that said so', async () => {
    const { open } = fresh();
    const workspace = await open();
    const ann = anIdentity({ name: 'ann', kind: 'human', owners: [], grants: [] });
    const child = anIdentity({ name: 'child', owners: [] });
    const bot = anIdentity({
      name: 'bot',
      owners: [{ name: 'Ann', id: ann.id, type: 'person', status: 'active' }],
      grants: [aGrant({ onBehalfOf: ann.id }), aGrant({ id: 'g2', onBehalfOf: ann.id })],
      delegations: [{ kind: 'spawned', from: identityIdOf('bot'), to: child.id, scopes: ['orders:read'] }],
    });
    await put(workspace, [bot, ann]);
    const { identities } = workspace;
    expect([...identities.edges.resolve(identities, testNow).from]).toEqual([1]);
    await put(workspace, [child]);
    const { from, to, kind, owners } = identities.edges.resolve(identities, testNow);
    expect([[...from], [...to], [...kind]]).toEqual([
      [0, 1],
      [2, 0],
      [1, 0],
    ]);
    expect([[...owners.row], [...owners.human]]).toEqual([[0], [1]]);
    expect(identities.edges.actingFor(identities, 1, testNow)).toEqual([0]);
    expect(identities.columns.onBehalfId.at(0)).toBe(ann.id);
    await put(workspace, [{ ...bot, grants: [], delegations: [] }]);
    expect(identities.edges.resolve(identities, testNow).from).toHaveLength(0);
    expect(identities.edges.length).toBe(1);
    await workspace.close();
  });
});

describe('recovery', () => {
  it('takes over from a dead process, cuts what is torn, and records both', async () => {
    const { files, system, open } = fresh();
    const workspace = await open();
    await put(workspace, [anIdentity()]);
    const journal = bytesOf(files, 'journal.log') ?? new Uint8Array();
    files.put(`${folder}/journal.log`, Buffer.concat([journal, Buffer.from('{"hash":"12')]));
    const next = createTestSystem({ files, host: { pid: 4712, startOf: (pid) => (pid === 4712 ? '100' : null) } });
    const again = await openWorkspace(next, folder, options);
    expect(again.notices).toHaveLength(2);
    expect(again.journal.list(2, 9).map((record) => record.action)).toEqual([
      'workspace.recovered',
      'workspace.lock_taken_over',
    ]);
    expect(again.identities.length).toBe(1);
    await again.close();
    expect(system.log.lines).toEqual([]);
  });
});
