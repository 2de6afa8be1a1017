import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inventoryFilter } from '#shared/contract/values.ts';
import { startEngine, type TestEngine, temporaryFolder } from '#test/support/engine.ts';

let folder: ReturnType<typeof temporaryFolder>;
let ours: TestEngine;
const path = (): string => folder.join('Acme.nhi');
beforeEach(async () => {
  folder = temporaryFolder();
  ours = startEngine({ userData: folder.join('ours') });
  await ours.client.call('workspace.create', { path: path() });
});
afterEach(async () => {
  await ours.stop();
  folder.remove();
});

const agents = {
  over: 'inventory',
  filter: inventoryFilter.parse({ text: 'kind:agent score:>70', bands: ['high'] }),
  sort: { by: 'lifetime', descending: true },
} as const;
const names = async ({ client }: TestEngine): Promise<string[]> =>
  (await client.view('views.list', { over: 'inventory' })).views.map(({ name }) => name);

describe('saved views', () => {
  it('are in the journal: who opens the workspace next sees the same, also without its snapshot', async () => {
    const { id } = await ours.client.call('views.save', { name: ' Dangerous agents ', content: agents });
    await ours.client.call('views.save', {
      name: 'Denied',
      content: { over: 'timeline', filter: { from: null, to: null, text: 'decision:denied' } },
    });
    await ours.client.call('views.rename', { id, name: 'Agents to look at' });
    expect(await names(ours)).toEqual(['Agents to look at']);
    const { rows } = await ours.client.view('audit.list', { first: 0, count: 10 });
    expect(rows.map(({ action, human }) => [action, human]).slice(1)).toEqual([
      ['view.saved', 'tess'],
      ['view.saved', 'tess'],
      ['view.renamed', 'tess'],
    ]);
    await ours.client.call('workspace.close', {});
    const theirs = startEngine({ userData: folder.join('theirs') });
    try {
      await theirs.client.call('workspace.open', { path: path() });
      const { views } = await theirs.client.view('views.list', { over: 'inventory' });
      expect(views).toEqual([
        { id, name: 'Agents to look at', content: agents, by: 'tess', at: expect.any(Number), count: 0 },
      ]);
    } finally {
      await theirs.stop();
    }
  });

  it('are told to whoever watches, and what was removed can be saved again', async () => {
    const seen: string[][] = [];
    const reached = async (wanted: readonly string[]): Promise<void> => {
      const stop = ours.client.watch('views.list', { over: 'inventory' }, () => undefined);
      await expect.poll(() => seen.at(-1)).toEqual(wanted);
      stop();
    };
    const stop = ours.client.watch('views.list', { over: 'inventory' }, ({ views }) =>
      seen.push(views.map(({ name }) => name)),
    );
    await reached([]);
    const { id } = await ours.client.call('views.save', { name: 'Agents', content: agents });
    await reached(['Agents']);
    const removed = await ours.client.call('views.remove', { id });
    await reached([]);
    await ours.client.call('views.save', removed);
    await reached(['Agents']);
    stop();
  });

  it('refuse a name that is taken, a query that is none, and a view that is gone', async () => {
    const { id } = await ours.client.call('views.save', { name: 'Agents', content: agents });
    const refusal = (call: Promise<unknown>): Promise<unknown> =>
      call.then(
        () => 'done',
        (error) => `${error.code} ${error.message}`,
      );
    expect(await refusal(ours.client.call('views.save', { name: 'AGENTS', content: agents }))).toBe(
      'input.invalid There is a view “AGENTS” already.',
    );
    const wrong = { ...agents, filter: { ...agents.filter, text: 'kind:' } };
    expect(await refusal(ours.client.call('views.save', { name: 'Wrong', content: wrong }))).toBe(
      'input.invalid “kind:” has no value here.',
    );
    expect(await refusal(ours.client.call('views.save', { name: '  ', content: agents }))).toContain('input.invalid');
    await ours.client.call('views.remove', { id });
    expect(await refusal(ours.client.call('views.rename', { id, name: 'New' }))).toBe(
      'record.absent This view is not there any more.',
    );
    expect(await names(ours)).toEqual([]);
  });

  it('answer a live view of a wrong query with where it is wrong, and the next that is right with rows', async () => {
    const params = { sort: { by: 'score', descending: true }, first: 0, count: 10 } as const;
    await expect(ours.client.view('inventory.grid', { ...params, filter: { text: 'score:x' } })).rejects.toMatchObject({
      code: 'input.invalid',
      details: { query: 'score:x', at: 6, end: 7 },
    });
    await expect(
      ours.client.view('inventory.grid', { ...params, filter: { text: 'score:>1' } }),
    ).resolves.toMatchObject({ matched: 0 });
    const { fields } = await ours.client.call('queries.fields', { over: 'findings' });
    expect(fields.map(({ name }) => name)).toContain('severity');
    const { items } = await ours.client.call('queries.complete', { over: 'timeline', text: 'dec', position: 3 });
    expect(items[0]).toMatchObject({ text: 'decision:', goesOn: true });
  });
});
