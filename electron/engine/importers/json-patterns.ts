/** A tree of the places where the splitter descends; what is not in it is cut out whole. */
export interface PatternNode {
  readonly members: Map<string, PatternNode>;
  each: PatternNode | null;
}

const node = (): PatternNode => ({ members: new Map(), each: null });

/** Compiles `$.clients[*]`, `$[*].users[*]` … Throws on anything else: patterns are written by us. */
export function compilePatterns(patterns: readonly string[]): PatternNode {
  const root = node();
  for (const pattern of patterns) {
    if (!/^\$(?:\.[A-Za-z_]\w*|\[\*\])+$/.test(pattern)) throw new Error(`not a pattern: ${pattern}`);
    let at = root;
    for (const step of pattern.match(/\.\w+|\[\*\]/g) ?? []) {
      if (step === '[*]') {
        at.each ??= node();
        at = at.each;
      } else {
        const name = step.slice(1);
        const next = at.members.get(name) ?? node();
        at.members.set(name, next);
        at = next;
      }
    }
  }
  return root;
}
