// One object an operation. Names stand in plans and journals, and never change.
import type { Applied } from '#engine/connectors/connector.ts';
import type { Json, JsonObject } from '#shared/model/json.ts';
import type { Operation } from '#shared/model/plan.ts';
import type { LocalClient, LocalIssuerPort } from './port.ts';

interface OperationKind {
  observe(port: LocalIssuerPort, operation: Operation): Json;
  execute(port: LocalIssuerPort, operation: Operation): Promise<Applied>;
}

const clientOf = ({ object }: Operation): string => object['client'] ?? '';

const ofClient =
  (state: (client: LocalClient) => JsonObject) =>
  (port: LocalIssuerPort, operation: Operation): Json => {
    const found = port.client(clientOf(operation));
    return found === null ? null : { client: found.id, ...state(found) };
  };

const done = async (work: Promise<unknown>): Promise<Applied> => {
  await work;
  return { kind: 'done' };
};

const texts = (value: Json | undefined): readonly string[] =>
  Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : [];

export const operationKinds: Readonly<Record<string, OperationKind>> = {
  'client.enabled': {
    observe: ofClient(({ enabled }) => ({ enabled })),
    execute: (port, operation) => done(port.setEnabled(clientOf(operation), operation.parameters['enabled'] === true)),
  },
  'client.scopes': {
    observe: ofClient(({ scopes }) => ({ scopes: [...scopes].sort() })),
    execute: (port, operation) =>
      done(port.change(clientOf(operation), { scopes: texts(operation.parameters['scopes']) })),
  },
  'client.access_ttl': {
    observe: ofClient(({ accessTtl }) => ({ access_ttl: accessTtl })),
    execute(port, operation) {
      const seconds = operation.parameters['access_ttl'];
      return done(port.change(clientOf(operation), { accessTtl: typeof seconds === 'number' ? seconds : null }));
    },
  },
  'client.owner': {
    observe: ofClient(({ owner }) => ({ owner })),
    execute(port, operation) {
      const { owner } = operation.parameters;
      return done(port.change(clientOf(operation), { owner: typeof owner === 'string' ? owner : null }));
    },
  },
  'client.secret': {
    observe: ofClient(({ secretAt }) => ({ secret_at: secretAt })),
    execute: async (port, operation) => ({
      kind: 'done',
      newSecret: { name: clientOf(operation), value: await port.rotate(clientOf(operation)) },
    }),
  },
  'client.exists': {
    observe: ofClient(() => ({})),
    execute: (port, operation) => done(port.delete(clientOf(operation))),
  },
  'token.lives': {
    observe(port, { object }) {
      const found = port.token(object['token'] ?? '');
      return found === null ? null : { client: found.client, lives: found.lives };
    },
    execute: (port, { object }) => done(port.revokeToken(object['token'] ?? '')),
  },
  'consent.exists': {
    observe(port, { object }) {
      const found = port.consent(object['consent'] ?? '');
      return found === null ? null : { client: found.client, scopes: [...found.scopes].sort() };
    },
    execute: (port, { object }) => done(port.withdraw(object['consent'] ?? '')),
  },
};
