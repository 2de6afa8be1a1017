import { existsSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commands } from '#engine/cli/commands/index.ts';
import { connectors } from '#engine/connectors/index.ts';
import { importers } from '#engine/importers/index.ts';
import { rules } from '#engine/posture/rules/index.ts';
import { arrows, roots, strangers } from './layers.ts';
import { isTest, root, type SourceFile, sourcesUnder, specifiersOf, targetOf } from './sources.ts';

const files = sourcesUnder('shared', 'electron', 'renderer');
const product = files.filter((file) => !isTest(file));
const folders = Object.keys(arrows).sort((a, b) => b.length - a.length);
const folderOf = (path: string): string | undefined => folders.find((folder) => path.startsWith(`${folder}/`));
const isRoot = (path: string): boolean => roots.some((pattern) => pattern.test(path));
const partOf = (path: string): string =>
  path.split('/')[0] === 'electron' ? path.split('/').slice(0, 2).join('/') : (path.split('/')[0] ?? '');

describe('imports', () => {
  it('were looked at: a green check over nothing proves nothing', () => {
    expect(product.length).toBeGreaterThan(200);
    expect(product.flatMap(({ text }) => specifiersOf(text)).length).toBeGreaterThan(800);
    for (const folder of ['shared/model', 'electron/engine/store', 'electron/engine/api', 'renderer/editors']) {
      expect(product.filter(({ path }) => path.startsWith(`${folder}/`)).length, folder).toBeGreaterThan(3);
    }
  });

  it('are seen in every form', () => {
    const text = [
      `import { a } from '#engine/a.ts';`,
      `import type { B } from '#engine/b.ts';`,
      `export { c } from './c.ts';`,
      `export type { D } from './d.ts';`,
      `import './e.css';`,
      `const f = await import('#engine/f.ts');`,
      `let g: typeof import('./g.ts').g;`,
      `import {\n  h,\n} from './h.ts';`,
    ].join('\n');
    expect(specifiersOf(text)).toEqual([
      '#engine/a.ts',
      '#engine/b.ts',
      './c.ts',
      './d.ts',
      './e.css',
      '#engine/f.ts',
      './g.ts',
      './h.ts',
    ]);
  });

  const imports = product.flatMap((file) =>
    specifiersOf(file.text).map((specifier) => ({ from: file.path, specifier, to: targetOf(file.path, specifier) })),
  );

  it('follow the arrows', () => {
    const forbidden = imports.flatMap(({ from, to, specifier }) => {
      if (to === null) return [];
      const [mine, theirs] = [folderOf(from), folderOf(to)];
      // Roots compose their own part, and may use what is shared.
      if (isRoot(from))
        return partOf(to) === partOf(from) || to.startsWith('shared/') ? [] : [`${from} → ${specifier}`];
      if (mine === undefined) return [`${from} lies in no layer`];
      if (mine === theirs) return [];
      return theirs !== undefined && (arrows[mine] ?? []).includes(theirs) ? [] : [`${from} → ${specifier}`];
    });
    expect(forbidden).toEqual([]);
  });

  it('name the layer: never ../', () => {
    const upward = [...files, ...sourcesUnder('test')].flatMap(({ path, text }) =>
      specifiersOf(text)
        .filter((specifier) => specifier.includes('../'))
        .map((specifier) => `${path} → ${specifier}`),
    );
    // The forms that the test above plants are quoted, not imported.
    expect(upward).toEqual([]);
  });

  it('keep Electron out of the engine, and Node out of the page and what is shared', () => {
    const wrong = imports.filter(
      ({ from, specifier }) =>
        (from.startsWith('electron/engine/') && /^electron(\/|$)/.test(specifier)) ||
        (/^(shared|renderer)\//.test(from) && specifier.startsWith('node:')),
    );
    expect(wrong).toEqual([]);
  });

  it('do not tie neighbours together', () => {
    const unit = (folder: string, path: string): string =>
      path
        .slice(folder.length + 1)
        .split('/')[0]
        ?.replace(/\.tsx?$/, '') ?? '';
    const registered: Readonly<Record<string, readonly { readonly id: string }[]>> = {
      'electron/engine/importers': importers,
      'electron/engine/connectors': connectors,
    };
    const units = (folder: string): Set<string> => new Set(registered[folder]?.map(({ id }) => id) ?? listed(folder));
    const tied = strangers.flatMap((folder) => {
      const names = units(folder);
      return imports.filter(({ from, to }) => {
        if (to === null || !from.startsWith(`${folder}/`) || !to.startsWith(`${folder}/`)) return false;
        const [one, other] = [unit(folder, from), unit(folder, to)];
        // `import-result` is a part of `import`.
        return !isPart(one, other) && !isPart(other, one) && names.has(one) && names.has(other);
      });
    });
    expect(tied).toEqual([]);
  });
});

const isPart = (one: string, other: string): boolean => one === other || one.startsWith(`${other}-`);

/** Units of a folder: its files and folders but the list. */
function listed(folder: string): string[] {
  return readdirSync(resolve(root, folder))
    .filter((name) => !name.startsWith('index.') && !/\.test\.tsx?$/.test(name) && !name.endsWith('.css'))
    .map((name) => name.replace(/\.tsx?$/, ''));
}

describe('registries', () => {
  it('list every rule, each in a file that begins with its id', () => {
    expect(rules.length).toBe(listed('electron/engine/posture/rules').length);
    for (const { id } of rules) {
      expect(
        listed('electron/engine/posture/rules').some((name) =>
          name.startsWith(`${id.toLowerCase().replaceAll('.', '-')}-`),
        ),
        id,
      ).toBe(true);
    }
  });

  it('list every importer, file name = id', () => {
    for (const { id } of importers)
      expect(existsSync(resolve(root, `electron/engine/importers/${id}.ts`)), id).toBe(true);
  });

  it('list every headless command, file name = id', () => {
    expect(commands.map(({ id }) => id.replaceAll(' ', '-')).sort()).toEqual(
      listed('electron/engine/cli/commands').sort(),
    );
  });

  it('list every command of the window', () => {
    const lists = product.filter(({ path }) =>
      /^renderer\/commands\/(index|posture|governance|documents|moments)\.ts$/.test(path),
    );
    expect(lists).toHaveLength(5);
    const named = lists.flatMap(({ text }) => specifiersOf(text)).filter((specifier) => specifier.startsWith('./'));
    const present = product.filter(({ path, text }) => path.startsWith('renderer/commands/') && /\bid: '/.test(text));
    const missing = present
      .filter(({ path }) => !named.includes(`./${path.split('/').at(-1)}`))
      .map(({ path }) => path);
    expect(missing.filter((path) => !path.endsWith('/index.ts'))).toEqual([]);
  });
});

describe('the world', () => {
  const world =
    /\bDate\.now\(|\bMath\.random\(|\bnew Date\(\)|\bfetch\(|from 'node:(fs|net|http|https|child_process|os)/;
  /** Entries and the app shell stand at the edge; the page has no engine's clock. */
  const edge = (path: string): boolean =>
    path.startsWith('electron/engine/system/') ||
    path.startsWith('electron/main/') ||
    path.startsWith('electron/preload/') ||
    isRoot(path);

  it('is reached only through the system', () => {
    const reached = product.filter(
      ({ path, text }) => !path.startsWith('renderer/') && !edge(path) && world.test(text),
    );
    expect(reached.map(({ path }) => path)).toEqual([]);
  });
});

describe('sizes', () => {
  const linesOf = ({ text }: SourceFile): number => text.split('\n').length - 1;
  const sizes = product.map(linesOf).sort((a, b) => a - b);
  const at = (share: number): number => sizes[Math.floor(share * (sizes.length - 1))] ?? 0;

  it('stay below the cap', () => {
    expect(product.filter((file) => linesOf(file) > 400).map((file) => `${file.path}: ${linesOf(file)}`)).toEqual([]);
  });

  it('are reported: median and 95th percentile of lines', () => {
    process.stdout.write(`source files ${sizes.length}, median ${at(0.5)} lines, 95th percentile ${at(0.95)}\n`);
    expect(at(0.95)).toBeLessThanOrEqual(300);
  });
});

describe('names', () => {
  it('of files are kebab-case and say what they hold', () => {
    const odd = product.filter(
      ({ path }) =>
        !/^[a-z0-9]+(-[a-z0-9]+)*\.(ts|tsx|d\.ts)$/.test(path.split('/').at(-1) ?? '') ||
        /\/(utils|helpers|manager|common|types)\.tsx?$/.test(path),
    );
    expect(odd.map(({ path }) => path)).toEqual([]);
  });
});
