// An import in this very thread, for tests and for fuzzing: bytes in, everything that came out.

import { ImportSession } from '#engine/importers/import-session.ts';
import { defaultLimits } from '#engine/importers/limits.ts';
import type { SessionOptions } from '#engine/importers/session-options.ts';
import type { FromWorker, Recognised, SourceRecord, WorkerBatch } from '#engine/importers/worker-protocol.ts';
import type { Activity } from '#shared/model/activity.ts';
import type { Problem } from '#shared/model/problem.ts';

export interface Collected {
  readonly recognised: Recognised | null;
  readonly identities: WorkerBatch['identities'];
  readonly records: readonly SourceRecord[];
  readonly activity: readonly Activity[];
  readonly problems: readonly Problem[];
  readonly done: Extract<FromWorker, { t: 'done' }>;
}

export async function collectImport(
  file: string,
  bytes: Uint8Array,
  ports: Pick<SessionOptions, 'sha256' | 'fingerprint'>,
  options: Partial<SessionOptions> & { readonly chunk?: number } = {},
): Promise<Collected> {
  const batches: WorkerBatch[] = [];
  let recognised: Recognised | null = null;
  let done: Collected['done'] = { t: 'done', records: 0, rejected: 0, problems: 0, problemsOmitted: 0, tenants: [] };
  const session = new ImportSession({
    file,
    folders: [],
    tenantName: null,
    mapping: null,
    tenants: [],
    now: Date.UTC(2026, 2, 14),
    limits: defaultLimits,
    ...ports,
    ...options,
    async send(message) {
      if (message.t === 'recognised') recognised = message.recognised;
      if (message.t === 'batch') batches.push(message);
      if (message.t === 'done') done = message;
    },
  });
  const size = options.chunk ?? 65_536;
  for (let at = 0; at < bytes.length; at += size) await session.push(bytes.slice(at, at + size));
  await session.end();
  return {
    recognised,
    identities: batches.flatMap((batch) => batch.identities),
    records: batches.flatMap((batch) => batch.records),
    activity: batches.flatMap((batch) => batch.activity.map(({ activity }) => activity)),
    problems: batches.flatMap((batch) => batch.problems),
    done,
  };
}
