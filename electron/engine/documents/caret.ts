// Where a caret stands in a YAML text that may be half written: read from the lines above it by their indentation.

export interface Caret {
  /** Names from the top to where it stands; `[]` is a list. */
  readonly path: readonly string[];
  /** On a name, on the value of `path`, or in a text that goes on over several lines. */
  readonly on: 'name' | 'value' | 'block';
  /** What is being written, from `at` up to the caret; `end` is where the word ends. */
  readonly typed: string;
  readonly at: number;
  readonly end: number;
}

/** Indentation with dashes, a name, and what is said of it. */
const member = /^(?<lead>\s*(?:-\s+)*)(?<name>[\w.-]+):(?:\s+(?<value>.*))?$/;
const lead = /^\s*(?:-\s+)*/;
const block = /^[|>][+-]?\d?\s*$/;

interface Line {
  readonly at: number;
  readonly text: string;
}

function linesOf(text: string): Line[] {
  let at = 0;
  return text.split('\n').map((line) => {
    const start = at;
    at += line.length + 1;
    return { at: start, text: line };
  });
}

const indentOf = (text: string): number => (lead.exec(text)?.[0] ?? '').length;

/** null: in a comment. */
export function caretIn(text: string, position: number): Caret | null {
  const lines = linesOf(text);
  const index = lines.findIndex(({ at, text: line }) => position <= at + line.length);
  const here = lines[index] ?? { at: position, text: '' };
  const column = position - here.at;
  const before = here.text.slice(0, column);
  if (/(^|\s)#/.test(before)) return null;
  const inner = here.text.trim() === '' ? column : indentOf(here.text);
  const path = pathAbove(lines, index, inner, lead.exec(here.text)?.[0] ?? '');
  const holder = holderOf(lines, index, inner);
  if (holder !== null && block.test(holder.value)) {
    return { path, on: 'block', typed: before.trimStart(), at: here.at + inner, end: here.at + here.text.length };
  }
  const said = /^(\s*(?:-\s+)*)([\w.-]+):\s+/.exec(before);
  if (said?.[2] !== undefined) {
    const at = here.at + said[0].length;
    const end = here.at + here.text.replace(/\s+#.*$/, '').trimEnd().length;
    return {
      path: [...path, said[2]],
      on: 'value',
      typed: before.slice(said[0].length),
      at,
      end: Math.max(end, position),
    };
  }
  const name = /[\w.-]*$/.exec(before)?.[0] ?? '';
  const rest = /^[\w.-]*:?/.exec(here.text.slice(column))?.[0] ?? '';
  return { path, on: 'name', typed: name, at: position - name.length, end: position + rest.length };
}

/** Names that a line of this indentation stands under, from the lines above. */
function pathAbove(lines: readonly Line[], index: number, indent: number, dashes: string): string[] {
  const path: string[] = [];
  let least = indent;
  if (dashes.includes('-')) {
    path.unshift('[]');
    least = dashes.indexOf('-') + 1;
  }
  for (let at = index - 1; at >= 0 && least > 0; at -= 1) {
    const { text } = lines[at] ?? { text: '' };
    if (text.trim() === '' || text.trimStart().startsWith('#')) continue;
    const groups = member.exec(text)?.groups;
    const own = indentOf(text);
    const outer = /^\s*/.exec(text)?.[0].length ?? 0;
    // A line that begins an item of the list that this line is in.
    if (own === least && outer < own && text.trimStart().startsWith('-')) {
      path.unshift('[]');
      least = outer + 1;
      continue;
    }
    if (own >= least || groups?.['name'] === undefined) continue;
    path.unshift(groups['name']);
    least = own;
    if (outer < own) {
      path.unshift('[]');
      least = outer + 1;
    }
  }
  return path;
}

/** The member that a line of this indentation goes on with. */
function holderOf(lines: readonly Line[], index: number, indent: number): { readonly value: string } | null {
  for (let at = index - 1; at >= 0; at -= 1) {
    const { text } = lines[at] ?? { text: '' };
    if (text.trim() === '' || indentOf(text) >= indent) continue;
    const groups = member.exec(text)?.groups;
    return groups === undefined ? null : { value: groups['value'] ?? '' };
  }
  return null;
}
