import { describe, expect, it } from 'vitest';
import { createTestSystem } from '#test/support/test-system.ts';
import { openSpool } from './spool.ts';

const page = (text: string, next: string | null, part = 'realm.json') => ({ part, text, next, done: 1, total: null });

describe('openSpool', () => {
  it('keeps whole pages, and goes on behind them', async () => {
    const system = createTestSystem();
    const first = await openSpool(system, '/w', 'ten_a');
    expect(first.standing).toBeNull();
    await first.begin();
    await first.add(page('[1', 'a'));
    const second = await openSpool(system, '/w', 'ten_a');
    expect(second.standing).toMatchObject({ next: 'a', pages: 1 });
    await second.add(page(',2]', 'b'));
    await second.add(page('[]', null, 'events.json'));
    expect(second.files).toEqual(['/w/sync/ten_a/realm.json', '/w/sync/ten_a/events.json']);
    expect(Buffer.from(system.files.readSync('/w/sync/ten_a/realm.json')).toString()).toBe('[1,2]');
  });

  it('cuts off what a page left behind that was never finished', async () => {
    const system = createTestSystem();
    const spool = await openSpool(system, '/w', 'ten_a');
    await spool.begin();
    await spool.add(page('[1', 'a'));
    const handle = await system.files.open('/w/sync/ten_a/realm.json', 'append');
    await handle.append(new TextEncoder().encode(',half'));
    await handle.close();
    await (await openSpool(system, '/w', 'ten_a')).add(page(',2]', null));
    expect(Buffer.from(system.files.readSync('/w/sync/ten_a/realm.json')).toString()).toBe('[1,2]');
  });

  it('begins anew after an hour: its halves would be of two times', async () => {
    const system = createTestSystem();
    const spool = await openSpool(system, '/w', 'ten_a');
    await spool.begin();
    await spool.add(page('[1', 'a'));
    system.clock.advance(61 * 60_000);
    expect((await openSpool(system, '/w', 'ten_a')).standing).toBeNull();
  });

  it('leaves nothing behind, and no empty part to import', async () => {
    const system = createTestSystem();
    const spool = await openSpool(system, '/w', 'ten_a');
    await spool.begin();
    await spool.add(page('', null, 'events.json'));
    expect(spool.files).toEqual([]);
    await spool.remove();
    expect(system.files.list('/w/sync/ten_a')).toEqual([]);
  });
});
