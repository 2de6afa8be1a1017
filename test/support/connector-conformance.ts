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
  /** Every secret that the backend holds or ever showed. */
  secrets(): Iterable<string>;
  /** Makes a client that can be disabled; its name in the inventory. */
  make(): Promise<string>;
  /** Asked beside the proxy: may it get tokens? */
  isDisabled(name: string): Promise<boolean>;
  /** Makes the client that the session works as one like the others; its name. Absent: it works as none of this backend. */
  own?(): Promise<string>;
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
  { faults: ['silent'], outcome: 'verified', done: true },
  { faults: ['slow'], outcome: 'verified', done: true },
  { faults: ['conflict'], outcome: 'claimed_not_verified', done: false },
  { faults: ['busy', 'busy', 'busy', 'busy', 'busy'], outcome: 'not_attempted', done: false },
];
/** Long enough for a Java server on a machine that others use as well. */
const limits = { headerMs: 5_000, idleMs: 3_000 };
/** A minute of reading back passes in three seconds. */
const haste = 20;

interface Peculiar {
  /** The backend has no tokens of ours to renew, so a 401 is its last word. */
  readonly lacksRenewal?: boolean;
  /** What a 409 says of a change that was not so before (CONNECTORS rule 10). */
  readonly conflict?: 'claimed_not_verified' | 'refused';
}

export function conformance(
  connector: Connector,
  bench: () => Bench,
  { lacksRenewal = false, conflict = 'claimed_not_verified' }: Peculiar = {},
): void {
  const never = new AbortController().signal;
  const connected = async (options: Parameters<typeof connect>[3] = {}): Promise<Connected> => {
    const { proxy, settings, secret } = bench();
    return connect(connector, settings(proxy.url), secret, options);
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
    const here = await connected({ limits, haste });
    try {
      const subject = (await here.sync()).subject(name);
      proxy.concerns(isChange);
      proxy.faults.push(...faults);
      const { outcomes: ended, plan, kept } = await here.run('disable', subject);
      const isLastWord = lacksRenewal && faults[0] === 'refused_token';
      const expected = isLastWord ? 'refused' : faults[0] === 'conflict' ? conflict : outcome;
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

  it('waits for a backend that is consistent only in the end', async () => {
    const { proxy, make, isRead, isChange, isDisabled } = bench();
    const name = await make();
    const here = await connected({ haste });
    const subject = (await here.sync()).subject(name);
    const before = proxy.passed.length;
    const isChanged = (): boolean =>
      proxy.passed.slice(before).some((line) => isChange(line.split(' ')[0] ?? '', line.split(' ')[1] ?? ''));
    proxy.concerns((method, path) => isRead(method, path) && isChanged());
    proxy.faults.push('stale', 'stale', 'stale');
    expect((await here.run('disable', subject)).outcomes).toEqual(['verified']);
    expect([proxy.faults.length, await isDisabled(name)]).toEqual([0, true]);
    proxy.concerns(() => false);
    await here.close();
  });

  it('killed before or after a change, it goes on by reading, and does nothing twice', async () => {
    const { proxy, make, isChange, isDisabled } = bench();
    const [early, late] = [await make(), await make()];
    const here = await connected();
    const synced = await here.sync();
    for (const name of [early, late]) {
      const plan = await here.plan('disable', synced.subject(name));
      const [step] = plan.steps;
      if (step === undefined) throw new Error('the plan has a step');
      const seen = await here.session.observe(step.operation, [], never);
      if (name === late) expect(await here.session.execute(step.operation, seen, [], never)).toEqual({ kind: 'done' });
      const before = proxy.passed.length;
      const { receipts } = await here.runPlan(plan, { begun: true });
      const sent = proxy.passed.slice(before).map((line) => line.split(' '));
      const changes = sent.filter(([method = '', path = '']) => isChange(method, path)).length;
      expect([...receipts.values()].map(({ outcome }) => outcome)).toEqual(['verified']);
      expect([changes, await isDisabled(name)]).toEqual([name === late ? 0 : 1, true]);
    }
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
    // One that breaks off, or is told to come later, is nothing that an analyst should hear of.
    for (const fault of ['reset_before', 'cut_off', 'busy', 'unavailable'] as const) {
      proxy.concerns(isListing);
      proxy.faults.push(fault);
      expect((await here.sync()).subject(name).identity.status).toBe('active');
      expect(proxy.faults).toEqual([]);
    }
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

  it('does not saw off the branch that it sits on, or says why there is none', async () => {
    const { proxy, make, own, settings, isChange } = bench();
    const [name, ownName] = [await make(), await own?.()];
    const here = await connected();
    const access = connector.ownAccess(settings(proxy.url), await here.session.test(never));
    const selves = await here.session.self(never);
    if (ownName === undefined) {
      const isOfThisBackend = 'externalId' in access && !access.elsewhere;
      expect([isOfThisBackend, 'unknown' in access ? access.unknown : access.externalId]).not.toContain('');
      expect(isOfThisBackend).toBe(false);
      await here.close();
      return;
    }
    const synced = await here.sync();
    expect(access).toEqual({ externalId: ownName, elsewhere: false });
    for (const intent of ['disable', 'revoke', 'delete'] as const)
      await expect(here.run(intent, synced.subject(ownName))).rejects.toThrow('lock itself out');
    // A plan that was made elsewhere knows nothing of whom we work as.
    const plan = await here.plan('disable', synced.subject(name));
    const steps = plan.steps.map((step) => ({
      ...step,
      operation: { ...step.operation, object: { ...step.operation.object, client: selves.at(-1) ?? '' } },
    }));
    const before = proxy.passed.length;
    const { receipts } = await here.runPlan({ ...plan, steps });
    expect([...receipts.values()]).toMatchObject([
      { outcome: 'refused', message: expect.stringContaining('lock itself out') },
    ]);
    const sent = proxy.passed.slice(before).map((line) => line.split(' '));
    expect(sent.some(([method = '', path = '']) => isChange(method, path))).toBe(false);
    await here.close();
  });

  it('shows no secret in anything that it fetches, plans, does and says', async () => {
    const { make, secret, secrets } = bench();
    const name = await make();
    const here = await connected();
    const synced = await here.sync();
    const { kept, plan } = await here.run('disable', synced.subject(name));
    const receipts = [...kept.receipts.values()];
    const said = JSON.stringify([[...synced.texts], plan, receipts, await here.session.test(never)]);
    const all = [secret, ...secrets()].filter((each) => each !== '');
    expect(all).not.toEqual([]);
    expect(all.filter((each) => said.includes(each))).toEqual([]);
    await here.close();
  });
}
