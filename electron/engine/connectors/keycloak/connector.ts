import { z } from 'zod';
import { BackendRefused, type Connector, type Session, type SessionPorts } from '#engine/connectors/connector.ts';
import { KeycloakAdmin, type KeycloakSettings } from './admin.ts';
import { capabilities, needs } from './capabilities.ts';
import { compensate } from './compensate.ts';
import { discover } from './discover.ts';
import { operationKinds } from './operations.ts';
import { type Canary, mintCanary, probe } from './probes.ts';
import { propose } from './propose.ts';
import { selfOf } from './self.ts';
import { realm } from './shapes.ts';
import { testConnection } from './test-connection.ts';

const settings = z.object({
  address: z
    .url({ protocol: /^https?$/ })
    .max(2048)
    .transform((text) => text.replace(/\/+$/, '')),
  realm: z.string().min(1).max(255),
  clientId: z.string().min(1).max(255),
  authRealm: z.string().max(255).default(''),
});

/** Operations after which a token from before is worth trying. */
const probed = new Set(['client.enabled', 'client.not_before', 'client.exists']);

function open(ports: SessionPorts): Session {
  const given = settings.parse(ports.settings);
  const admin = new KeycloakAdmin(
    { ...given, authRealm: given.authRealm || given.realm } satisfies KeycloakSettings,
    ports,
  );
  const canaries = new Map<string, Canary | null>();
  const kindOf = (name: string) => {
    const kind = operationKinds[name];
    if (kind === undefined) throw new Error(`Keycloak's connector knows no operation ${name}`);
    return kind;
  };
  return {
    test: (signal) => testConnection(admin, signal),
    async identify(signal) {
      const found = await admin.get('', realm, signal);
      if (found === null) throw new BackendRefused(404, `there is no realm ${given.realm}`);
      return { id: found.id, name: found.realm };
    },
    discover: (from, signal) => discover(admin, from, signal),
    async observe(operation, exchanges, signal) {
      return { state: await kindOf(operation.name).observe({ admin, operation, exchanges, signal }), version: '' };
    },
    async execute(operation, seen, exchanges, signal) {
      const key = JSON.stringify(operation.object);
      if (probed.has(operation.name) && !canaries.has(key))
        canaries.set(key, await mintCanary(admin, operation, signal));
      return kindOf(operation.name).execute({ admin, operation, exchanges, signal }, seen);
    },
    async probe(operation, changedAt, signal) {
      if (!probed.has(operation.name) || operation.parameters['enabled'] === true) return [];
      return probe(admin, operation, canaries.get(JSON.stringify(operation.object)) ?? null, changedAt, signal);
    },
    self: (signal) => selfOf(admin, signal),
    close: () => Promise.resolve(canaries.clear()),
  };
}

/** Keycloak 26 by its Admin REST API. */
export const keycloak: Connector = {
  id: 'keycloak',
  vendor: 'keycloak',
  label: 'Keycloak',
  fields: [
    {
      name: 'address',
      label: 'Address',
      placeholder: 'https://id.example.com',
      hint: 'Without /admin; older servers end in /auth.',
      required: true,
    },
    { name: 'realm', label: 'Realm', placeholder: 'acme', hint: 'The realm that is looked after.', required: true },
    {
      name: 'clientId',
      label: 'Admin client',
      placeholder: 'nhi-workbench',
      hint: 'A confidential client with a service account.',
      required: true,
    },
    {
      name: 'authRealm',
      label: 'Realm of the admin client',
      placeholder: '',
      hint: 'Empty: the same realm.',
      required: false,
    },
  ],
  secretLabel: 'Client secret',
  settings,
  needs,
  capabilities,
  signsOut: false,
  ownAccess: ({ clientId = '', realm = '', authRealm = '' }) =>
    authRealm === '' || authRealm === realm
      ? { externalId: clientId, elsewhere: false }
      : {
          unknown: `It is ${clientId} of the realm ${authRealm}, which is another tenant: connect that realm to see it.`,
        },
  propose,
  compensate,
  open,
};
