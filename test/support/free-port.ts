// Ports of loopback for servers that are ended and started again on the same one.
import { createServer } from 'node:net';

// Below those that systems give to whoever asks for any: nobody else gets it while the server is away.
const [lowest, count] = [20_000, 10_000];
let next = (process.pid * 97) % count;

/** A port that is free now, another one each time. */
export async function freePort(): Promise<number> {
  for (let tried = 0; tried < count; tried += 1) {
    const port = lowest + next;
    next = (next + 1) % count;
    if (await isFree(port)) return port;
  }
  throw new Error('every port is taken');
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
