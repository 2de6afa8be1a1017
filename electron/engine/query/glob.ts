/**
 * Whole texts, upper and lower case alike, with `*` for any part; `\*` is a star and `\\` a backslash. Takes time linear
 * in the text for each part between two stars, whatever the pattern.
 */
export function compileGlob(pattern: string): (text: string) => boolean {
  const parts = partsOf(pattern.toLowerCase());
  const [first = '', ...others] = parts;
  const last = others.pop();
  if (last === undefined) return (text) => text.length >= first.length && text.toLowerCase() === first;
  return (text) => {
    const lower = text.toLowerCase();
    if (!lower.startsWith(first) || !lower.endsWith(last) || lower.length < first.length + last.length) return false;
    let from = first.length;
    for (const part of others) {
      const found = lower.indexOf(part, from);
      if (found < 0) return false;
      from = found + part.length;
    }
    return from <= lower.length - last.length;
  };
}

function partsOf(pattern: string): string[] {
  const parts: string[] = [];
  let part = '';
  for (let at = 0; at < pattern.length; at += 1) {
    const character = pattern[at];
    if (character === '*') {
      parts.push(part);
      part = '';
    } else if (character === '\\' && (pattern[at + 1] === '*' || pattern[at + 1] === '\\')) {
      at += 1;
      part += pattern[at];
    } else part += character;
  }
  return [...parts, part];
}

/** The pattern that matches this text and nothing else. */
export const globOf = (text: string): string => text.replaceAll(/[*\\]/g, '\\$&');
