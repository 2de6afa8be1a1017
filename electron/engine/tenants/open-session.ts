// From a connection to a session with its backend.
import type { Connector, Session } from '#engine/connectors/connector.ts';
import type { System } from '#engine/system/system.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Connection } from '#shared/model/connection.ts';
import { limitedWeb, type WebGate } from './limited-web.ts';

export const connectorOf = (connectors: readonly Connector[], id: string): Connector => {
  const found = connectors.find((connector) => connector.id === id);
  if (found === undefined) {
    throw new AppError('tenant.not_connectable', `There is no connector ${id}.`, {
      hint: `There are: ${connectors.map((connector) => connector.id).join(', ')}. Exports of others can be imported.`,
    });
  }
  return found;
};

const labelOf = ({ fields }: Connector, setting: string): string =>
  fields.find(({ name }) => name === setting)?.label ?? setting;

/** The journal keeps addresses as they are typed. */
function mustCarryNoSecret(label: string, text: string): void {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || (url.username === '' && url.password === '')) return;
  throw new AppError('input.invalid', `${label}: the address must not carry a name and a password.`, {
    hint: 'It is written into the journal, where everybody who reads the workspace reads it.',
  });
}

/** Refuses with input.invalid what is no address of a proxy; '': there is none. */
export function checkedProxy(given: string): string {
  const text = given.trim();
  const url = URL.canParse(text) ? new URL(text) : null;
  if (text !== '' && url?.protocol !== 'http:' && url?.protocol !== 'https:')
    throw new AppError('input.invalid', 'Proxy: give its address, as http://proxy.example:3128.');
  mustCarryNoSecret('Proxy', text);
  return text;
}

/** Refuses with input.invalid where the settings are not the connector's. */
export function checkedSettings(connector: Connector, given: Readonly<Record<string, string>>): Record<string, string> {
  const parsed = connector.settings.safeParse(given);
  if (parsed.success) {
    for (const [name, value] of Object.entries(parsed.data)) mustCarryNoSecret(labelOf(connector, name), value);
    return parsed.data;
  }
  const issue = parsed.error.issues[0];
  const name = issue?.path.join('.') ?? '';
  const field = name === '' ? 'The settings' : labelOf(connector, name);
  if (issue?.code === 'invalid_type' && given[name] === undefined)
    throw new AppError('input.invalid', `${field} is missing.`, { hint: name });
  throw new AppError('input.invalid', `${field}: ${issue?.message ?? 'it cannot be used'}.`);
}

/** The admin secret of a session, live: another session of the tenant may renew it. */
export interface SessionSecret {
  reveal(): string;
  readonly isSealed: boolean;
  renew(change: (text: string) => string): Promise<void>;
}

export async function openSession(
  system: System,
  connector: Connector,
  connection: Pick<Connection, 'settings' | 'addresses' | 'ca' | 'proxy'>,
  /** One for all sessions with the tenant. */
  gate: WebGate,
  secret: SessionSecret,
  fingerprint: (secret: string) => string,
): Promise<Session> {
  const { addresses, ca, proxy } = connection;
  const web = await system.tenantWebs.open({ addresses, ca, proxy });
  const session = connector.open({
    settings: connection.settings,
    secret: secret.reveal,
    secretIsSealed: secret.isSealed,
    renewSecret: secret.renew,
    web: limitedWeb(web, gate),
    now: system.clock.now,
    sha256: system.hash.sha256,
    fingerprint,
    randomText: () => Buffer.from(system.random.bytes(32)).toString('base64url'),
    wait: (ms, signal) => waited(system, ms, signal),
  });
  return {
    ...session,
    async close() {
      await session.close();
      await web.close();
    },
  };
}

/** Resolves after so many milliseconds, or at once when the signal aborts. */
export function waited({ clock }: Pick<System, 'clock'>, ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = (): void => {
      cancel();
      signal.removeEventListener('abort', done);
      resolve();
    };
    const cancel = clock.after(ms, done);
    signal.addEventListener('abort', done, { once: true });
  });
}
