import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { keysOf } from '#renderer/registry/keybinding.ts';
import { commands } from './index.ts';

const here = dirname(fileURLToPath(import.meta.url));
const renderer = dirname(here);
const ids = new Set(commands.map((command) => command.id));
const sources = readdirSync(renderer, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
  .map((file) => ({ file, text: readFileSync(join(renderer, file), 'utf8') }));

describe('commands', () => {
  it('are listed completely, one a file that bears its id', () => {
    const files = readdirSync(here)
      .filter((file) => !/^(index|posture|governance|documents|moments|commands\.test)\.ts$/.test(file))
      .map((file) => file.replace(/\.ts$/, ''));
    expect(files.sort()).toEqual([...ids].map((id) => id.replaceAll('.', '-')).sort());
    expect(ids.size).toBe(commands.length);
  });

  it('share no key', () => {
    const keys = commands.flatMap((command) => keysOf(command));
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
  });

  it('exist wherever one is named', () => {
    expect(sources.length).toBeGreaterThan(100);
    const named = sources.flatMap(({ file, text }) =>
      [
        ...text.matchAll(
          /(?:runCommand\(|\brun\(|command: |commandById\(|<(?:Item|CommandButton|Start)\s[^>]*?(?:command|id)=)['"]([a-z-]+\.[a-z0-9-]+)['"]/g,
        ),
      ].map(([, id]) => ({ file, id: id ?? '' })),
    );
    expect(named.length).toBeGreaterThan(60);
    expect(named.filter(({ id }) => !ids.has(id as never))).toEqual([]);
  });

  it('have words that end menus and sentences alike', () => {
    for (const command of commands) {
      expect(command.title).toMatch(/^[A-Z]/);
      expect(command.title).not.toMatch(/\.$/);
    }
  });
});
