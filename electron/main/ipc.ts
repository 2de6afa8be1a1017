import type { IpcMainInvokeEvent } from 'electron';
import type { z } from 'zod';
import type { Answer } from '#shared/contract/bridge.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { isPage } from './page.ts';

const MAX_MESSAGE_CHARACTERS = 1_000_000;

/** What is used of ipcMain. */
export interface IpcPort {
  handle(channel: string, listener: (event: IpcMainInvokeEvent, ...args: unknown[]) => Promise<Answer>): void;
}

/** May this frame speak to main? Only the page, in the main frame of a window of ours. */
export type Trusts = (event: IpcMainInvokeEvent) => boolean;

export function trustsPageOf(isOurs: (contents: IpcMainInvokeEvent['sender']) => boolean): Trusts {
  return (event) =>
    isOurs(event.sender) &&
    event.senderFrame !== null &&
    event.senderFrame === event.sender.mainFrame &&
    isPage(event.senderFrame.url);
}

export type Answers<T> = (message: T, event: IpcMainInvokeEvent) => unknown;

/**
 * The only way to listen to the page: a wrong sender, a message over 1 MB and one that the schema does not know are
 * refused before anything is done. What the answer throws becomes a refusal; bugs are logged and say nothing.
 */
export function createRegistrar(ipc: IpcPort, trusts: Trusts, log: (text: string) => void) {
  return function handle<T>(channel: string, schema: z.ZodType<T>, answer: Answers<T>): void {
    ipc.handle(channel, async (event, message) => {
      if (!trusts(event)) return refusal(log, `${channel}: the sender is not the page`);
      if (isTooLarge(message)) return refusal(log, `${channel}: the message is too large`);
      const parsed = schema.safeParse(message);
      if (!parsed.success) return refusal(log, `${channel}: the message is none of the contract`);
      try {
        return { ok: true, value: await answer(parsed.data, event) };
      } catch (thrown) {
        if (thrown instanceof AppError) return { ok: false, error: thrown.toEnvelope() };
        log(`${channel}: ${thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)}`);
        return refused;
      }
    });
  };
}

const refused: Answer = {
  ok: false,
  error: { code: 'host.refused', message: 'The app refused the request.', hint: '', details: {} },
};

function refusal(log: (text: string) => void, why: string): Answer {
  log(`refused ${why}`);
  return refused;
}

function isTooLarge(message: unknown): boolean {
  try {
    return (JSON.stringify(message) ?? '').length > MAX_MESSAGE_CHARACTERS;
  } catch {
    return true; // Cyclic, or with a BigInt: nothing that the contract knows.
  }
}
