import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '../..');

export interface SourceFile {
  /** From the project's root, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** All TypeScript below the folders. */
export function sourcesUnder(...folders: readonly string[]): SourceFile[] {
  return folders.flatMap((folder) =>
    readdirSync(resolve(root, folder), { recursive: true, encoding: 'utf8' })
      .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
      .filter((path) => /\.tsx?$/.test(path))
      .map((path) => ({ path, text: readFileSync(resolve(root, path), 'utf8') })),
  );
}

export const isTest = ({ path }: SourceFile): boolean => /\.test\.tsx?$/.test(path);

const statement =
  /(?:^|[;\s])(?:import|export)\s+(?:type\s+)?(?:[^'"();]*?\sfrom\s+)?['"]([^'"]+)['"]|\bimport\s*\(\s*['"]([^'"]+)['"]\s*\)/g;

/** Every specifier, whether imported, imported as a type, exported again or imported lazily. */
export function specifiersOf(text: string): string[] {
  return [...text.matchAll(statement)].map(([, eager, lazy]) => eager ?? lazy ?? '');
}

const prefixes: readonly (readonly [string, string])[] = [
  ['#shared/', 'shared/'],
  ['#engine/', 'electron/engine/'],
  ['#main/', 'electron/main/'],
  ['#preload/', 'electron/preload/'],
  ['#renderer/', 'renderer/'],
  ['#test/', 'test/'],
];

/** Path of the file that a specifier means; null: a package or a module of Node. */
export function targetOf(from: string, specifier: string): string | null {
  if (specifier.startsWith('./')) return `${from.slice(0, from.lastIndexOf('/'))}/${specifier.slice(2)}`;
  for (const [prefix, folder] of prefixes) {
    if (specifier.startsWith(prefix)) return folder + specifier.slice(prefix.length);
  }
  return null;
}
