// Entry of the import worker: a thread that reads hostile files. It has no files and no network of its own.
import { createHash, createHmac, createPrivateKey, createPublicKey } from 'node:crypto';
import { parentPort } from 'node:worker_threads';
import { ImportSession } from '#engine/importers/import-session.ts';
import { type FromWorker, type ToWorker, toWorker } from '#engine/importers/worker-protocol.ts';

const port = parentPort;
if (port === null) throw new Error('the import worker runs in a worker thread only');

// Nothing that a file says may become part of every object.
Object.freeze(Object.prototype);
Object.freeze(Array.prototype);

const batchesUnderWay = 2;
let underWay = 0;
let onRoom: (() => void) | null = null;

const post = (message: FromWorker): void => port.postMessage(message);

async function send(message: FromWorker): Promise<void> {
  if (message.t === 'batch') {
    while (underWay >= batchesUnderWay) {
      await new Promise<void>((resolve) => {
        onRoom = resolve;
      });
    }
    underWay += 1;
  }
  post(message);
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

function publicKeyOf(pem: string): Readonly<Record<string, unknown>> | null {
  try {
    return { ...createPublicKey(createPrivateKey(pem)).export({ format: 'jwk' }) };
  } catch {
    // Locked, cut off, or of a sort that nobody signs with: then it is known by its text alone.
    return null;
  }
}

function begin(message: Extract<ToWorker, { t: 'begin' }>): ImportSession {
  // The file before has ended; what its reader did not acknowledge any more is over.
  underWay = 0;
  const key = Buffer.from(message.fingerprintKey, 'hex');
  const fingerprint = (secret: string): string =>
    `sha256:${createHmac('sha256', key).update(secret).digest('hex').slice(0, 12)}`;
  const { file, folders, tenantName, mapping, tenants, now, limits } = message;
  const ports = { sha256, fingerprint, publicKeyOf, send };
  return new ImportSession({ file, folders, tenantName, mapping, tenants, now, limits, ...ports });
}

let session: ImportSession | null = null;
/** One after the other: a chunk is read when the one before it was. */
let turn: Promise<void> = Promise.resolve();

async function handle(message: Exclude<ToWorker, { t: 'ack' }>): Promise<void> {
  if (message.t === 'begin') session = begin(message);
  else if (message.t === 'end') await session?.end();
  else {
    const { length } = message.bytes;
    await session?.push(message.bytes);
    post({ t: 'taken', bytes: length });
  }
}

port.on('message', (received: unknown) => {
  const message = toWorker.parse(received);
  if (message.t === 'ack') {
    underWay -= 1;
    onRoom?.();
    onRoom = null;
    return;
  }
  turn = turn
    .then(() => handle(message))
    .catch((error: unknown) => {
      const reason = error instanceof Error ? `${error.name}: ${error.message}` : 'unknown';
      post({ t: 'failed', code: 'import.failed', message: reason });
    });
});
