import * as crypto from 'node:crypto';
import { nodeFiles } from './node-files.ts';
import { createNodeHost } from './node-host.ts';
import { jwsSigner } from './node-jws.ts';
import { nodeLoopback } from './node-loopback.ts';
import { noProcesses } from './node-processes.ts';
import { createNodeRandom } from './node-random.ts';
import { nodeSockets } from './node-sockets.ts';
import { nodeWeb } from './node-web.ts';
import { createNodeWorkers, type WorkerEntries } from './node-workers.ts';
import type { Clock, Hash, Keys, Log, Processes, System } from './system.ts';
import { noVault, type Vault } from './vault.ts';

const clock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

const hash: Hash = {
  // One call for the whole text is twice as fast, where this Node has it.
  sha256:
    'hash' in crypto
      ? (data) => crypto.hash('sha256', data, 'hex')
      : (data) => crypto.createHash('sha256').update(data).digest('hex'),
  keyed: (key, text) => crypto.createHmac('sha256', Buffer.from(key, 'hex')).update(text).digest('hex'),
  incremental() {
    const running = crypto.createHash('sha256');
    return { update: (data) => void running.update(data), hex: () => running.digest('hex') };
  },
};

const keys: Keys = {
  createPair: () =>
    crypto.generateKeyPairSync('ed25519', {
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    }),
  sign(privateKey, text) {
    const key = crypto.createPrivateKey(privateKey);
    if (key.asymmetricKeyType !== 'ed25519') throw new Error('this is no Ed25519 key');
    return crypto.sign(null, Buffer.from(text), key).toString('base64');
  },
  isSigned(publicKey, text, signature) {
    try {
      const key = crypto.createPublicKey(publicKey);
      if (key.asymmetricKeyType !== 'ed25519') return false;
      return crypto.verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64'));
    } catch {
      return false;
    }
  },
  jwsSigner,
};

const causeText = (cause: unknown): string => (cause instanceof Error ? (cause.stack ?? cause.message) : String(cause));

/** Standard error, without `info`: what a script reads stands on standard output. */
const standardError: Log = {
  info: () => undefined,
  warning: (text) => void process.stderr.write(`${text}\n`),
  error: (text, cause) => void process.stderr.write(`${text}\n${cause === undefined ? '' : `${causeText(cause)}\n`}`),
};

/** The real world, under Node and in Electron's utility process alike. `entries` are the worker files beside the caller. */
export function createNodeSystem(options: {
  readonly log?: Log;
  readonly entries: WorkerEntries;
  readonly processes?: Processes;
  readonly vault?: Vault;
}): System {
  return {
    clock,
    random: createNodeRandom(),
    files: nodeFiles,
    hash,
    log: options.log ?? standardError,
    host: createNodeHost(),
    workers: createNodeWorkers(options.entries),
    keys,
    sockets: nodeSockets,
    web: nodeWeb,
    // Loaded when a tenant is asked for: most runs never are.
    tenantWebs: { open: async (options) => (await import('./node-tenant-web.ts')).nodeTenantWebs().open(options) },
    vault: options.vault ?? noVault,
    loopback: nodeLoopback,
    processes: options.processes ?? noProcesses,
  };
}
