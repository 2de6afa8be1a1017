import type { Progress } from '#shared/contract/wire.ts';
import type { JobInfo } from '#shared/contract/workspace.ts';

interface RunningJob {
  /** Aborts when the caller or the status bar's Cancel says so. */
  readonly signal: AbortSignal;
  progress(progress: Progress): void;
  end(): void;
}

export interface RunningJobs {
  readonly list: JobInfo[];
  start(title: string, caller: { readonly signal: AbortSignal; progress(progress: Progress): void }): RunningJob;
  /** A job that has ended meanwhile is no mistake. */
  cancel(id: string): void;
  cancelAll(): void;
}

/** Long work under way, as the status bar shows it. */
export function createRunningJobs(changed: () => void): RunningJobs {
  const jobs = new Map<string, { info: JobInfo; readonly controller: AbortController }>();
  let started = 0;
  return {
    get list() {
      return [...jobs.values()].map(({ info }) => info);
    },
    start(title, caller) {
      started += 1;
      const id = `job-${started}`;
      const controller = new AbortController();
      const job = { info: { id, title, detail: '', progress: null, cancellable: true } as JobInfo, controller };
      jobs.set(id, job);
      changed();
      return {
        signal: AbortSignal.any([caller.signal, controller.signal]),
        progress(progress) {
          const { done, total, detail } = progress;
          job.info = { ...job.info, detail, progress: total ? Math.min(1, Math.max(0, done / total)) : null };
          caller.progress(progress);
          changed();
        },
        end() {
          jobs.delete(id);
          changed();
        },
      };
    },
    cancel: (id) => jobs.get(id)?.controller.abort(),
    cancelAll() {
      for (const { controller } of jobs.values()) controller.abort();
    },
  };
}
