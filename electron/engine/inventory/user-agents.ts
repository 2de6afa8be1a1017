// What a user agent string tells of a program, as far as two strings of one program agree on it.

/** Languages, systems and tools that strings name behind the program. Versions and commands change with every release and call. */
const runtimes: ReadonlyMap<string, string> = new Map(
  [
    ...['python', 'java', 'kotlin', 'node', 'deno', 'bun', 'go', 'ruby', 'php', 'dotnet', 'rust', 'perl', 'powershell'],
    ...['terraform', 'opentofu', 'pulumi', 'ansible', 'electron', 'chrome', 'firefox', 'safari', 'edg'],
    ...['linux', 'windows', 'darwin', 'android', 'ios', 'freebsd'],
  ].map((word): [string, string] => [word, word]),
);
const otherNames: ReadonlyMap<string, string> = new Map([
  ['macos', 'darwin'],
  ['macintosh', 'darwin'],
  ['golang', 'go'],
  ['nodejs', 'node'],
]);
const longest = 400;
/** `a` to `z`; then hyphen, dot and low line. */
const isLetter = (code: number): boolean => code >= 0x61 && code <= 0x7a;
const before = /^[\s["'*(]*/;

/** The program and what it runs on, without versions: `aws-cli linux python`. '': the string names no program. */
export function programOf(userAgent: string): string {
  const text = userAgent.slice(0, longest).toLowerCase();
  const start = before.exec(text)?.[0].length ?? 0;
  let end = start;
  while (end < text.length && isNamePart(text.charCodeAt(end))) end += 1;
  // A name begins and ends with a letter.
  while (end > start && !isLetter(text.charCodeAt(end - 1))) end -= 1;
  if (end === start || !isLetter(text.charCodeAt(start))) return '';
  const name = text.slice(start, end);
  const found: string[] = [];
  for (let at = start; at < text.length; at += 1) {
    if (!isLetter(text.charCodeAt(at))) continue;
    const first = at;
    while (at < text.length && isLetter(text.charCodeAt(at))) at += 1;
    const word = text.slice(first, at);
    const runtime = runtimes.get(word) ?? otherNames.get(word);
    if (runtime !== undefined && runtime !== name && !found.includes(runtime)) found.push(runtime);
  }
  return found.length === 0 ? name : [name, ...found.sort()].join(' ');
}

const isNamePart = (code: number): boolean => isLetter(code) || code === 0x2d || code === 0x2e || code === 0x5f;

const system = /^Mozilla\/5\.0 \((?:Windows NT|Macintosh|X11|iPhone|iPad|Android|Linux)[^)]*\)/;
const engine = /\b(?:Chrome|CriOS|Firefox|FxiOS|Safari|Edg|OPR)\/\d/;
/** As logs write it that have read the string already: `Chrome 114.0.0 / Mac OS X 10.15.7`. */
const parsed = /^(?:Mobile )?(?:Chrome|Firefox|Safari|Edge|Opera|Samsung Internet)[A-Za-z ]* \d[\d.]* \/ (?!Other)/;
const driven =
  /bot\b|crawl|spider|headless|powershell|electron|curl|postman|phantom|selenium|playwright|python|java\/|node/i;

/** How those strings begin: whatever else does is looked at no further. */
const begins: ReadonlySet<number> = new Set(['M', 'C', 'F', 'S', 'E', 'O'].map((letter) => letter.charCodeAt(0)));

/** A browser that a person sits before, by its own word: whoever wants can write anything. */
export const isBrowser = (userAgent: string): boolean =>
  begins.has(userAgent.charCodeAt(0)) &&
  ((system.test(userAgent) && engine.test(userAgent)) || parsed.test(userAgent)) &&
  !driven.test(userAgent);
