import type { z } from 'zod';
import type { Session } from '#engine/api/session.ts';
import type { System } from '#engine/system/system.ts';
import type { CallInput, CallName, CallOutput, WatchName, WatchRequest, WatchView } from '#shared/contract/contract.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Option } from './option.ts';

export interface Arguments {
  /** As the options of the command declare them. */
  readonly options: Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>;
  readonly positionals: readonly string[];
}

/** A workspace that may be written, by this process or by the one that holds it. */
export interface Writer {
  /** Folder of the workspace. */
  readonly path: string;
  call<K extends CallName>(name: K, input: CallInput<K>): Promise<CallOutput<K>>;
}

/** What a command may use of the world. */
export interface Terminal {
  /** One document on standard output: as JSON with `--json`, else as the text that is made for people. */
  print(document: unknown, text: () => string): void;
  /** One line on standard error. */
  say(text: string): void;
  /** Opens the last committed state, or that of `--as-of`, without the lock. Refuses with workspace.damaged unless `evenDamaged`. */
  read(options?: { readonly evenDamaged: boolean }): Promise<Session>;
  /** Opens for writing, creates (unless told not to) where the folder is absent or empty; goes through the process that holds it, if one does. */
  write(options?: { readonly create: boolean }): Promise<Writer>;
  /** The same, by this process alone: for what must go on here. Refuses with workspace.held. */
  hold(): Promise<Writer>;
  /** One window of a live view of the last committed state, without the lock. */
  view<K extends WatchName>(name: K, params: WatchRequest<K>): Promise<WatchView<K>>;
  /** Asks one thing of the last committed state, without the lock. */
  ask<K extends CallName>(name: K, input: CallInput<K>): Promise<CallOutput<K>>;
  /** Asks one thing for which no workspace has to be named; of the one that is. */
  askAnywhere<K extends CallName>(name: K, input: CallInput<K>): Promise<CallOutput<K>>;
  /** For what needs no workspace. */
  readonly tools: Pick<System, 'keys' | 'hash'>;
  /** Aborts when the command is to end. */
  readonly stopped: AbortSignal;
  absolute(path: string): string;
  /** The text of a file that an option names. Refuses with file.absent, file.unreadable, file.too_large. */
  readFile(path: string, mostBytes?: number): string;
}

/** One verb of `nhi`. */
export interface Command {
  /** The words that name it: `audit verify`. */
  readonly id: string;
  readonly usage: string;
  readonly summary: string;
  readonly options: Readonly<Record<string, Option>>;
  readonly positionals: { readonly least: number; readonly most: number };
  /** Answers the exit status. */
  run(given: Arguments, terminal: Terminal): Promise<number>;
}

export const exitStatus = { success: 0, gateFails: 1, unusable: 2, damaged: 3, tenant: 4, held: 5 } as const;

/** All texts of an option that may be given more than once. */
export function textsOf({ options }: Arguments, name: string): string[] {
  const value = options[name];
  return Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : [];
}

/** The text of an option that was declared as one text. */
export function textOf({ options }: Arguments, name: string): string | undefined {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
}

/** One of the words that `words` knows. Refuses with input.invalid, naming the option. */
export function oneOf<T extends z.ZodType<string>>(words: T, word: string, option: string): z.output<T> {
  const parsed = words.safeParse(word);
  if (parsed.success) return parsed.data;
  const hint = 'options' in words && Array.isArray(words.options) ? `One of: ${words.options.join(', ')}.` : '';
  throw new AppError('input.invalid', `${option}: “${word}” is none of its values.`, { hint });
}

/** The text of an option that takes these alone; undefined: it was not given. Refuses with input.invalid, naming the option. */
export function choiceOf<T extends string>(given: Arguments, name: string, values: readonly T[]): T | undefined {
  const text = textOf(given, name);
  const found = values.find((value) => value === text);
  if (text === undefined || found !== undefined) return found;
  throw new AppError('input.invalid', `--${name} cannot be “${text}”.`, { hint: `Choose ${values.join(', ')}.` });
}

/** The whole number of an option; undefined: it was not given. Refuses with input.invalid, naming the option. */
export function numberOf(given: Arguments, name: string, most: number): number | undefined {
  const text = textOf(given, name);
  if (text === undefined) return undefined;
  if (!/^\d{1,10}$/.test(text) || Number(text) > most) {
    throw new AppError('input.invalid', `--${name}: “${text}” is no whole number from 0 to ${most}.`);
  }
  return Number(text);
}
