import type { Command, ContextKeys, MenuId } from './command.ts';
import { allCommands, isEnabled, runCommand } from './contributions.ts';
import { shownKey } from './keybinding.ts';

export interface MenuCommand {
  readonly key: string;
  readonly label: string;
  readonly keys: string | undefined;
  readonly disabled: boolean;
  readonly checked: boolean | undefined;
  readonly onSelect: () => void;
}

/** What a menu offers now: groups in order of name, entries in order of place. */
export function menuGroups(menu: MenuId, keys: ContextKeys): readonly (readonly MenuCommand[])[] {
  const placed = allCommands().flatMap((command) =>
    (command.menus ?? []).filter((place) => place.menu === menu).map((place) => ({ command, place })),
  );
  const groups = [...new Set(placed.map(({ place }) => place.group))].sort();
  return groups.map((group) =>
    placed
      .filter(({ place }) => place.group === group)
      .sort((a, b) => a.place.order - b.place.order)
      .map(({ command, place }) => entry(command, place.title ?? command.title, keys)),
  );
}

function entry(command: Command, label: string, keys: ContextKeys): MenuCommand {
  return {
    key: command.id,
    label,
    keys: shownKey(command),
    disabled: !isEnabled(command, keys),
    checked: command.checked?.(keys),
    onSelect: () => void runCommand(command.id),
  };
}
