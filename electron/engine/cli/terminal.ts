import type { Session } from '#engine/api/session.ts';
import type { Engine } from '#engine/engine.ts';
import type { JournalMoment } from '#engine/journal/journal-up-to.ts';
import { connect, type SocketClient } from '#engine/store/socket.ts';
import type { System } from '#engine/system/system.ts';
import { readTextFile } from '#engine/system/text-file.ts';
import { type CallInput, type CallName, type CallOutput, callSpec } from '#shared/contract/contract.ts';
import type { Progress } from '#shared/contract/wire.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Terminal, Writer } from './command.ts';

export interface TerminalParts {
  readonly system: System;
  readonly engine: Engine;
  readonly workspace: string | undefined;
  /** The moment that is read, instead of now. */
  readonly until: JournalMoment | undefined;
  readonly signal: AbortSignal;
  print: Terminal['print'];
  say(text: string): void;
}

const progressEveryMs = 1000;
/** Of a file that an option names. */

/** The engine as a command sees it; `close` gives everything back. */
export function openTerminal(parts: TerminalParts): Terminal & { close(): Promise<void> } {
  const { system, engine, signal } = parts;
  let holder: SocketClient | null = null;

  function folder(): string {
    if (parts.workspace === undefined || parts.workspace === '') {
      throw new AppError('input.invalid', 'No workspace is named.', { hint: 'Add --workspace DIR.' });
    }
    return system.files.absolute(parts.workspace);
  }

  /** At most one line a second: a log file should stay readable. */
  function tellProgress(): (progress: Progress) => void {
    let last = system.clock.monotonic();
    return ({ done, total, detail }) => {
      const now = system.clock.monotonic();
      if (now - last < progressEveryMs) return;
      last = now;
      parts.say(total ? `${detail}: ${Math.floor((100 * done) / total)}%` : detail);
    };
  }

  function mustBeNow(): void {
    if (parts.until === undefined) return;
    throw new AppError('input.invalid', 'What was cannot be changed, and this command changes the workspace.', {
      hint: 'Leave --as-of out.',
    });
  }

  const here = (path: string): Writer => ({
    path,
    call: (name, input) => callHere(engine, name, input, signal, tellProgress()),
  });

  async function read({ evenDamaged }: { readonly evenDamaged: boolean }): Promise<Session> {
    // What this process holds for writing is the last state there is; what another one has written meanwhile is read anew.
    if (engine.session.workspace?.readOnly === false) return engine.session;
    if (holder !== null) await engine.session.close();
    const until = parts.until === undefined ? {} : { until: parts.until };
    const { workspace } = await engine.session.open(folder(), { readOnly: true, ...until });
    if (!evenDamaged && workspace.notices.length > 0) {
      const { ok, firstBad } = await workspace.journal.verify(signal);
      if (!ok) {
        throw new AppError('workspace.damaged', `Record ${firstBad} of the journal does not verify.`, {
          hint: 'The app can show what stands before it; bring the folder back from a backup.',
          details: { seq: firstBad },
        });
      }
    }
    return engine.session;
  }

  return {
    print: parts.print,
    stopped: signal,
    tools: system,
    say: parts.say,
    absolute: (path) => system.files.absolute(path),
    read: (options = { evenDamaged: false }) => read(options),
    async view(name, params) {
      await read({ evenDamaged: false });
      // The handler under this name takes this name's parameters.
      const open = engine.watches[name] as unknown as (params: unknown) => { view(): never };
      return open(params).view();
    },
    async ask(name, input) {
      await read({ evenDamaged: false });
      return callHere(engine, name, input, signal, tellProgress());
    },
    async askAnywhere(name, input) {
      if (parts.workspace !== undefined) await read({ evenDamaged: false });
      return callHere(engine, name, input, signal, tellProgress());
    },
    readFile: (path, mostBytes) => readTextFile(system.files, path, mostBytes),
    async hold() {
      mustBeNow();
      const path = folder();
      await engine.session.open(path, { readOnly: false, create: true });
      return here(path);
    },
    async write({ create } = { create: true }) {
      mustBeNow();
      const path = folder();
      try {
        await engine.session.open(path, { readOnly: false, create });
        return here(path);
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== 'workspace.held') throw error;
        const line = await connect(system, path);
        holder = line;
        parts.say('Another process holds the workspace and does the work.');
        const call: Writer['call'] = async (name, input) =>
          checked(name, await line.call(name, input, { signal, onProgress: tellProgress() }));
        return { path, call };
      }
    },
    async close() {
      holder?.close();
      await engine.stop(signal);
    },
  };
}

async function callHere<K extends CallName>(
  engine: Engine,
  name: K,
  input: CallInput<K>,
  signal: AbortSignal,
  progress: (progress: Progress) => void,
): Promise<CallOutput<K>> {
  const parsed = callSpec(name)?.input.safeParse(input);
  if (!parsed?.success) {
    const [issue] = parsed?.error.issues ?? [];
    const member = issue?.path.join('.') ?? '';
    throw new AppError('input.invalid', `${member || name}: ${issue?.message ?? 'there is no such call'}.`, {
      details: { member },
    });
  }
  // The handler under this name takes what this name's schema has just let through, and answers its output.
  const handle = engine.calls[name] as (input: unknown, context: unknown) => Promise<CallOutput<K>>;
  return handle(parsed.data, { signal, progress, client: 'nhi' });
}

function checked<K extends CallName>(name: K, output: unknown): CallOutput<K> {
  const parsed = callSpec(name)?.output.safeParse(output);
  if (!parsed?.success)
    throw new AppError('engine.unavailable', 'The process that holds the workspace gave no usable answer.');
  // The schema of this very name has let it through.
  return parsed.data as CallOutput<K>;
}
