// Starts cognito-local, an emulator of Cognito by other people, on a free port of loopback, with data of its own.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.ts';

const startsWithinMs = 300_000;

export interface CognitoLocal {
  readonly url: string;
  /** Asked beside the workbench: the answer of an operation, whatever it is. */
  ask(action: string, input: Readonly<Record<string, unknown>>): Promise<Record<string, unknown>>;
  stop(): Promise<void>;
}

export async function startCognitoLocal(): Promise<CognitoLocal> {
  const [port, data] = [await freePort(), mkdtempSync(join(tmpdir(), 'nhi-cognito-'))];
  const url = `http://127.0.0.1:${port}`;
  const script = createRequire(import.meta.url).resolve('cognito-local/lib/bin/start.js');
  const env = { ...process.env, HOST: '127.0.0.1', PORT: String(port) };
  const child = spawn(process.execPath, [script], { cwd: data, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (said = `${said}${chunk.toString()}`.slice(-4000)));
  await answers(url, child, () => said);
  return {
    url,
    async ask(action, input) {
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/x-amz-json-1.1',
          'x-amz-target': `AWSCognitoIdentityProviderService.${action}`,
        },
        body: JSON.stringify(input),
      });
      return (await response.json()) as Record<string, unknown>;
    },
    async stop() {
      if (child.exitCode === null && child.signalCode === null) {
        const ended = new Promise((resolve) => child.once('exit', resolve));
        child.kill('SIGTERM');
        await ended;
      }
      rmSync(data, { recursive: true, force: true, maxRetries: 10 });
    },
  };
}

async function answers(url: string, child: ChildProcess, said: () => string): Promise<void> {
  for (const end = Date.now() + startsWithinMs; Date.now() < end; ) {
    if (child.exitCode !== null) throw new Error(`cognito-local ended while it started:\n${said()}`);
    const isUp = await fetch(`${url}/health`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isUp) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`cognito-local did not start:\n${said()}`);
}
