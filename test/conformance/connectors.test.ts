// The law of every connector over every fault, and what is peculiar to each. Keycloak's is in test/peers: it is real there.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { oryHydra } from '#engine/connectors/ory-hydra/connector.ts';
import { undoParts } from '#engine/plans/undo-plan.ts';
import { connect } from '#test/support/connected.ts';
import { type Bench, conformance } from '#test/support/connector-conformance.ts';
import { type FakeHydra, startFakeHydra } from '#test/support/fake-hydra.ts';
import { type FaultyProxy, startFaultyProxy } from '#test/support/faulty-proxy.ts';

const specs = process.env['NHI_SPECS'] ?? join(import.meta.dirname, '../../../shared/specs');
const description = join(specs, 'hydra-openapi.json');

describe.skipIf(!existsSync(description))('Ory Hydra', () => {
  let hydra: FakeHydra;
  let proxy: FaultyProxy;
  let made = 0;

  beforeAll(async () => {
    hydra = await startFakeHydra(description);
    proxy = await startFaultyProxy(hydra.url);
  });
  afterAll(async () => {
    expect(hydra.violations).toEqual([]);
    await proxy.close();
    await hydra.close();
  });

  const make = async (more?: Readonly<Record<string, unknown>>): Promise<string> => {
    made += 1;
    hydra.make(`client-${made}`, more);
    return `client-${made}`;
  };
  const bench = (): Bench => ({
    proxy,
    secret: '',
    settings: (address) => ({ address, publicAddress: '' }),
    secrets: () =>
      [...hydra.clients.values()].flatMap(({ client_secret: one }) => (typeof one === 'string' ? [one] : [])),
    make: () => make({ client_secret: `canary-${made}` }),
    isDisabled: async (name) => JSON.stringify(hydra.clients.get(name)?.['grant_types']) === '[]',
    isChange: (method) => method === 'PATCH',
    isRead: (method, path) => method === 'GET' && path.startsWith('/admin/clients/'),
  });
  const here = () => connect(oryHydra, { address: proxy.url, publicAddress: '' }, '');

  conformance(oryHydra, bench, { lacksRenewal: true });

  it('reads all pages, once', async () => {
    for (let index = 0; index < 300; index += 1) await make();
    const connected = await here();
    const { identities } = await connected.sync();
    expect(new Set(identities.map(({ externalId }) => externalId)).size).toBe(hydra.clients.size);
    await connected.close();
  });

  it('rescopes, shortens and gives an owner, and takes each of them back', async () => {
    const name = await make({
      client_credentials_grant_access_token_lifespan: '1h0m0s',
      refresh_token_grant_id_token_lifespan: '2h0m0s',
    });
    const before = { ...hydra.clients.get(name) };
    const connected = await here();
    for (const [intent, parameters] of [
      ['rescope', { scopes: ['orders.read'] }],
      ['shorten', { seconds: 300 }],
      ['assign_owner', { owner: 'ana@acme.example' }],
    ] as const) {
      const { outcomes, plan, kept } = await connected.run(intent, (await connected.sync()).subject(name), parameters);
      expect(outcomes).toEqual(['verified']);
      const done = plan.steps.flatMap((step) => {
        const receipt = kept.receipts.get(step.id);
        return receipt === undefined ? [] : [{ step, receipt }];
      });
      const { proposed, refusals } = undoParts(plan, done, () => oryHydra);
      expect([proposed.length, refusals]).toEqual([1, []]);
    }
    expect(hydra.clients.get(name)).toMatchObject({
      scope: 'orders.read',
      owner: 'ana@acme.example',
      client_credentials_grant_access_token_lifespan: '300s',
      refresh_token_grant_id_token_lifespan: '2h0m0s',
    });
    expect(hydra.clients.get(name)?.['grant_types']).toEqual(before['grant_types']);
    await connected.close();
  });

  it('rotates with the new secret shown once', async () => {
    const name = await make();
    const connected = await here();
    expect((await connected.run('rotate', (await connected.sync()).subject(name))).outcomes).toEqual(['verified']);
    expect(connected.secrets.get(name)).toMatch(/^secret-/);
    await connected.close();
  });

  it('says of deleted tokens what it knows: that Hydra says so', async () => {
    const name = await make();
    const connected = await here();
    const { outcomes } = await connected.run('revoke', (await connected.sync()).subject(name));
    expect(outcomes).toEqual(['verified', 'claimed_not_verified']);
    expect(hydra.purged).toContain(name);
    await connected.close();
  });
});
