// Names that an archive gives to what is in it. Nothing is ever written under them; one that means harm is refused all the same.
import { type ContainerLimits, defaultContainerLimits } from './container-limits.ts';

/** Of the operating system's making, never of a vendor's. */
const systemNames = new Set(['__macosx', 'thumbs.db', 'desktop.ini']);

const isHiddenPart = (part: string): boolean =>
  (part.startsWith('.') && !/^\.\.?$/.test(part)) || systemNames.has(part.toLowerCase());

export const isHidden = (name: string): boolean => name.split('/').some(isHiddenPart);

/** `./a//b.json` is `a/b.json`. */
export const plainName = (name: string): string =>
  name
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .join('/');

/** '' when the name stays inside of the archive and can be shown. */
export function harmIn(name: string, limits: ContainerLimits = defaultContainerLimits): string {
  if (name.length > limits.name) return `its name has ${name.length} characters, more than ${limits.name}`;
  if (name.includes('\u0000')) return 'its name holds a NUL';
  if (name.startsWith('/') || /^[a-zA-Z]:/.test(name)) return 'its name is an absolute path';
  if (name.split(/[\\/]/).includes('..')) return 'its name leads out of the archive';
  if (plainName(name).split('/').length > limits.depth) return `it lies more than ${limits.depth} folders deep`;
  return '';
}

/** Gives the second of two equal names a number. */
export function distinctNames(): (name: string) => string {
  const given = new Set<string>();
  return (name) => {
    let free = name;
    for (let count = 2; given.has(free); count += 1) free = `${name} (${count})`;
    given.add(free);
    return free;
  };
}
