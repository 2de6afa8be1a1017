import type { CallOutput } from '#shared/contract/contract.ts';
import { type Caret, caretIn } from './caret.ts';
import { type JsonSchema, schemaAt } from './document-schema.ts';

type Completion = CallOutput<'documents.complete'>;
type Item = Completion['items'][number];
type Explanation = NonNullable<CallOutput<'documents.explain'>['about']>;

/** Completes a text of another language inside of the document. `at` counts from the beginning of that text. */
export type CompleteInner = (holds: string, text: string, position: number) => Completion;

/** What may stand where the caret is. */
export function completeDocument(schema: JsonSchema, text: string, position: number, inner: CompleteInner): Completion {
  const nothing: Completion = { at: position, end: position, items: [] };
  const caret = caretIn(text, position);
  if (caret === null) return nothing;
  const here = schemaAt(schema, caret.path);
  if (here?.holds !== undefined && caret.on !== 'name') {
    const found = inner(here.holds, text.slice(caret.at, caret.end), position - caret.at);
    return { ...found, at: found.at + caret.at, end: found.end + caret.at };
  }
  if (caret.on === 'name') return { at: caret.at, end: caret.end, items: namesAt(here, text, caret) };
  const values = here === undefined ? [] : valuesOf(here);
  return { at: caret.at, end: caret.end, items: values.filter(({ text: value }) => value.includes(caret.typed)) };
}

const optionsOf = (schema: JsonSchema): readonly JsonSchema[] => schema.anyOf ?? [schema];

function namesAt(schema: JsonSchema | undefined, text: string, { at, typed, path }: Caret): Item[] {
  const column = at - (text.lastIndexOf('\n', at - 1) + 1);
  const taken = siblings(text, at, column);
  return (schema === undefined ? [] : optionsOf(schema)).flatMap((option) => {
    // Where a list is expected and no dash is there yet, the names are those of its items.
    const { properties, required } = option.items !== undefined && !path.includes('[]') ? option.items : option;
    return Object.entries(properties ?? {})
      .filter(([name]) => name.includes(typed) && !taken.has(name))
      .map(([name, member]): Item => {
        const opens = member.properties !== undefined || member.type === 'array';
        return {
          text: name,
          insert: opens ? `${name}:\n${' '.repeat(column + 2)}` : `${name}: `,
          detail: [detailOf(member), required?.includes(name) === true ? 'needed' : ''].filter(Boolean).join(', '),
          meaning: member.description ?? '',
          is: 'name',
        };
      })
      .sort((one, other) => Number(other.text.startsWith(typed)) - Number(one.text.startsWith(typed)));
  });
}

/** Names that stand already beside the one that is written. */
function siblings(text: string, at: number, column: number): ReadonlySet<string> {
  const taken = new Set<string>();
  const lines = text.split('\n');
  const index = text.slice(0, at).split('\n').length - 1;
  const begins = (line: number): boolean => (lines[line] ?? '').trimStart().startsWith('-');
  for (const step of [-1, 1]) {
    // A dash begins another item: above, when this line has one or behind one; below, before the next.
    let ended = step === -1 && begins(index);
    for (let line = index + step; line >= 0 && line < lines.length && !ended; line += step) {
      const found = /^(\s*(?:-\s+)?)([\w.-]+):/.exec(lines[line] ?? '');
      const indent = /^\s*(?:-\s+)?/.exec(lines[line] ?? '')?.[0].length ?? 0;
      if ((lines[line] ?? '').trim() === '' || indent > column) continue;
      if (indent < column || (step === 1 && begins(line))) break;
      if (found?.[2] !== undefined) taken.add(found[2]);
      ended = begins(line);
    }
  }
  return taken;
}

const unitOf = ({ unit }: JsonSchema): string => (unit === undefined ? '' : ` ${unit}`);

function detailOf(schema: JsonSchema): string {
  const { minimum, maximum } = schema;
  if (minimum !== undefined && maximum !== undefined) return `${minimum}–${maximum}${unitOf(schema)}`;
  if (schema.holds !== undefined) return schema.holds;
  return schema.enum === undefined ? '' : 'one of';
}

function valuesOf(schema: JsonSchema): Item[] {
  return optionsOf(schema).flatMap((option) => {
    const item = (value: unknown, detail: string): Item => ({
      text: String(value),
      insert: String(value),
      detail,
      meaning: option.description ?? '',
      is: 'value',
    });
    if (option.enum !== undefined) return option.enum.map((value) => item(value, ''));
    if (option.items?.enum !== undefined) return option.items.enum.map((value) => item(`[${String(value)}]`, ''));
    return option.default === undefined ? [] : [item(option.default, `standard${unitOf(option)}`)];
  });
}

/** What the name means that the caret stands on. */
export function explainDocument(schema: JsonSchema, text: string, position: number): Explanation | null {
  const lineStart = text.lastIndexOf('\n', position - 1) + 1;
  const lineEnd = text.indexOf('\n', position);
  const line = text.slice(lineStart, lineEnd < 0 ? text.length : lineEnd);
  const found = /^(\s*(?:-\s+)*)([\w.-]+):/.exec(line);
  const name = found?.[2];
  if (found === null || name === undefined) return null;
  const at = lineStart + (found[1]?.length ?? 0);
  const caret = caretIn(text, at);
  const about = caret === null ? undefined : schemaAt(schema, [...caret.path, name]);
  if (about === undefined || position < at || position > at + name.length) return null;
  const standard = about.default === undefined ? [] : [`Standard: ${String(about.default)}${unitOf(about)}`];
  const values = about.enum === undefined ? [] : [`One of: ${about.enum.join(', ')}`];
  const range = detailOf(about);
  return {
    at,
    end: at + name.length,
    title: name,
    lines: [
      about.description ?? '',
      ...(range === 'one of' || range === '' ? [] : [range]),
      ...values,
      ...standard,
    ].filter((each) => each !== ''),
  };
}
