import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inventoryFilter } from '#shared/contract/values.ts';
import { startEngine, type TestEngine, temporaryFolder } from '#test/support/engine.ts';

const filter = inventoryFilter.parse({});
let folder: ReturnType<typeof temporaryFolder>;
let running: TestEngine;

beforeAll(async () => {
  folder = temporaryFolder();
  // Years later: the company must look the same.
  running = startEngine({ userData: folder.path, now: Date.UTC(2031, 5, 1) });
  await running.client.call('workspace.openDemo', {});
}, 30_000);
afterAll(async () => {
  await running.stop();
  folder.remove();
});

describe('the demo company', () => {
  it('is measured against its own day', async () => {
    const status = await running.client.view('workspace.status', {});
    expect(status.workspace).toMatchObject({ name: 'Northwind Loyalty', isDemo: true, asOf: status.now });
    expect(new Date(status.now).toISOString()).toBe('2026-03-14T12:04:00.000Z');
    expect(status.tenants).toHaveLength(4);
    expect(status.counts.findings.critical).toBeGreaterThan(0);
  });

  it('shows its worst agent with its reasons', async () => {
    const { client } = running;
    const found = await client.call('inventory.find', { text: 'shop-assist', limit: 5 });
    const [agent] = found.matches;
    expect(agent).toMatchObject({ name: 'shop-assist', kind: 'agent', tenant: 'keycloak-prod', score: 80 });
    const detail = await client.view('identities.detail', { id: agent?.id ?? '' });
    expect(detail?.score?.floors.map(({ id }) => id)).toContain('F7');
    expect(detail?.row.scopes).toEqual({ granted: 10, used: 4 });
    expect(detail?.scopes.filter(({ calls }) => calls > 0)).toHaveLength(4);
    expect(detail?.chains.length).toBeGreaterThan(0);
    const ids = (detail?.chains ?? []).flat().map(({ id }) => id);
    for (const id of ids) expect(detail?.names[id]?.name).toBeTruthy();
    expect(detail?.fixes.length).toBeGreaterThan(0);
    expect(detail?.history.at(-1)?.action).toBe('demo.filled');
  });

  it('names who stands in rows of the grid, in its order, however many', async () => {
    const { client } = running;
    const asked = { filter: { ...filter, text: 'kind:agent' }, sort: { by: 'score', descending: true } } as const;
    const grid = await client.view('inventory.grid', { ...asked, first: 3, count: 500 });
    const inGrid = grid.rows.map(({ id }) => id);
    expect((await client.call('inventory.ids', { ...asked, first: 3, count: 500 })).ids).toEqual(inGrid);
    const { ids } = await client.call('inventory.ids', { ...asked, first: 0, count: 1_000_000 });
    expect([ids.length, ids.slice(3)]).toEqual([grid.matched, inGrid]);
  });

  it('fills every view, and every mark opens what it counted', async () => {
    const { client } = running;
    const sort = { by: 'score', descending: true } as const;
    const privilege = await client.view('privilege.view', { filter });
    for (const { power, exposure, count } of privilege.scatter.slice(0, 40)) {
      const mark = { by: 'power_exposure', power, exposure } as const;
      const grid = await client.view('inventory.grid', { filter: { ...filter, mark }, sort, first: 0, count: 1 });
      expect(grid.matched).toBe(count);
    }
    const { cuts } = await client.view('inventory.cuts', {});
    for (const { id, count } of cuts) expect([id, count > 0]).toEqual([id, true]);
    const timeline = await client.view('timeline.view', { filter: { from: null, to: null } });
    expect(timeline.total).toBeGreaterThan(40_000);
    expect(timeline.marks.at.length).toBeLessThanOrEqual(20_000);
    const events = await client.view('timeline.events', {
      filter: { from: null, to: null, decisions: ['denied'] },
      first: 0,
      count: 5,
    });
    expect(events.total).toBe(timeline.denied);
    const findings = await client.view('findings.list', { first: 0, count: 100 });
    expect(findings.rows).toHaveLength(100);
    for (const { rule, count } of findings.rules) {
      const mark = { by: 'rule', rule } as const;
      const grid = await client.view('inventory.grid', { filter: { ...filter, mark }, sort, first: 0, count: 1 });
      expect([rule, grid.matched]).toEqual([rule, count]);
    }
  });

  it('comes back whole when it is reset', async () => {
    const { client } = running;
    const before = await client.view('privilege.view', { filter });
    await client.call('workspace.resetDemo', {});
    expect(await client.view('privilege.view', { filter })).toEqual(before);
  }, 30_000);
});
