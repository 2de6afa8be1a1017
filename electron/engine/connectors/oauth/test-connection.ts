// *Test connection*: the metadata, then whether our client may introspect. It reads no registration: that may renew its token.
import { BackendRefused } from '#engine/connectors/connector.ts';
import { TenantFailure } from '#engine/system/tenant-web.ts';
import type { AccessState, ConnectionTest, TestStep } from '#shared/model/connection.ts';
import { needNames, needs } from './capabilities.ts';
import type { OAuthServer } from './server.ts';
import type { Metadata } from './shapes.ts';

const listless = 'No standard lists clients: the inventory holds what is given in the credentials and nothing else.';

export async function testConnection(server: OAuthServer, signal: AbortSignal): Promise<ConnectionTest> {
  const { issuer, clientId } = server.settings;
  const steps: { step: TestStep; ok: boolean; message: string }[] = [];
  const passed = (step: TestStep, message: string): void => void steps.push({ step, ok: true, message });
  const access = (state: (name: string) => AccessState) =>
    needs.map((need) => ({ ...need, for: [...need.for], state: state(need.name) }));
  const failed = (step: TestStep, message: string): ConnectionTest => ({
    ok: false,
    steps: [...steps, { step, ok: false, message }],
    access: access(() => 'unknown'),
    server: '',
  });
  let metadata: Metadata;
  try {
    metadata = await server.metadata(signal);
  } catch (error) {
    if (error instanceof BackendRefused) return failed('name', error.message);
    if (!(error instanceof TenantFailure)) throw error;
    return failed(stepOf(error), error.message);
  }
  passed('connect', `${new URL(issuer).host} answers.`);
  passed('name', `The metadata are those of ${issuer}.`);
  try {
    const { registrations, tokens } = server.credentials();
    const found = clientId === '' ? null : await server.introspect(server.ports.randomText(), '', signal);
    if (found !== null) passed('authenticate', `${clientId} may introspect.`);
    const held: Readonly<Record<string, boolean>> = {
      [needNames.metadata]: true,
      [needNames.introspection]: found !== null,
      [needNames.revocation]: metadata.revocation_endpoint !== undefined && clientId !== '',
      [needNames.tokens]: tokens.length > 0,
      [needNames.management]: registrations.some(({ gone }) => gone !== true),
    };
    passed('access', listless);
    return {
      ok: true,
      steps,
      access: access((name) => (held[name] === true ? 'held' : 'missing')),
      server: 'OAuth 2.0',
    };
  } catch (error) {
    if (error instanceof BackendRefused) return failed('authenticate', error.message);
    if (!(error instanceof TenantFailure)) throw error;
    return failed(stepOf(error), error.message);
  }
}

function stepOf({ fault }: TenantFailure): TestStep {
  if (fault === 'address_refused') return 'address';
  if (fault === 'name_unknown') return 'name';
  return fault === 'tls_failed' ? 'tls' : 'connect';
}
