import { z } from 'zod';
import {
  BackendRefused,
  type Connector,
  type Page,
  type Session,
  type SessionPorts,
} from '#engine/connectors/connector.ts';
import { read } from '#engine/connectors/exchange/answers.ts';
import { readPatiently } from '#engine/connectors/exchange/patience.ts';
import { TenantFailure } from '#engine/system/tenant-web.ts';
import type { ConnectionTest, TestStep } from '#shared/model/connection.ts';
import { HydraAdmin } from './admin.ts';
import { capabilities, needs } from './capabilities.ts';
import { operationKinds } from './operations.ts';
import { compensate, propose } from './propose.ts';
import { clientList, metadata, version } from './shapes.ts';

const address = z
  .url({ protocol: /^https?$/ })
  .max(2048)
  .transform((text) => text.replace(/\/+$/, ''));
const settings = z.object({ address, publicAddress: z.union([z.literal(''), address]).default('') });

const perPage = 250;

/** Keyset pages; `next` is the token of the last one's Link (RFC 8288). */
async function* discover(admin: HydraAdmin, from: string | null, signal: AbortSignal): AsyncGenerator<Page> {
  const seen = new Set<string>();
  let token = from ?? '';
  for (let done = 0; ; ) {
    const query = `page_size=${perPage}${token === '' ? '' : `&page_token=${encodeURIComponent(token)}`}`;
    const ask = () => admin.ask({ method: 'GET', path: `/admin/clients?${query}` }, signal);
    const answer = await readPatiently(ask, admin.ports, signal);
    if (answer === null) throw new BackendRefused(404, 'the backend answered 404.');
    const clients = read(answer, clientList);
    done += clients.length;
    const next = /<[^>]*[?&]page_token=([^&>]+)[^>]*>\s*;\s*rel="?next"?/.exec(answer.headers['link'] ?? '')?.[1];
    const following = next === undefined ? null : decodeURIComponent(next);
    // JSON values one after the other are a list to the importer.
    const text = clients
      .map(({ client_secret: _secret, registration_access_token: _token, ...client }) => `${JSON.stringify(client)}\n`)
      .join('');
    if (following !== null && seen.has(following))
      throw new TenantFailure('reset', 'the backend’s pages lead back to themselves', { sent: true });
    seen.add(following ?? '');
    yield { part: 'clients.json', text, next: following, done, total: null };
    if (following === null) return;
    token = following;
  }
}

async function testConnection(admin: HydraAdmin, signal: AbortSignal): Promise<ConnectionTest> {
  const steps: { step: TestStep; ok: boolean; message: string }[] = [];
  const failed = (step: TestStep, message: string): ConnectionTest => ({
    ok: false,
    steps: [...steps, { step, ok: false, message }],
    access: [],
    server: '',
  });
  let server = 'Ory Hydra';
  try {
    const { status, body } = await admin.ask({ method: 'GET', path: '/version' }, signal);
    steps.push({ step: 'connect', ok: true, message: `${new URL(admin.settings.address).host} answers.` });
    if (status === 200) server = `Ory Hydra ${version.safeParse(JSON.parse(body)).data?.version ?? ''}`.trim();
    const answer = await admin.ask({ method: 'GET', path: '/admin/clients?page_size=1' }, signal);
    if (answer.status === 404)
      return failed(
        'name',
        'What answers there is not Hydra’s admin port: check the address; the public port is another one.',
      );
    if (answer.status !== 200)
      return failed(
        'access',
        `The admin port answered ${answer.status}: something in front of it asks for authentication.`,
      );
    read(answer, clientList);
  } catch (error) {
    if (error instanceof SyntaxError) return failed('name', 'What answers there is not Hydra: check the address.');
    if (!(error instanceof TenantFailure)) throw error;
    return failed(
      error.fault === 'tls_failed' ? 'tls' : error.fault === 'name_unknown' ? 'name' : 'connect',
      error.message,
    );
  }
  steps.push({
    step: 'access',
    ok: true,
    message: 'It may read. Whoever reaches this port may do everything: keep it off other networks.',
  });
  return { ok: true, steps, access: [], server };
}

function open(ports: SessionPorts): Session {
  const admin = new HydraAdmin(settings.parse(ports.settings), ports);
  const kindOf = (name: string) => {
    const kind = operationKinds[name];
    if (kind === undefined) throw new Error(`Hydra's connector knows no operation ${name}`);
    return kind;
  };
  return {
    test: (signal) => testConnection(admin, signal),
    async identify(signal) {
      const { address: here, publicAddress } = admin.settings;
      if (publicAddress === '') return { id: here, name: new URL(here).host };
      const answer = await ports.web.ask(
        { method: 'GET', url: `${publicAddress}/.well-known/openid-configuration`, headers: {}, body: '' },
        signal,
      );
      if (answer.status !== 200) throw new BackendRefused(answer.status, `the public port answered ${answer.status}.`);
      const { issuer } = read(answer, metadata);
      return { id: issuer, name: new URL(issuer).host };
    },
    discover: (from, signal) => discover(admin, from, signal),
    async observe(operation, exchanges, signal) {
      return { state: await kindOf(operation.name).observe({ admin, operation, exchanges, signal }), version: '' };
    },
    execute: (operation, _seen, exchanges, signal) =>
      kindOf(operation.name).execute({ admin, operation, exchanges, signal }),
    // Hydra shows no secret of a client, so nobody here can try what a thief would.
    probe: () => Promise.resolve([]),
    self: () => Promise.resolve([]),
    close: () => Promise.resolve(),
  };
}

/** Ory Hydra by its admin port. */
export const oryHydra: Connector = {
  id: 'ory-hydra',
  vendor: 'ory-hydra',
  label: 'Ory Hydra',
  fields: [
    {
      name: 'address',
      label: 'Admin address',
      placeholder: 'https://hydra-admin.internal:4445',
      hint: 'The admin port; it has no authentication of its own.',
      required: true,
    },
    {
      name: 'publicAddress',
      label: 'Public address',
      placeholder: 'https://auth.example.com',
      hint: 'Names the issuer; empty: the admin address does.',
      required: false,
    },
  ],
  secretLabel: null,
  settings,
  needs,
  capabilities,
  signsOut: false,
  ownAccess: () => ({ unknown: 'Hydra’s admin port asks nobody who they are: whoever reaches it may do everything.' }),
  propose,
  compensate,
  open,
};
