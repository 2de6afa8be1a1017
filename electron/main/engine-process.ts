import { dirname, join } from 'node:path';
import { MessageChannelMain, utilityProcess, type WebContents } from 'electron';
import { channels } from '#shared/contract/host-channels.ts';
import { createOwnProcesses, type OwnProcess } from './own-processes.ts';
import type { EngineChild, Reopen } from './supervisor.ts';
import type { Vault } from './vault.ts';

/** Variables that would change what Node or Electron runs. */
const unwanted = /^(?:NODE_|ELECTRON_|UV_|V8_)/;

/** A process of our own beside the engine, with nothing of the environment. */
function forkOwn(entry: string): OwnProcess {
  const child = utilityProcess.fork(entry, [], { serviceName: 'NHI Workbench Agent', stdio: 'inherit', env: {} });
  return {
    post: (message) => child.postMessage(message),
    onStart: (listener) => void child.once('spawn', () => listener(child.pid ?? 0)),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.once('exit', listener),
    kill: () => void child.kill(),
  };
}

/** Forks the engine as Electron's utility process. */
export function forkEngine(
  entry: string,
  userData: string,
  reopen: Reopen | null,
  { page, vault }: { readonly page: () => WebContents | null; readonly vault: Pick<Vault, 'take'> },
): EngineChild {
  const args = [`--user-data=${userData}`];
  if (reopen) args.push(`--reopen=${reopen.path}`);
  if (reopen?.readOnly) args.push('--reopen-read-only');
  const child = utilityProcess.fork(entry, args, {
    serviceName: 'NHI Workbench Engine',
    stdio: 'inherit',
    env: Object.fromEntries(Object.entries(process.env).filter(([name]) => !unwanted.test(name))),
  });
  const own = createOwnProcesses(
    (name) => forkOwn(join(dirname(entry), `${name}.js`)),
    (news) => child.postMessage(news),
  );
  child.once('exit', own.killAll);
  return {
    post: (message) => child.postMessage(message),
    connectPage() {
      const contents = page();
      if (!contents || contents.isDestroyed()) return;
      const { port1, port2 } = new MessageChannelMain();
      child.postMessage({ t: 'port' }, [port1]);
      contents.postMessage(channels.port, null, [port2]);
    },
    onMessage(listener) {
      child.on('message', (message: unknown) => {
        if (own.take(message) || vault.take(message, (news) => child.postMessage(news))) return;
        listener(message);
      });
    },
    onExit: (listener) => void child.once('exit', listener),
    kill: () => void child.kill(),
  };
}
