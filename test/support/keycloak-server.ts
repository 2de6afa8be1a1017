// Starts the real Keycloak in its development mode, on a free port of loopback, with a database of its own.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import KeycloakAdminClient from '@keycloak/keycloak-admin-client';
import { freePort } from './free-port.ts';

/** Where the distribution lies; undefined: these tests are skipped, and the set-up said why. */
export const keycloakHome = process.env['NHI_KEYCLOAK_HOME'];

const admin = { username: 'root', password: 'root-password' };
/** A quarter of a minute where nothing else runs. */
const startsWithinMs = 600_000;

export interface KeycloakServer {
  readonly url: string;
  /** The vendor's own client, signed in as the administrator of `master`. */
  admin(realm?: string): Promise<KeycloakAdminClient>;
  /** Kill -9. */
  kill(): Promise<void>;
  /** On the same port, with the same data. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

export async function startKeycloak(home: string): Promise<KeycloakServer> {
  const [port, data] = [await freePort(), mkdtempSync(join(tmpdir(), 'nhi-keycloak-'))];
  const url = `http://127.0.0.1:${port}`;
  let child: ChildProcess | null = null;

  async function end(signal: NodeJS.Signals): Promise<void> {
    const running = child;
    child = null;
    if (running === null || running.exitCode !== null || running.signalCode !== null) return;
    const ended = new Promise((resolve) => running.once('exit', resolve));
    // Its script starts the JVM as a child: both are of one group.
    if (running.pid !== undefined) process.kill(-running.pid, signal);
    await ended;
  }

  const server: KeycloakServer = {
    url,
    async admin(realm = 'master') {
      const signedIn = new KeycloakAdminClient({ baseUrl: url, realmName: 'master' });
      await signedIn.auth({ ...admin, grantType: 'password', clientId: 'admin-cli' });
      const client = new KeycloakAdminClient({ baseUrl: url, realmName: realm });
      // Tokens of `master` live for a minute, and a client refreshes them at the realm that it works on.
      client.registerTokenProvider({ getAccessToken: () => signedIn.getAccessToken() });
      return client;
    },
    kill: () => end('SIGKILL'),
    async stop() {
      await end('SIGTERM');
      rmSync(data, { recursive: true, force: true, maxRetries: 10 });
    },
    async start() {
      const options = [
        'start-dev',
        '--http-host=127.0.0.1',
        `--http-port=${port}`,
        '--http-management-port=0',
        '--log-level=warn',
      ];
      const database = [
        '--db=dev-file',
        `--db-url=jdbc:h2:file:${join(data, 'db')};NON_KEYWORDS=VALUE;DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0`,
      ];
      const env = {
        ...process.env,
        JAVA_OPTS_APPEND: '-Xmx768m',
        KC_BOOTSTRAP_ADMIN_USERNAME: admin.username,
        KC_BOOTSTRAP_ADMIN_PASSWORD: admin.password,
      };
      child = spawn(join(home, 'bin', 'kc.sh'), [...options, ...database], {
        env,
        stdio: ['ignore', 'pipe', 'pipe'],
        detached: true,
      });
      let said = '';
      for (const stream of [child.stdout, child.stderr])
        stream?.on('data', (chunk: Buffer) => (said = `${said}${chunk.toString()}`.slice(-4000)));
      await answers(url, child, () => said);
    },
  };
  try {
    await server.start();
  } catch (error) {
    await server.stop();
    throw error;
  }
  return server;
}

async function answers(url: string, child: ChildProcess, said: () => string): Promise<void> {
  for (const end = Date.now() + startsWithinMs; Date.now() < end; ) {
    if (child.exitCode !== null) throw new Error(`Keycloak ended while it started:\n${said()}`);
    const isUp = await fetch(`${url}/realms/master`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isUp) return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error(`Keycloak did not start:\n${said()}`);
}
