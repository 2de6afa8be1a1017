import { expect, it } from 'vitest';
import { helpText, parseCommandLine } from './arguments.ts';
import { commands } from './commands/index.ts';

it.each(commands)('nhi $id --help says what each option is', (command) => {
  const lines = helpText(commands, command).split('\n');
  for (const [name, { type, value, says }] of Object.entries(command.options)) {
    expect(lines).toContainEqual(expect.stringMatching(new RegExp(`^ {2}--${name}\\b.*\\S`)));
    expect(value !== '', `${name}: a value has a name, a flag has none`).toBe(type === 'string');
    expect(says, name).toMatch(/^\S.*[^.\s]$/);
  }
});

it('takes an option that may be given again as often as it is', () => {
  const given = parseCommandLine(
    ['client', 'add', '--name', 'a', '--scope', 'x', '--scope', 'y', '--opaque'],
    commands,
  );
  expect(given?.given.options).toEqual({ name: 'a', scope: ['x', 'y'], opaque: true });
});

it('refuses what is no option', () => {
  expect(() => parseCommandLine(['what-if', '--under', '60'], commands)).toThrow("Unknown option '--under'");
});
