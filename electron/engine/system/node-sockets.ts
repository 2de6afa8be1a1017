import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isMainThread } from 'node:worker_threads';
import type { Connection, Sockets } from './system.ts';

/** The smallest limit of a socket's path among the platforms is 104 bytes with its end. */
const longestPath = 100;
const isWindows = process.platform === 'win32';

const nameOf = (folder: string): string => createHash('sha256').update(folder).digest('hex').slice(0, 32);

/** A folder for sockets that belongs to this user alone; anything else under its name is refused. */
function privateFolder(): string {
  const user = process.getuid?.() ?? 0;
  const folder = join(tmpdir(), `nhi-${user}`);
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  const found = fs.lstatSync(folder);
  if (!found.isDirectory() || found.uid !== user || (found.mode & 0o077) !== 0) {
    throw new Error(`${folder} does not belong to this user alone`);
  }
  return folder;
}

function addressOf(folder: string): string {
  if (isWindows) return `\\\\.\\pipe\\nhi-${nameOf(folder)}`;
  const beside = join(folder, 'workspace.sock');
  return Buffer.byteLength(beside) <= longestPath ? beside : join(privateFolder(), `${nameOf(folder)}.sock`);
}

function connectionOf(socket: net.Socket): Connection {
  // Its end is told by 'close'; an error without a listener would end the process.
  socket.on('error', () => undefined);
  return {
    send: (bytes) => void (socket.writable && socket.write(bytes)),
    onData: (listener) => void socket.on('data', listener),
    onClose: (listener) => void (socket.destroyed ? queueMicrotask(listener) : socket.on('close', listener)),
    close: () => void (socket.writable ? socket.end(() => socket.destroy()) : socket.destroy()),
  };
}

/** The mask makes the socket private from its first moment; only the main thread may set it. */
function withPrivateMask(run: () => void): void {
  const before = isMainThread && !isWindows ? process.umask(0o177) : null;
  try {
    run();
  } finally {
    if (before !== null) process.umask(before);
  }
}

export const nodeSockets: Sockets = {
  addressOf,
  async listen(address, onConnection) {
    if (!isWindows && fs.lstatSync(address, { throwIfNoEntry: false })?.isSocket()) fs.unlinkSync(address);
    const open = new Set<net.Socket>();
    const server = net.createServer((socket) => {
      open.add(socket);
      socket.on('close', () => open.delete(socket));
      onConnection(connectionOf(socket));
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.once('listening', resolve);
      withPrivateMask(() => server.listen(address));
    });
    server.on('error', () => undefined);
    if (!isWindows) fs.chmodSync(address, 0o600);
    return {
      close: () =>
        new Promise((resolve) => {
          server.close(() => resolve());
          for (const socket of open) socket.destroy();
        }),
    };
  },
  connect: (address) =>
    new Promise((resolve, reject) => {
      const socket = net.connect(address);
      socket.once('error', reject);
      socket.once('connect', () => {
        socket.off('error', reject);
        resolve(connectionOf(socket));
      });
    }),
};
