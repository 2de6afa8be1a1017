// A real `nhi issuer` in a process of its own, as an operator starts it; other `nhi` commands reach it while it runs.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { temporaryFolder } from './engine.ts';

// From sources, as the journeys do: the bundle is tested where it is built.
const entry = resolve(import.meta.dirname, '../../electron/engine/cli/nhi.ts');

interface Options {
  /** Left out: a new one, removed by `stop`. */
  readonly workspace?: string;
  /** Left out: a free one. */
  readonly port?: number;
  readonly registration?: boolean;
  readonly dpopNonces?: boolean;
  /** Further options of `nhi issuer`, as they are typed. */
  readonly argv?: readonly string[];
  /** Left out: plain Node, from sources. */
  readonly start?: (argv: readonly string[]) => ChildProcess;
}

export interface ClientCredentials {
  readonly client_id: string;
  /** null: the client authenticates without one. */
  readonly client_secret: string | null;
}

export interface IssuerProcess {
  /** As the first line of the process names it: http://127.0.0.1:PORT. */
  readonly issuer: string;
  /** null: registration is off. */
  readonly initialAccessToken: string | null;
  readonly workspace: string;
  /** Runs `nhi ARGV --workspace … --json` beside the issuer. Throws when it does not end well. */
  nhi(...argv: readonly string[]): Promise<Record<string, unknown>>;
  /** A file with that JSON, for an option that takes one; removed by `stop`. Answers its path. */
  file(name: string, json: object): string;
  /** `nhi client add`; objects are written to files. */
  addClient(name: string, options?: Readonly<Record<string, ClientOption>>): Promise<ClientCredentials>;
  /** `nhi human add`; the code is what the human signs in with. */
  addHuman(name: string): Promise<{ readonly id: string; readonly code: string }>;
  /** Answers the exit status (null: the signal ended it) and leaves the folder where it is. */
  end(signal?: 'SIGTERM' | 'SIGKILL'): Promise<number | null>;
  /** Ends the process and removes the folder, if it was made here. */
  stop(): Promise<void>;
}

/** true: a flag; a list: the option once for each; an object: the file that the option names. */
type ClientOption = string | true | readonly string[] | object;

export async function startIssuer(options: Options = {}): Promise<IssuerProcess> {
  const folder = temporaryFolder();
  const workspace = options.workspace ?? folder.join('Acme.nhi');
  const argv = ['issuer', '--port', String(options.port ?? 0), '--workspace', workspace];
  if (options.registration === true) argv.push('--registration');
  if (options.dpopNonces === true) argv.push('--dpop-nonces');
  argv.push(...(options.argv ?? []));
  const child = (options.start ?? run)(argv);
  const ended = once(child, 'close').then(([status]) => status as number | null); // As `close` says it.
  const complaints = collect(child.stderr);
  const said = await firstLine(child, complaints);

  async function nhi(...words: readonly string[]): Promise<Record<string, unknown>> {
    const other = run([...words, '--workspace', workspace, '--json']);
    const [out, err] = [collect(other.stdout), collect(other.stderr)];
    const [status] = await once(other, 'close');
    if (status !== 0) throw new Error(`nhi ${words.join(' ')} ended with ${status}: ${err()}`);
    return JSON.parse(out()) as Record<string, unknown>; // --json: one document, whose members the caller names.
  }

  async function end(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<number | null> {
    child.kill(signal);
    return ended;
  }

  return {
    issuer: said.issuer,
    initialAccessToken: said.initial_access_token,
    workspace,
    nhi,
    file: (name, json) => fileOf(name, json, folder.path),
    async addClient(name, clientOptions = {}) {
      const words = Object.entries(clientOptions).flatMap(([option, value]) => wordsOf(option, value, folder.path));
      const { client_id, client_secret } = await nhi('client', 'add', '--name', name, ...words);
      return { client_id: String(client_id), client_secret: client_secret === null ? null : String(client_secret) };
    },
    async addHuman(name) {
      const { id, code } = await nhi('human', 'add', '--name', name);
      return { id: String(id), code: String(code) };
    },
    end,
    async stop() {
      await end();
      folder.remove();
    },
  };
}

const run = (argv: readonly string[]): ChildProcess =>
  spawn(process.execPath, [entry, ...argv], {
    env: { ...process.env, NHI_ACTOR: 'tess' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });

function collect(stream: NodeJS.ReadableStream | null): () => string {
  const chunks: Buffer[] = [];
  stream?.on('data', (chunk: Buffer) => void chunks.push(chunk));
  return () => Buffer.concat(chunks).toString('utf8');
}

interface FirstLine {
  readonly issuer: string;
  readonly initial_access_token: string | null;
}

/** Throws with what the process complained of when it ends before it says where the issuer is. */
async function firstLine(child: ChildProcess, complaints: () => string): Promise<FirstLine> {
  if (child.stdout === null) throw new Error('the process was started without a pipe');
  const lines = createInterface({ input: child.stdout });
  for await (const line of lines) return JSON.parse(line) as FirstLine; // What `nhi issuer` promises to print.
  throw new Error(`nhi issuer did not start: ${complaints()}`);
}

function wordsOf(option: string, value: ClientOption, folder: string): string[] {
  if (value === true) return [`--${option}`];
  if (typeof value === 'string') return [`--${option}`, value];
  if (Array.isArray(value)) return value.flatMap((each) => [`--${option}`, String(each)]);
  return [`--${option}`, fileOf(option, value, folder)];
}

function fileOf(name: string, json: object, folder: string): string {
  const file = join(folder, `${name}-${files++}.json`);
  writeFileSync(file, JSON.stringify(json));
  return file;
}
let files = 0;
