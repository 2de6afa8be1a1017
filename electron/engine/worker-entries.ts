import type { ProcessEntries } from '#engine/system/node-processes.ts';
import type { WorkerEntries } from '#engine/system/node-workers.ts';

// The bundle is flat and of JavaScript; from sources the workers are TypeScript. Either way they lie beside this file.
const here = import.meta.url;
const extension = here.endsWith('.ts') ? 'ts' : 'js';

export const workerEntries: WorkerEntries = {
  'import-worker': new URL(`import-worker.${extension}`, here),
  'snapshot-worker': new URL(`snapshot-worker.${extension}`, here),
};

export const processEntries: ProcessEntries = {
  'playground-agent': new URL(`playground-agent.${extension}`, here),
};
