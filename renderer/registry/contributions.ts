import { readOnlyWords } from '#renderer/state/moment.ts';
import { useSession } from '#renderer/state/session.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Command, ContextKeys } from './command.ts';
import type { EditorContribution } from './editor.ts';
import type { EditorUri } from './uri.ts';
import type { ViewContribution } from './view.ts';

export interface Contributions {
  readonly commands: readonly Command[];
  readonly editors: readonly EditorContribution[];
  readonly views: readonly ViewContribution[];
  readonly contextKeys: () => ContextKeys;
  /** Shows a refusal or a bug to the analyst. */
  readonly report: (error: unknown, title: string) => void;
}

const nothing: Contributions = {
  commands: [],
  editors: [],
  views: [],
  contextKeys: () => {
    throw new Error('contributions are not installed yet');
  },
  report: () => {},
};

let installed: Contributions = nothing;
let byId: ReadonlyMap<string, Command> = new Map();

/** Called once by main.tsx, before the first render. Two commands of one id are a bug. */
export function installContributions(contributions: Contributions): void {
  const map = new Map<string, Command>();
  for (const command of contributions.commands) {
    if (map.has(command.id)) throw new Error(`two commands are called ${command.id}`);
    map.set(command.id, command);
  }
  installed = contributions;
  byId = map;
}

export const allCommands = (): readonly Command[] => installed.commands;
export const allEditors = (): readonly EditorContribution[] => installed.editors;
export const allViews = (): readonly ViewContribution[] => installed.views;
export const contextKeys = (): ContextKeys => installed.contextKeys();
export const commandById = (id: string): Command | undefined => byId.get(id);
export const editorFor = (uri: EditorUri): EditorContribution | undefined =>
  installed.editors.find((editor) => editor.matches(uri));

export function isEnabled(command: Command, keys: ContextKeys): boolean {
  return command.when?.(keys) ?? true;
}

/**
 * The one way in which anything is done: buttons, menus, keys and the palette all come here. Refusals and bugs become
 * notifications; the promise always fulfils. An unknown id is a bug of the caller.
 */
export async function runCommand(id: string, args?: unknown): Promise<void> {
  const command = byId.get(id);
  try {
    if (command === undefined) throw new Error(`there is no command ${id}`);
    const keys = installed.contextKeys();
    if (!isEnabled(command, keys)) {
      // Keys of what is off do nothing; a button that does nothing has to say why.
      if (keys.readOnly && isEnabled(command, { ...keys, readOnly: false })) {
        const why = readOnlyWords(useSession.getState().status?.workspace ?? null);
        throw new AppError('workspace.read_only', why, { hint: 'Nothing has changed.' });
      }
      return;
    }
    // The list holds commands of all argument types; each caller passes what its command asks for.
    await command.run({ keys, run: runCommand }, args as never);
  } catch (error) {
    installed.report(error, command?.title ?? id);
  }
}
