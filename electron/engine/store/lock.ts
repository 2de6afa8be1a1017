import type { System } from '#engine/system/system.ts';
import { AppError } from '#shared/errors/app-error.ts';

export const lockName = 'workspace.lock';

/** What stands in `workspace.lock`: one process, named for ever, and the token of one holding. */
interface Holder {
  readonly pid: number;
  readonly processStart: string;
  readonly boot: string;
  readonly token: string;
  readonly since: string;
}

export interface Lock {
  /** What is to be said about a holder that had died; null otherwise. */
  readonly notice: string | null;
  stillOurs(): boolean;
  /** Only takes away what is ours. */
  release(): Promise<void>;
}

type LockSystem = Pick<System, 'files' | 'host' | 'random' | 'clock' | 'hash'>;

/** A process that dies while it takes over leaves one more lock to be taken over; nobody dies that often in a row. */
const deepest = 8;
/** A lock that cannot be read may be one that is being written where files cannot be created in one step. */
const settlingMs = 100;

/** Makes this process the one writer of the workspace, or refuses with workspace.held `{pid}`. */
export async function acquireLock(system: LockSystem, folder: string): Promise<Lock> {
  const { files } = system;
  const path = files.join(folder, lockName);
  const mine: Holder = {
    pid: system.host.pid,
    processStart: system.host.processStart,
    boot: system.host.bootId,
    token: Buffer.from(system.random.bytes(16)).toString('hex'),
    since: new Date(system.clock.now()).toISOString(),
  };
  const dead = await takeOrRefuse(system, path, `${JSON.stringify(mine)}\n`);
  await sweep(system, folder);

  // While this handle is open no other file can have the same number: one look at the name tells whether it is replaced.
  const handle = await files.open(path, 'read');
  const isOurs = (): boolean => readHolder(system, path)?.token === mine.token;
  if (!isOurs()) {
    await handle.close();
    throw held(readHolder(system, path)?.pid ?? 0);
  }
  let isReleased = false;
  return {
    notice: dead === null ? null : takenOverNotice(dead),
    stillOurs: () => !isReleased && handle.inPlace(),
    async release() {
      if (isReleased) return;
      isReleased = true;
      const mayRemove = isOurs();
      await handle.close();
      if (mayRemove) await files.remove(path);
    },
  };
}

/** Who holds the workspace now: null when nobody alive does. */
export function holderOf(system: LockSystem, folder: string): { readonly pid: number } | null {
  const holder = readHolder(system, system.files.join(folder, lockName));
  return holder !== null && isAlive(system, holder) ? { pid: holder.pid } : null;
}

function takenOverNotice(dead: Holder): string {
  return dead.pid === 0
    ? 'The lock of this workspace could not be read; it was replaced.'
    : `The process ${dead.pid} that held this workspace since ${dead.since} had died; its lock was taken over.`;
}

async function takeOrRefuse(system: LockSystem, path: string, text: string): Promise<Holder | null> {
  try {
    return await take(system, path, path, text, 0);
  } catch (error) {
    // The process that won has swept away what this one was making.
    const holder = isAbsence(error) ? readHolder(system, path) : null;
    throw holder === null ? error : held(holder.pid);
  }
}

const isAbsence = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';

/**
 * Puts `text` under the path when nothing is there, or something of a dead process. Who may replace a dead lock is
 * decided by a second lock whose name carries the dead one's token: tokens never come back, so whoever holds that
 * second lock and still finds the dead token is the only one who may replace it. Answers the dead holder, if any.
 */
async function take(
  system: LockSystem,
  lock: string,
  path: string,
  text: string,
  depth: number,
): Promise<Holder | null> {
  const { files } = system;
  for (let attempt = 0; attempt < deepest; attempt += 1) {
    if (files.createExclusive(path, text)) return null;
    const holder = await settledHolder(system, path);
    if (holder === null) continue;
    if (isAlive(system, holder) || depth >= deepest) throw held(holder.pid);
    const guard = `${lock}.${holder.token}`;
    await take(system, lock, guard, text, depth + 1);
    try {
      if (readHolder(system, path)?.token !== holder.token) continue;
      await files.writeAtomic(path, text);
      return holder;
    } finally {
      await files.remove(guard);
    }
  }
  throw held(0);
}

function held(pid: number): AppError {
  return new AppError(
    'workspace.held',
    pid === 0 ? 'Another process holds this workspace.' : `The process ${pid} holds this workspace.`,
    {
      hint: 'Close it there, or open it read-only.',
      details: { pid },
    },
  );
}

async function settledHolder(system: LockSystem, path: string): Promise<Holder | null> {
  const first = readHolder(system, path);
  if (first === null || first.pid !== 0) return first;
  await new Promise<void>((resolve) => void system.clock.after(settlingMs, resolve));
  return readHolder(system, path);
}

/** Null: there is no lock. What cannot be read counts as held by process 0, with the hash of its bytes as token. */
function readHolder(system: LockSystem, path: string): Holder | null {
  let bytes: Uint8Array;
  try {
    bytes = system.files.readSync(path);
  } catch (error) {
    if (isAbsence(error)) return null;
    throw error;
  }
  return parseHolder(bytes) ?? { pid: 0, processStart: '', boot: '', token: system.hash.sha256(bytes), since: '' };
}

function parseHolder(bytes: Uint8Array): Holder | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(bytes).toString('utf8'));
    if (typeof value !== 'object' || value === null) return null;
    // Checked member by member in the next lines.
    const holder = value as Holder;
    const texts = [holder.processStart, holder.boot, holder.since];
    if (!texts.every((text) => typeof text === 'string')) return null;
    if (typeof holder.token !== 'string' || !/^[0-9a-f]{32}$/.test(holder.token)) return null;
    return Number.isSafeInteger(holder.pid) && holder.pid > 0 ? holder : null;
  } catch {
    return null;
  }
}

/** A process number may come back with another start; an empty start or boot is one that cannot be told. */
function isAlive(system: LockSystem, holder: Holder): boolean {
  const { host } = system;
  if (holder.pid === 0) return false;
  if (holder.boot !== '' && host.bootId !== '' && holder.boot !== host.bootId) return false;
  const start = host.startOf(holder.pid);
  if (start === null) return false;
  return start === '' || holder.processStart === '' || start === holder.processStart;
}

/** Guards and half-made locks of processes that died; a living one that loses its own here finds the workspace held. */
async function sweep(system: LockSystem, folder: string): Promise<void> {
  const { files } = system;
  for (const name of files.list(folder)) {
    if (!name.startsWith(`${lockName}.`)) continue;
    const path = files.join(folder, name);
    const holder = readHolder(system, path);
    if (holder !== null && !isAlive(system, holder)) await files.remove(path);
  }
}
