import type { Command } from './command.ts';

const shown: Readonly<Record<string, string>> = {
  Mod: 'Ctrl',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  Comma: ',',
  Period: '.',
  Backslash: '\\',
  Equal: '=',
  Minus: '-',
  Backquote: '`',
};

export const keysOf = (command: Pick<Command, 'key'>): readonly string[] =>
  command.key === undefined ? [] : typeof command.key === 'string' ? [command.key] : command.key;

/** `Mod+Shift+P` as it is written on screen: `Ctrl+Shift+P`. Chords are parted by a blank. */
export const keyWords = (key: string): string =>
  key
    .split(' ')
    .map((press) =>
      press
        .split('+')
        .map((part) => shown[part] ?? part)
        .join('+'),
    )
    .join(' ');

/** The first key of a command for menus and tooltips; undefined where it has none. */
export function shownKey(command: Pick<Command, 'key'> | undefined): string | undefined {
  const first = command === undefined ? undefined : keysOf(command)[0];
  return first === undefined ? undefined : keyWords(first);
}
