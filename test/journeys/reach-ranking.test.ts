// Everybody's blast radius: the same as one by one, cancelled between slices, and headless.
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CallOutput } from '#shared/contract/contract.ts';
import { startEngine, type TestEngine, temporaryFolder } from '#test/support/engine.ts';

let folder: ReturnType<typeof temporaryFolder>;
let running: TestEngine;

beforeAll(async () => {
  folder = temporaryFolder();
  running = startEngine({ userData: folder.join('user') });
  await running.client.call('workspace.openDemo', {});
});
afterAll(async () => {
  await running.stop();
  folder.remove();
});

const without = { kinds: [], identities: [] };

describe('ranking by blast radius', () => {
  it('can be cancelled while nothing is worked out yet', async () => {
    const stop = new AbortController();
    stop.abort();
    const refused = running.client.call('reach.ranking', { count: 1 }, { signal: stop.signal });
    await expect(refused).rejects.toMatchObject({ code: 'import.cancelled' });
  });

  it('counts of each what its own blast radius counts, and puts those that reach most first', async () => {
    const { rows, total, inventory } = await running.client.call('reach.ranking', {});
    expect(total).toBeGreaterThan(20);
    expect(inventory).toBeGreaterThan(total);
    const weights = rows.map(({ weight }) => weight);
    expect(weights).toEqual([...weights].sort((a, b) => b - a));
    for (const { identity, identities, weight } of rows.slice(0, 12)) {
      const alone = await running.client.view('reach.view', { identity: identity.id, hops: null, without });
      expect(alone?.before).toMatchObject({ identities });
      expect((alone?.before.customers ?? 0) + (alone?.before.resources ?? 0)).toBe(weight);
    }
  });

  it('leaves out whom nobody can steal: humans, and what is disabled', async () => {
    const { rows } = await running.client.call('reach.ranking', {});
    expect(rows.filter(({ identity }) => identity.kind === 'human' || identity.status !== 'active')).toEqual([]);
  });

  it('says the same headless', async () => {
    const { rows } = await running.client.call('reach.ranking', { count: 5 });
    const { workspace } = running.engine.session.mustBeOpen();
    const nhi = resolve(import.meta.dirname, '../../electron/engine/cli/nhi.ts');
    const { stdout, status } = spawnSync(
      process.execPath,
      [nhi, 'reach', 'rank', '--count', '5', '--json', '--workspace', workspace.path],
      { encoding: 'utf8' },
    );
    expect(status).toBe(0);
    const headless = JSON.parse(stdout) as CallOutput<'reach.ranking'>;
    const brief = (list: typeof rows) =>
      list.map(({ identity, identities, weight }) => [identity.id, identities, weight]);
    expect(brief(headless.rows)).toEqual(brief(rows));
  });
});
