// The engine as Electron's utility process: a door for the page, a word with the app shell. Imports no Electron.
import { parseArgs } from 'node:util';
import { createDoor, type Door } from '#engine/door/door.ts';
import { electronPort } from '#engine/door/port.ts';
import { createEngine } from '#engine/engine.ts';
import { createAskedProcesses } from '#engine/system/asked-processes.ts';
import { createAskedVault } from '#engine/system/asked-vault.ts';
import { keepHeapSmall } from '#engine/system/heap.ts';
import { createNodeSystem } from '#engine/system/node-system.ts';
import {
  type EngineToMain,
  type MainToEngine,
  mainToEngine,
  type ProcessRequest,
  type VaultRequest,
} from '#shared/contract/host.ts';
import { AppError, type ErrorEnvelope } from '#shared/errors/app-error.ts';
import { workerEntries } from './worker-entries.ts';

type PagePort = Parameters<typeof electronPort>[0];

/** Electron's side of a utility process, as far as it is used. */
interface ParentPort {
  on(
    event: 'message',
    listener: (event: { readonly data: unknown; readonly ports: readonly PagePort[] }) => void,
  ): void;
  postMessage(message: EngineToMain | ProcessRequest | VaultRequest): void;
}

const { parentPort } = process as unknown as { readonly parentPort?: ParentPort }; // Only a utility process has one.
if (!parentPort) throw new Error('this is the entry of a utility process; under plain Node start the command nhi');

const { values: options } = parseArgs({
  options: {
    'user-data': { type: 'string' },
    reopen: { type: 'string' },
    'reopen-read-only': { type: 'boolean', default: false },
  },
  // Chromium adds switches of its own.
  strict: false,
});
const userData = options['user-data'];
if (typeof userData !== 'string') throw new Error('--user-data is missing');

keepHeapSmall();
const client = 'workbench';
const processes = createAskedProcesses((request) => parentPort.postMessage(request));
const vault = createAskedVault((request) => parentPort.postMessage(request));
const world = createNodeSystem({ entries: workerEntries, processes, vault });
let door: Door | undefined;
const engine = createEngine({
  system: world,
  userData,
  human: world.host.account,
  client,
  touched(topics) {
    door?.touched(topics);
    if (topics.includes('workspace')) reportWorkspace();
  },
});
// With the log of the session: what the door notes stands in the Output panel.
door = createDoor(engine, engine.session.system);

let reported: string | null = null;
/** Main has it opened again after a crash. */
function reportWorkspace(): void {
  const open = engine.openWorkspace();
  const now = open && `${open.readOnly} ${open.path}`;
  if (now === reported) return;
  reported = now;
  parentPort?.postMessage({ t: 'workspace', path: open?.path ?? null, readOnly: open?.readOnly ?? false });
}

/** Opens what was open before; a refusal is told and the engine serves without. */
async function reopen(path: string, readOnly: boolean): Promise<ErrorEnvelope | null> {
  try {
    const signal = new AbortController().signal;
    await engine.calls['workspace.open']({ path, readOnly }, { signal, client, progress: () => undefined });
    return null;
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown;
    const { code, message, hint, details } = thrown;
    return { code, message, hint, details: { ...details, path } };
  }
}

let stopping = false;
async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  // The app waits a few seconds only.
  await engine.stop(AbortSignal.abort());
  process.exit(0);
}

let leavePage = (): void => undefined;
function receive(message: MainToEngine, ports: readonly PagePort[]): void {
  if (message.t === 'stop') {
    void stop();
  } else if (message.t === 'vault.answer' || message.t === 'vault.failed') {
    vault.tell(message);
  } else if (message.t !== 'port') {
    processes.tell(message);
  } else if (ports[0] && door) {
    // There is one page. One that was loaded anew has a new port, and what the old one had open is over.
    leavePage();
    leavePage = door.attach(electronPort(ports[0]), client);
  }
}

parentPort.on('message', ({ data, ports }) => {
  const parsed = mainToEngine.safeParse(data);
  if (parsed.success) receive(parsed.data, ports);
  else world.log.warning('a message of the app was dropped: it is none of the contract');
});
// Ctrl+C in a terminal reaches every process of the app; the app decides when the engine ends.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => void stop());

const path = options['reopen'];
const opening = typeof path === 'string' ? reopen(path, options['reopen-read-only'] === true) : Promise.resolve(null);
void opening.then((refusal) => parentPort.postMessage({ t: 'ready', refusal }));
