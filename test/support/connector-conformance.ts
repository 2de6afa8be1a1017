// The law of every connector, whatever its backend and the network do.
import { expect, it } from 'vitest';
import type { Connector } from '#engine/connectors/connector.ts';
import { intents } from '#shared/model/finding.ts';
import type { outcomes } from '#shared/model/plan.ts';
import { type Connected, connect } from './connected.ts';
import type { FaultyProxy, HttpFault } from './faulty-proxy.ts';

export interface Bench {
  readonly proxy: FaultyProxy;
  readonly secret: string;
  settings(address: string): Record<string, string>;
  /** Makes a client that can be disabled; its name in the inventory. */
  make(): Promise<string>;
  /** Asked beside the proxy: may it get tokens? */
  isDisabled(name: string): Promise<boolean>;
  /** The requests that make the change of `disable`. */
  isChange(method: string, path: string): boolean;
  /** The requests that read what `disable` acts on. */
  isRead(method: string, path: string): boolean;
  /** The requests that a sync is made of; every GET, where the backend has such. */
  isListing?(method: string, path: string): boolean;
}

/** Outcome of a disable whose change meets these faults, and whether the backend really did it. */
interface Case {
  readonly faults: readonly HttpFault[];
  readonly outcome: (typeof outcomes)[number];
  readonly done: boolean;
}

const cases: readonly Case[] = [
  { faults: [], outcome: 'verified', done: true },
  { faults: ['refused_token'], outcome: 'verified', done: true },
  { faults: ['forbidden'], outcome: 'refused', done: false },
  { faults: ['busy'], outcome: 'verified', done: true },
  { faults: ['busy_for_a_date'], outcome: 'verified', done: true },
  { faults: ['unavailable', 'unavailable'], outcome: 'verified', done: true },
  { faults: ['broken'], outcome: 'verified', done: true },
  { faults: ['reset_before'], outcome: 'verified', done: true },
  { faults: ['lost_after'], outcome: 'verified', done: true },
  { faults: ['cut_off'], outcome: 'verified', done: true },
  { faults: ['twice'], outcome: 'verified', done: true },
  { faults: ['other_host'], outcome: 'verified', done: true },
  { faults: ['busy', 'busy', 'busy', 'busy', 'busy'], outcome: 'not_attempted', done: false },
];

/** `lacksRenewal`: the backend has no tokens of ours to renew, so a 401 is its last word. */
export function conformance(connector: Connector, bench: () => Bench, { lacksRenewal = false } = {}): void {
  const never = new AbortController().signal;
  const connected = async (): Promise<Connected> => {
    const { proxy, settings, secret } = bench();
    return connect(connector, settings(proxy.url), secret);
  };

  it('says of every verb what it does, and of none what it is not', () => {
    const known = connector.capabilities(null);
    expect(known.map(({ intent }) => intent).sort()).toEqual([...intents].sort());
    for (const { how, available, why } of known) {
      expect(how).not.toBe('');
      expect(available).toBe(why === '');
    }
  });

  it.each(cases)('a change that meets $faults ends in $outcome', async ({ faults, outcome, done }) => {
    const { proxy, make, isChange, isDisabled } = bench();
    const name = await make();
    const here = await connected();
    try {
      const subject = (await here.sync()).subject(name);
      proxy.concerns(isChange);
      proxy.faults.push(...faults);
      const { outcomes: ended, plan, kept } = await here.run('disable', subject);
      const expected = lacksRenewal && faults[0] === 'refused_token' ? 'refused' : outcome;
      const isDone = expected === 'refused' ? false : done;
      expect(ended).toEqual([expected]);
      expect(kept.receipts.size).toBe(plan.steps.length);
      expect(await isDisabled(name)).toBe(isDone);
      expect(proxy.strayed).toBe(0);
    } finally {
      proxy.faults.length = 0;
      proxy.concerns(() => false);
      await here.close();
    }
  });

  it('sends nothing when it cannot read what it would change', async () => {
    const { proxy, make, isRead, isChange, isDisabled } = bench();
    const name = await make();
    const here = await connected();
    const subject = (await here.sync()).subject(name);
    for (const fault of ['malformed', 'html', 'endless', 'reset_before'] as const) {
      proxy.concerns(isRead);
      const before = proxy.passed.length;
      proxy.faults.push(...Array.from({ length: 12 }, () => fault));
      const { outcomes: ended } = await here.run('disable', subject);
      expect(ended).toEqual(['pending']);
      expect(
        proxy.passed.slice(before).some((line) => isChange(line.split(' ')[0] ?? '', line.split(' ')[1] ?? '')),
      ).toBe(false);
      proxy.faults.length = 0;
    }
    proxy.concerns(() => false);
    expect(await isDisabled(name)).toBe(false);
    await here.close();
  });

  it('tells what is already so, and what changed since', async () => {
    const { make } = bench();
    const [name, other] = [await make(), await make()];
    const here = await connected();
    const synced = await here.sync();
    expect((await here.run('disable', synced.subject(name))).outcomes).toEqual(['verified']);
    expect((await here.run('disable', synced.subject(name))).outcomes).toEqual(['already_absent']);
    expect(new Set((await here.run('delete', synced.subject(other))).outcomes)).toEqual(new Set(['verified']));
    expect(new Set((await here.run('delete', synced.subject(other))).outcomes)).toEqual(new Set(['already_absent']));
    await here.close();
  });

  it('reads in pages, and fails whole rather than half', async () => {
    const { proxy, make, settings, secret, isListing = (method) => method === 'GET' } = bench();
    const name = await make();
    const here = await connected();
    expect((await here.sync()).subject(name).identity.status).toBe('active');
    for (const fault of ['malformed', 'html', 'cut_off', 'other_host', 'forbidden'] as const) {
      proxy.concerns(isListing);
      proxy.faults.push(...Array.from({ length: 40 }, () => fault));
      await expect(here.sync()).rejects.toThrow();
      proxy.faults.length = 0;
    }
    proxy.concerns(() => false);
    await here.close();
    const elsewhere = await connect(connector, settings('http://127.0.0.1:9'), secret);
    const test = await elsewhere.session.test(never);
    expect(test.ok).toBe(false);
    expect(test.steps.at(-1)?.message).not.toBe('');
    await elsewhere.close();
  });

  it('shows no secret of ours in anything that it says', async () => {
    const { make, secret } = bench();
    const name = await make();
    const here = await connected();
    const { kept, plan } = await here.run('disable', (await here.sync()).subject(name));
    const said = JSON.stringify([plan, [...kept.receipts.values()], await here.session.test(never)]);
    if (secret !== '') expect(said).not.toContain(secret);
    await here.close();
  });
}
