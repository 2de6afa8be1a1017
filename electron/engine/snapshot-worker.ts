// Entry of the worker that writes and reads snapshots at rest. Like engine.ts it may know everybody.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { parentPort, workerData } from 'node:worker_threads';
import { recordingOf, shows } from '#engine/catalogue/exercises.ts';
import { ownerStates } from '#engine/inventory/facts.ts';
import { derive } from '#engine/jobs/derive.ts';
import { ownRun } from '#engine/own-rules/run-own.ts';
import { createPolicies } from '#engine/policy/workspace-policy.ts';
import { ChosenPacks } from '#engine/posture/chosen-packs.ts';
import { registerOf } from '#engine/store/register-of.ts';
import type { SnapshotAnswer, SnapshotTask } from '#engine/store/snapshot.ts';
import { runSnapshotTask } from '#engine/store/snapshot-task.ts';
import { createNodeSystem } from '#engine/system/node-system.ts';
import { classifierOf, projector } from './projector.ts';

const wasmName = 'sql-wasm.wasm';

/** Beside the bundled entry; in node_modules when the sources are run as they are. */
function wasmPath(): string {
  const beside = fileURLToPath(new URL(wasmName, import.meta.url));
  return existsSync(beside) ? beside : createRequire(import.meta.url).resolve(`sql.js/dist/${wasmName}`);
}

const system = createNodeSystem({
  // This worker starts none of its own.
  entries: { 'import-worker': new URL(import.meta.url), 'snapshot-worker': new URL(import.meta.url) },
});
const policies = createPolicies(system.hash.sha256);

// Threads of V8's own that still compile wasm for a worker which ends kept one in about 400 of them from ending in Electron 33.
setFlagsFromString('--wasm-num-compilation-tasks=0');

// Set by askSnapshotWorker, which takes nothing else.
const task = workerData as SnapshotTask;
let answer: SnapshotAnswer;
try {
  answer = await runSnapshotTask(system, task, {
    ...projector,
    wasm: readFileSync(wasmPath()),
    ownerStates,
    policy: (projection) => policies.of(projection).hash,
    derive(projection) {
      const now = projection.ledger.asOf ?? system.clock.now();
      const policy = policies.of(projection);
      const context = {
        now,
        limits: policy.data.limits,
        classify: classifierOf(projection.ledger.classifications),
        project: (identity: Parameters<typeof projector.project>[0]) => projector.project(identity, projection.ledger),
        // Only explanations ask for it, and a snapshot has none.
        scoreIf: () => Number.NaN,
        whoIs: () => null,
        leftovers: () => [],
        incidentOf: () => null,
        packs: new Set(registerOf(projection, ChosenPacks).on),
      };
      derive(projection, {
        policy,
        now,
        context,
        actions: { shows, recordingOf },
        own: ownRun(projection, context, now),
      });
    },
  });
} catch (error) {
  answer = { t: 'failed', message: error instanceof Error ? error.message : String(error) };
}
// Blobs and columns alike own the buffers that they are views of.
const buffers = answer.t === 'loaded' ? [...new Set(answer.chunks.map(({ data }) => data.buffer as ArrayBuffer))] : [];
parentPort?.postMessage(answer, buffers);
