// Tells one JSON value from several that follow one another: JSON lines, or objects written without a list around them.

const part = /"(?:[^"\\]|\\.)*"|[{}[\]]/g;

/** true: the text shows the end of its first value and the beginning of a second one. */
export function isSequence(text: string): boolean {
  let depth = 0;
  for (const { 0: found, index } of text.matchAll(part)) {
    if (found === '{' || found === '[') depth += 1;
    else if (found === '}' || found === ']') depth -= 1;
    if (depth <= 0) return /^[\s,]*[{[]/.test(text.slice(index + found.length, index + found.length + 100));
  }
  return false;
}
