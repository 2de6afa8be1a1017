// Entry of an agent's process. It knows the messages and the protocol; it has no files, no workspace and no environment.
import { createHash } from 'node:crypto';
import { createAgent } from '#engine/playground/agent.ts';
import { type FromAgent, toAgent } from '#engine/playground/messages.ts';
import { createNodeSystem } from '#engine/system/node-system.ts';

/** Electron's side of a utility process, as far as it is used. */
interface ParentPort {
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
  postMessage(message: FromAgent): void;
}

const { parentPort } = process as unknown as { readonly parentPort?: ParentPort }; // Only a utility process has one.
const here = new URL(import.meta.url);
const { clock, random, web } = createNodeSystem({ entries: { 'import-worker': here, 'snapshot-worker': here } });

const agent = createAgent({
  web,
  clock,
  random,
  digest: (text) => createHash('sha256').update(text).digest('base64url'),
  say(message) {
    if (parentPort) parentPort.postMessage(message);
    else process.send?.(message);
  },
});

function hear(message: unknown): void {
  const parsed = toAgent.safeParse(message);
  if (!parsed.success) return;
  agent.hear(parsed.data);
  if (parsed.data.t === 'stop') process.exit(0);
}

if (parentPort) parentPort.on('message', ({ data }) => hear(data));
else process.on('message', hear);
// Whoever started it is gone: nobody is left to watch.
process.on('disconnect', () => process.exit(0));
