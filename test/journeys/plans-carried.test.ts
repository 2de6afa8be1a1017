// A plan comes as a file from somebody whose key says who it is, and nothing of what it is worth.
import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PlanDocument, signedText } from '#engine/plans/documents.ts';
import { digestOf } from '#engine/plans/make-plan.ts';
import type { Plan } from '#shared/model/plan.ts';
import { startEngine, type TestEngine, temporaryFolder } from '#test/support/engine.ts';

describe('a carried plan', () => {
  const folder = temporaryFolder();
  let maker: TestEngine;
  let taker: TestEngine;
  let made: PlanDocument;

  beforeAll(async () => {
    maker = startEngine({ userData: folder.join('maker') });
    taker = startEngine({ userData: folder.join('taker') });
    await maker.client.call('workspace.create', { path: folder.join('Maker.nhi') });
    await taker.client.call('workspace.create', { path: folder.join('Taker.nhi') });
    await maker.client.call('issuer.createClient', { name: 'orders', kind: 'service_account', scopes: ['a.read'] });
    await maker.client.call('tenants.add', {
      connector: 'local-issuer',
      name: 'Local issuer',
      settings: {},
      addresses: 'loopback',
      keeping: 'run',
      secret: null,
    });
    const path = folder.join('made.json');
    const { plan } = await maker.client.call('plans.create', {
      intent: 'shorten',
      targets: [{ identity: await idOf('orders'), part: 'identity' }],
      parameters: { seconds: 60 },
    });
    await maker.client.call('plans.export', { plan, what: 'plan', path });
    made = JSON.parse(readFileSync(path, 'utf8')) as PlanDocument; // Just written by the engine.
  });
  afterAll(async () => {
    await maker.stop();
    await taker.stop();
    folder.remove();
  });

  async function idOf(name: string): Promise<string> {
    for (;;) {
      const { rows } = await maker.client.view('inventory.grid', {
        filter: { text: name },
        first: 0,
        count: 5,
        sort: { by: 'name', descending: false },
      });
      const found = rows.find((row) => row.name === name)?.id;
      if (found !== undefined) return found;
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  /** As somebody would write it who has a key, and whatever they like in mind. */
  function forged(change: (step: Record<string, unknown>) => object, name: string): string {
    const { keys, hash } = taker.system;
    const { publicKey, privateKey } = keys.createPair();
    const steps = made.plan.steps.map((step) => ({ ...change({ ...step }) })) as unknown as Plan['steps'];
    const plan = { ...made.plan, steps };
    const document = { ...made, publicKey, plan: { ...plan, digest: digestOf(plan, hash.sha256) } };
    const path = folder.join(`${name}.json`);
    writeFileSync(path, JSON.stringify({ ...document, signature: keys.sign(privateKey, signedText(document)) }));
    return path;
  }

  it.each<[string, (step: Record<string, unknown>) => object, string]>([
    ['without an operation', ({ operation: _gone, ...step }) => step, 'steps.0.operation'],
    ['with an effect that nobody knows', (step) => ({ ...step, effect: {} }), 'steps.0.effect'],
    ['that waits for itself', (step) => ({ ...step, waitsFor: [step['id']] }), 'does not come before it'],
    ['that waits for a stranger', (step) => ({ ...step, waitsFor: ['s999'] }), 'does not come before it'],
    ['that shows another before than it expects', (step) => ({ ...step, before: null }), 'shows as before'],
  ])('is not taken with a step %s, however well it is signed', async (name, change, words) => {
    const path = forged(change, name);
    await expect(taker.client.call('plans.importSigned', { path })).rejects.toMatchObject({
      code: 'input.invalid',
      message: expect.stringContaining(words),
    });
    expect((await taker.client.view('plans.list', {})).plans).toEqual([]);
  });

  it('is confirmed by what it does here, whatever it says of its own danger', async () => {
    const path = forged((step) => step, 'harmless');
    const { plan, signedBy } = await taker.client.call('plans.importSigned', { path });
    expect(signedBy).toBe(made.workspace);
    const { plan: detail } = await taker.client.view('plans.detail', { plan });
    expect(detail?.danger).toMatchObject({ irreversible: 0, targets: 1, asksMain: true, isForeign: true });
    expect(detail?.danger.mustType).not.toBeNull();
    const digest = detail?.digest ?? '';
    await expect(taker.client.call('plans.approve', { plan, digest, typed: null })).rejects.toMatchObject({
      code: 'plan.not_confirmed',
    });
    await taker.client.call('plans.approve', { plan, digest, typed: detail?.danger.mustType ?? null });
    // Of its own plans a workspace knows what they are.
    const { plans } = await maker.client.view('plans.list', {});
    const own = await maker.client.view('plans.detail', { plan: plans[0]?.id ?? '' });
    expect(own.plan?.danger).toMatchObject({ mustType: null, asksMain: false });
  });
});
