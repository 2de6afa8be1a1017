import { createKeybindingsHandler } from 'tinykeys';
import { allCommands, contextKeys, isEnabled, runCommand } from '#renderer/registry/contributions.ts';
import { keysOf } from '#renderer/registry/keybinding.ts';

const toTinykeys = (key: string): string => key.replaceAll('Mod', '$mod');

/** Sends key presses to commands. Where several commands have one key, the first that may run now gets it. */
export function listenToKeys(): () => void {
  const byKey = new Map<string, string[]>();
  for (const command of allCommands()) {
    for (const key of keysOf(command)) byKey.set(key, [...(byKey.get(key) ?? []), command.id]);
  }
  const bindings: Record<string, (event: KeyboardEvent) => void> = {};
  for (const [key, ids] of byKey) {
    bindings[toTinykeys(key)] = (event) => {
      const keys = contextKeys();
      // Alt+Left and the like move the caret on some systems; plain keys belong to the field.
      if (keys.typing && !/Mod|Alt|^F\d/.test(key)) return;
      const found = allCommands().find((command) => ids.includes(command.id) && isEnabled(command, keys));
      event.preventDefault();
      event.stopPropagation();
      if (found !== undefined) void runCommand(found.id);
    };
  }
  const handler = createKeybindingsHandler(bindings);
  const listener = (event: KeyboardEvent): void => handler(event);
  window.addEventListener('keydown', listener, true);
  return () => window.removeEventListener('keydown', listener, true);
}
