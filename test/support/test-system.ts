import { pathToFileURL } from 'node:url';
import { createNodeSystem } from '#engine/system/node-system.ts';
import type { Clock, Files, HostFacts, Log, System } from '#engine/system/system.ts';
import { createMemoryFiles, type MemoryFiles } from './memory-files.ts';

export interface TestClock extends Clock {
  /** Moves time on and runs what is due, in order. */
  advance(ms: number): void;
  set(now: number): void;
}

/** Stands still until it is moved. */
export function createTestClock(start = Date.parse('2026-03-02T09:00:00.000Z')): TestClock {
  let now = start;
  let elapsed = 0;
  let timers: { readonly due: number; readonly run: () => void }[] = [];
  return {
    now: () => now,
    monotonic: () => elapsed,
    after(ms, run) {
      const timer = { due: elapsed + ms, run };
      timers.push(timer);
      return () => {
        timers = timers.filter((each) => each !== timer);
      };
    },
    advance(ms) {
      now += ms;
      elapsed += ms;
      const due = timers.filter((each) => each.due <= elapsed).sort((a, b) => a.due - b.due);
      timers = timers.filter((each) => each.due > elapsed);
      for (const timer of due) timer.run();
    },
    set(value) {
      now = value;
    },
  };
}

/** Numbers in [0, 1) that a seed determines (mulberry32). */
export function seededNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export interface TestLog extends Log {
  readonly lines: readonly string[];
}

export function createTestLog(): TestLog {
  const lines: string[] = [];
  return {
    lines,
    info: (text) => void lines.push(`info ${text}`),
    warning: (text) => void lines.push(`warning ${text}`),
    error: (text) => void lines.push(`error ${text}`),
  };
}

const engineFile = (name: string): URL => new URL(`../../electron/engine/${name}`, pathToFileURL(import.meta.filename));

/** The real workers, straight from their sources. */
export const sourceEntries = {
  'import-worker': engineFile('import-worker.ts'),
  'snapshot-worker': engineFile('snapshot-worker.ts'),
} as const;

export interface TestSystem extends System {
  readonly clock: TestClock;
  readonly log: TestLog;
}

/**
 * Everything that a test wants to know in advance: a clock that stands, bytes from a seed, a process with a made-up name.
 * Files are the given ones or in memory; hashes, keys, sockets and workers are real.
 */
export function createTestSystem(
  options: {
    readonly files?: Files;
    readonly seed?: number;
    readonly host?: Partial<HostFacts>;
    readonly now?: number;
  } = {},
): TestSystem {
  const real = createNodeSystem({ log: createTestLog(), entries: sourceEntries });
  const next = seededNumbers(options.seed ?? 1);
  const host: HostFacts = {
    pid: 4711,
    bootId: 'boot-1',
    processStart: '100',
    account: 'analyst',
    platform: 'linux',
    startOf: (pid) => (pid === 4711 ? '100' : null),
    ...options.host,
  };
  return {
    ...real,
    clock: createTestClock(options.now),
    log: createTestLog(),
    random: { bytes: (count) => Uint8Array.from({ length: count }, () => Math.floor(next() * 256)) },
    files: options.files ?? createMemoryFiles(),
    host,
  };
}

export type { MemoryFiles };
