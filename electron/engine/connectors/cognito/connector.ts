import { BackendRefused, type Connector, type Session, type SessionPorts } from '#engine/connectors/connector.ts';
import { CognitoApi } from './api.ts';
import { capabilities, needs } from './capabilities.ts';
import { compensate } from './compensate.ts';
import { discover } from './discover.ts';
import { operationKinds } from './operations.ts';
import { type Canary, mintCanary, probe } from './probes.ts';
import { propose } from './propose.ts';
import { fields, settings } from './settings.ts';
import { pool } from './shapes.ts';
import { testConnection } from './test-connection.ts';

/** Operations after which a token from before is worth trying. */
const probed = new Set(['client.flows', 'client.exists']);

function open(ports: SessionPorts): Session {
  const api = new CognitoApi(settings.parse(ports.settings), ports);
  const canaries = new Map<string, Canary | null>();
  const kindOf = (name: string) => {
    const kind = operationKinds[name];
    if (kind === undefined) throw new Error(`Cognito's connector knows no operation ${name}`);
    return kind;
  };
  return {
    test: (signal) => testConnection(api, signal),
    async identify(signal) {
      const { userPoolId } = api.settings;
      const found = await api.read('DescribeUserPool', {}, pool, signal);
      if (found === null) throw new BackendRefused(404, `there is no user pool ${userPoolId}`);
      return { id: userPoolId, name: found.UserPool.Name ?? userPoolId };
    },
    discover: (from, signal) => discover(api, from, signal),
    async observe(operation, exchanges, signal) {
      return { state: await kindOf(operation.name).observe({ api, operation, exchanges, signal }), version: '' };
    },
    async execute(operation, seen, exchanges, signal) {
      const key = JSON.stringify(operation.object);
      const around = { api, operation, exchanges, signal };
      if (probed.has(operation.name) && !canaries.has(key)) canaries.set(key, await mintCanary(around));
      return kindOf(operation.name).execute(around, seen);
    },
    async probe(operation, changedAt, signal) {
      const isUndo = operation.parameters['AllowedOAuthFlowsUserPoolClient'] === true;
      if (!probed.has(operation.name) || isUndo) return [];
      return probe(api, canaries.get(JSON.stringify(operation.object)) ?? null, changedAt, signal);
    },
    // An IAM key is of no pool: no step can reach it. It is named all the same, should one ever try.
    self: () => Promise.resolve([api.accessKeyId]),
    close: () => Promise.resolve(canaries.clear()),
  };
}

const untested = 'Test the connection: AWS says then whose access key it is.';
const unsaid =
  'Nobody says whose access key it is: STS (GetCallerIdentity) was not reached from here, or named neither a user nor a role.';

/** One Amazon Cognito user pool (API 2016-04-18). */
export const cognito: Connector = {
  id: 'cognito',
  vendor: 'cognito',
  label: 'Amazon Cognito user pool',
  fields,
  secretLabel: 'Access key: id, secret and session token',
  settings,
  needs,
  capabilities,
  signsOut: true,
  ownAccess: (_settings, found) =>
    found?.actsAs !== undefined
      ? { externalId: found.actsAs, elsewhere: true }
      : { unknown: found === null ? untested : unsaid },
  propose,
  compensate,
  open,
};
