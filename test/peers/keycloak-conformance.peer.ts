import type KeycloakAdminClient from '@keycloak/keycloak-admin-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keycloak } from '#engine/connectors/keycloak/connector.ts';
import { connect } from '#test/support/connected.ts';
import { type Bench, conformance } from '#test/support/connector-conformance.ts';
import { keepsSecrets } from '#test/support/connector-secrets.ts';
import { type FaultyProxy, startFaultyProxy } from '#test/support/faulty-proxy.ts';
import { makeRealm, makeServiceAccount, workbench } from '#test/support/keycloak-realm.ts';
import { type KeycloakServer, keycloakHome, startKeycloak } from '#test/support/keycloak-server.ts';

describe.skipIf(keycloakHome === undefined)('Keycloak behind a network that misbehaves', () => {
  let server: KeycloakServer;
  let admin: KeycloakAdminClient;
  let proxy: FaultyProxy;
  let made = 0;

  beforeAll(async () => {
    server = await startKeycloak(keycloakHome ?? '');
    admin = await server.admin();
    await makeRealm(admin, 'acme', { events: false });
    proxy = await startFaultyProxy(server.url);
  });
  afterAll(async () => {
    await proxy?.close();
    await server?.stop();
  });

  const secrets = () => Array.from({ length: made }, (_, index) => `client-${index + 1}-secret`);
  const bench = (): Bench => ({
    proxy,
    secret: workbench.secret,
    secrets,
    settings: (address) => ({ address, realm: 'acme', clientId: workbench.clientId }),
    async make() {
      made += 1;
      // Long runs outlive the administrator's own token.
      admin = await server.admin('acme');
      await makeServiceAccount(admin, `client-${made}`);
      return `client-${made}`;
    },
    async isDisabled(name) {
      const [found] = await (await server.admin('acme')).clients.find({ clientId: name });
      return found?.enabled === false;
    },
    own: async () => workbench.clientId,
    isChange: (method, path) => method === 'PUT' && path.startsWith('/admin/realms/acme/clients/'),
    isRead: (method, path) => method === 'GET' && /^\/admin\/realms\/acme\/clients\/[^/?]+$/.test(path),
  });

  conformance(keycloak, bench);

  it('touches nothing that it stands on, whatever a plan that was made elsewhere calls it', async () => {
    const name = await bench().make();
    const settings = { address: server.url, realm: 'acme', clientId: workbench.clientId };
    const here = await connect(keycloak, settings, workbench.secret);
    const plan = await here.plan('disable', (await here.sync()).subject(name));
    const [own] = await admin.clients.find({ clientId: workbench.clientId });
    const account = await admin.clients.getServiceAccountUser({ id: own?.id ?? '' });
    const [management] = await admin.clients.find({ clientId: 'realm-management' });
    for (const object of [{ user: account.id ?? '' }, { client: management?.id ?? '' }, { client: own?.id ?? '' }]) {
      const steps = plan.steps.map((step) => ({
        ...step,
        operation: { ...step.operation, object: { ...step.operation.object, ...object } },
      }));
      const { receipts } = await here.runPlan({ ...plan, steps });
      expect([...receipts.values()]).toMatchObject([
        { outcome: 'refused', message: expect.stringContaining('lock itself out') },
      ]);
    }
    await here.close();
  });
  keepsSecrets(() => ({
    form: {
      connector: 'keycloak',
      settings: { address: proxy.url, realm: 'acme', clientId: workbench.clientId },
    },
    secret: () => workbench.secret,
    wrong: 'canary-of-another-secret',
    proxy,
    make: () => bench().make(),
    secrets,
    intents: ['rotate', 'disable', 'shorten', 'delete'],
  }));
});
