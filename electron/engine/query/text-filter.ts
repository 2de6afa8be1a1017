/** Compiles free text: every word must occur, in any order; `"two words"` stay together. Empty text: null, all match. */
export function compileText(text: string): ((lowerCased: string) => boolean) | null {
  const words = [...text.toLowerCase().matchAll(/"([^"]+)"?|[^\s"]+/g)].map(([word, quoted]) => quoted ?? word);
  const [first, ...rest] = words;
  if (first === undefined) return null;
  if (rest.length === 0) return (value) => value.includes(first);
  return (value) => value.includes(first) && rest.every((word) => value.includes(word));
}
