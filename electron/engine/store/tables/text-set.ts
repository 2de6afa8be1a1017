const unit = '\u001f';

/** Several texts as one entry of a dictionary column: each once, in order, none empty. */
export function setKey(texts: Iterable<string>): string {
  // The separator is our own: a text that holds one gets a space in its place.
  const each = new Set(Array.from(texts, (text) => text.replaceAll(unit, ' ')));
  each.delete('');
  return [...each].sort().join(unit);
}

export const setOf = (key: string): readonly string[] => (key === '' ? [] : key.split(unit));
