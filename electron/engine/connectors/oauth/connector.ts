import { z } from 'zod';
import { BackendRefused, type Connector, type Session, type SessionPorts } from '#engine/connectors/connector.ts';
import { capabilities, needs } from './capabilities.ts';
import { discover } from './discover.ts';
import { operationKinds } from './operations.ts';
import { type Canary, mintCanary, probe } from './probes.ts';
import { compensate, propose } from './propose.ts';
import { OAuthServer } from './server.ts';
import { testConnection } from './test-connection.ts';

/** RFC 8414 §2: neither query nor fragment. Compared as it stands, so nothing is normalised. */
const settings = z.object({
  issuer: z
    .url({ protocol: /^https?$/ })
    .max(2048)
    .refine((text) => !/[?#]/.test(text), 'an issuer has neither query nor fragment'),
  clientId: z.string().max(2048).default(''),
});

function open(ports: SessionPorts): Session {
  const server = new OAuthServer(settings.parse(ports.settings), ports);
  const canaries = new Map<string, Canary | null>();
  const kindOf = (name: string) => {
    const kind = operationKinds[name];
    if (kind === undefined) throw new BackendRefused(0, `generic OAuth knows no operation ${name}.`);
    return kind;
  };
  return {
    test: (signal) => testConnection(server, signal),
    async identify(signal) {
      const { issuer } = await server.metadata(signal);
      server.credentials();
      return { id: issuer, name: new URL(issuer).host };
    },
    discover: (from, signal) => discover(server, from, signal),
    async observe(operation, exchanges, signal) {
      const state = await kindOf(operation.name).observe({ server, operation, exchanges, signal });
      return { state, version: '' };
    },
    async execute(operation, { state }, exchanges, signal) {
      const key = JSON.stringify(operation);
      if (!canaries.has(key)) canaries.set(key, await mintCanary(server, operation, signal));
      return kindOf(operation.name).execute({ server, operation, exchanges, signal }, state);
    },
    probe: (operation, changedAt, signal) =>
      probe(server, operation, canaries.get(JSON.stringify(operation)) ?? null, changedAt, signal),
    self: () => Promise.resolve(server.settings.clientId === '' ? [] : [server.settings.clientId]),
    close: () => Promise.resolve(canaries.clear()),
  };
}

/** Any authorization server, by the standards alone: RFC 8414, 7009, 7591, 7592, 7662. */
export const oauth: Connector = {
  id: 'oauth',
  vendor: 'oauth',
  label: 'OAuth 2.0 / OpenID Connect',
  fields: [
    {
      name: 'issuer',
      label: 'Issuer',
      placeholder: 'https://id.example.com',
      hint: 'As its metadata spell it (RFC 8414).',
      required: true,
    },
    {
      name: 'clientId',
      label: 'Client of the workbench',
      placeholder: 'nhi-workbench',
      hint: 'May introspect and revoke; empty: only registrations are managed.',
      required: false,
    },
  ],
  secretLabel: 'Client secret, or credentials as JSON',
  settings,
  needs,
  capabilities,
  signsOut: false,
  ownAccess: ({ clientId = '' }) =>
    clientId === ''
      ? { unknown: 'No client was given: each registration is managed with an access token of its own.' }
      : { externalId: clientId, elsewhere: false },
  propose,
  compensate,
  open,
};
