// No connector says or keeps a secret. Keycloak's is in test/peers: it is real there.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectors } from '#engine/connectors/index.ts';
import { keepsSecrets, type SecretsBench } from '#test/support/connector-secrets.ts';
import type { TestEngine } from '#test/support/engine.ts';
import { startFakeCognito } from '#test/support/fake-cognito.ts';
import { startFakeHydra } from '#test/support/fake-hydra.ts';
import { startFakeOAuth } from '#test/support/fake-oauth.ts';
import { startFaultyProxy } from '#test/support/faulty-proxy.ts';

const specs = process.env['NHI_SPECS'] ?? join(import.meta.dirname, '../../../shared/specs');
const secretsIn = (values: Iterable<unknown>): string[] =>
  [...values].filter((value): value is string => typeof value === 'string');

interface Backend {
  readonly bench: SecretsBench;
  close(): Promise<void>;
}

const backends: Readonly<Record<string, { readonly spec?: string; start(spec: string): Promise<Backend> }>> = {
  oauth: {
    async start() {
      const fake = await startFakeOAuth();
      const proxy = await startFaultyProxy(fake.url);
      fake.issuer = proxy.url;
      fake.rotates = { token: true, secret: true };
      let made = 0;
      const bench: SecretsBench = {
        form: { connector: 'oauth', settings: { issuer: proxy.url, clientId: 'workbench' } },
        secret: () => fake.credentials(),
        wrong: '{"client_secret": "canary-of-a-torn-document"',
        proxy,
        async make() {
          made += 1;
          fake.make(`client-${made}`);
          return `client-${made}`;
        },
        secrets: () => fake.secrets,
        intents: ['rotate', 'disable', 'delete'],
      };
      return { bench, close: async () => void (await Promise.all([proxy.close(), fake.close()])) };
    },
  },
  cognito: {
    spec: 'aws-cognito-idp-2016-04-18.min.json',
    async start(spec) {
      const fake = await startFakeCognito(spec);
      const proxy = await startFaultyProxy(fake.url);
      fake.hosts.add(new URL(proxy.url).host);
      const { accessKeyId, secretAccessKey, sessionToken } = fake.keys;
      let made = 0;
      const bench: SecretsBench = {
        form: {
          connector: 'cognito',
          settings: { address: proxy.url, userPoolId: fake.poolId, region: 'eu-central-1' },
        },
        secret: () => `${accessKeyId} ${secretAccessKey} ${sessionToken}`,
        wrong: `${accessKeyId} canary-of-another-key ${sessionToken}`,
        proxy,
        async make() {
          made += 1;
          fake.make(`client-${made}`);
          return `client-${made}`;
        },
        secrets: () => [
          secretAccessKey,
          sessionToken,
          ...secretsIn([...fake.clients.values()].map((client) => client['ClientSecret'])),
        ],
        intents: ['rotate', 'disable', 'shorten', 'delete'],
      };
      return { bench, close: async () => void (await Promise.all([proxy.close(), fake.close()])) };
    },
  },
  'ory-hydra': {
    spec: 'hydra-openapi.json',
    async start(spec) {
      const fake = await startFakeHydra(spec);
      const proxy = await startFaultyProxy(fake.url);
      let made = 0;
      const bench: SecretsBench = {
        form: { connector: 'ory-hydra', settings: { address: proxy.url } },
        secret: () => '',
        wrong: '',
        proxy,
        async make() {
          made += 1;
          fake.make(`client-${made}`, { client_secret: `canary-client-${made}` });
          return `client-${made}`;
        },
        secrets: () => secretsIn([...fake.clients.values()].map((client) => client['client_secret'])),
        intents: ['rotate', 'disable', 'delete'],
      };
      return { bench, close: async () => void (await Promise.all([proxy.close(), fake.close()])) };
    },
  },
  'local-issuer': {
    async start() {
      let made = 0;
      const bench: SecretsBench = {
        form: { connector: 'local-issuer', settings: {} },
        secret: () => '',
        wrong: '',
        proxy: null,
        async make({ client }: TestEngine) {
          made += 1;
          const name = `client-${made}`;
          await client.call('issuer.createClient', { name, kind: 'service_account', scopes: ['a.read'] });
          return name;
        },
        secrets: () => [],
        intents: ['rotate', 'disable', 'delete'],
      };
      return { bench, close: () => Promise.resolve() };
    },
  },
};

it('is asked of every connector', () => {
  const asked = [...Object.keys(backends), 'keycloak'];
  expect(asked.sort()).toEqual([...connectors.map(({ id }) => id), 'local-issuer'].sort());
});

for (const [id, { spec, start }] of Object.entries(backends)) {
  const description = join(specs, spec ?? '');
  describe.skipIf(spec !== undefined && !existsSync(description))(id, () => {
    let backend: Backend;
    beforeAll(async () => {
      backend = await start(description);
    });
    afterAll(() => backend?.close());
    keepsSecrets(() => backend.bench);
  });
}
