// What was given and what the server says of it, one object a line, in the form that the importer `oauth` reads.
import { BackendRefused, type Page } from '#engine/connectors/connector.ts';
import { masked } from '#shared/lib/masked.ts';
import { ambiguous, type OAuthServer } from './server.ts';
import type { ClientInformation } from './shapes.ts';

const part = 'oauth.json';
const perPage = 50;

const line = (value: Readonly<Record<string, unknown>>): string => `${JSON.stringify(value)}\n`;

/** Pages lie on the disk until the sync is whole: secrets become fingerprints first. */
function withoutSecrets(
  { client_secret: secret, registration_access_token: _token, ...client }: ClientInformation,
  fingerprint: (secret: string) => string,
): Readonly<Record<string, unknown>> {
  return { ...client, ...(secret === undefined ? {} : { client_secret: masked(fingerprint(secret)) }) };
}

/** `next` is how many were read. */
export async function* discover(server: OAuthServer, from: string | null, signal: AbortSignal): AsyncGenerator<Page> {
  const { issuer, clientId } = server.settings;
  const metadata = await server.metadata(signal);
  const { registrations, tokens } = server.credentials();
  const there = registrations.filter(({ gone }) => gone !== true);
  const asks = [
    ...there.map(
      ({ client_id: id }) =>
        () =>
          clientLine(server, id, signal),
    ),
    ...tokens.map(
      ({ name }) =>
        () =>
          tokenLine(server, name, signal),
    ),
  ];
  let done = from === null ? 0 : Number(from);
  let text = from === null ? line({ issuer, authorization_server_metadata: metadata }) : '';
  const isManaged = there.some(({ client_id: id }) => id === clientId);
  if (from === null && clientId !== '' && !isManaged)
    text += line({ issuer, client_id: clientId, admin_access: ownWords });
  do {
    for (const ask of asks.slice(done, done + perPage)) text += await ask();
    done = Math.min(done + perPage, asks.length);
    yield { part, text, next: done < asks.length ? String(done) : null, done, total: asks.length };
    text = '';
  } while (done < asks.length);
}

const ownWords =
  'The client that the workbench itself works as. No standard tells what else it may do: its scopes are not known.';

async function clientLine(server: OAuthServer, clientId: string, signal: AbortSignal): Promise<string> {
  const { issuer } = server.settings;
  try {
    const found = await server.client(clientId, signal);
    return found === null ? '' : line({ ...withoutSecrets(found, server.ports.fingerprint), issuer });
  } catch (error) {
    // One client that is gone must not hide the others, and is not known to be gone.
    if (!(error instanceof BackendRefused) || error.status !== 401) throw error;
    return line({ issuer, client_id: clientId, registration_unreadable: ambiguous });
  }
}

async function tokenLine(server: OAuthServer, name: string, signal: AbortSignal): Promise<string> {
  const known = server.credentials().tokens.find((token) => token.name === name);
  if (known === undefined) return '';
  const { token, token_type_hint: hint } = known;
  const found = await server.introspect(token, hint ?? '', signal);
  return line({
    ...(found ?? {}),
    issuer: server.settings.issuer,
    token_name: name,
    ...(hint === undefined ? {} : { token_type_hint: hint }),
  });
}
