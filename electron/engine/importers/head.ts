// Tells from the first bytes what a file is. By content only: names lie.
import Papa from 'papaparse';
import { sniffDelimiter } from './csv-rows.ts';
import { encodingOf, ToUtf8 } from './encoding.ts';
import type { Head } from './importer.ts';

const yamlMember = /^(?:"([^"\n]{1,200})"|'([^'\n]{1,200})'|([A-Za-z_][\w.-]{0,200})):(?:[ \t]+(.*))?$/gm;

/** `bytes`: up to the first 256 KiB; `whole`: there is no more; `folders`: those that the file lies in, outermost first. */
export function readHead(file: string, bytes: Uint8Array, whole: boolean, folders: readonly string[] = []): Head {
  return { ...formOf(bytes, whole), file, folders };
}

type Form = Omit<Head, 'file' | 'folders'>;

function formOf(bytes: Uint8Array, whole: boolean): Form {
  const encoding = encodingOf(bytes);
  const nothing = { text: '', members: [], outermost: 'other', texts: new Map(), columns: [] } as const;
  if (bytes.length === 0) return { ...nothing, format: 'empty' };
  if (encoding === 'utf-16-without-mark') return { ...nothing, format: 'binary' };
  const utf8 = new ToUtf8(encoding, bytes).push(bytes);
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(utf8);
  const trimmed = text.trimStart();
  if (trimmed === '') return { ...nothing, format: 'empty' };
  if (trimmed.startsWith('{') || trimmed.startsWith('[')) return jsonHead(trimmed);
  if (isBinary(text.slice(0, 4096))) return { ...nothing, format: 'binary' };
  const isList = /^- /.test(text.replace(/^(?:[ \t]*(?:#[^\n]*)?\r?\n|---[^\n]*\n)+/, ''));
  if (isList) return { ...nothing, format: 'yaml', text, outermost: 'array' };
  const yaml = yamlHead(text);
  const columns = csvColumns(text, whole);
  if (columns.length > 1 && (yaml.members.length === 0 || columns.length > 3))
    return { ...nothing, format: 'csv', text, columns };
  if (yaml.members.length > 0 || /^(?:---|%YAML)/.test(text))
    return { format: 'yaml', text, columns: [], outermost: 'object', ...yaml };
  return { ...nothing, format: 'csv', text, columns };
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
const notText = /[\u0000-\u0008\u000e-\u001f\ufffd]/g;

/** A stray NUL or a byte that is not UTF-8 is a fault of one cell; very many are no text. */
function isBinary(start: string): boolean {
  const strays = start.match(notText)?.length ?? 0;
  return start.startsWith('%PDF-') || strays > 100 || strays * 10 > start.length;
}

function csvColumns(text: string, whole: boolean): readonly string[] {
  const lines = whole ? text : text.slice(0, Math.max(text.lastIndexOf('\n'), 0) || text.length);
  const delimiter = sniffDelimiter(lines);
  const first = Papa.parse<string[]>(lines, { delimiter, preview: 1, skipEmptyLines: true }).data[0] ?? [];
  return first.map((column) => column.trim());
}

function yamlHead(text: string): { members: readonly string[]; texts: ReadonlyMap<string, string> } {
  const members: string[] = [];
  const texts = new Map<string, string>();
  for (const found of text.matchAll(yamlMember)) {
    const name = found[1] ?? found[2] ?? found[3] ?? '';
    members.push(name);
    const value = found[4]?.replace(/\s+#.*$/, '').replace(/^(["'])(.*)\1$/, '$2') ?? '';
    if (value !== '' && value.length < 500) texts.set(name, value);
  }
  return { members, texts };
}

const token = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;

/** Members of the outermost object, or of the first object of an outermost array, as far as the head reaches. */
function jsonHead(text: string): Form {
  const outermost = text.startsWith('{') ? 'object' : 'array';
  const wanted = outermost === 'object' ? 1 : 2;
  const members: string[] = [];
  const texts = new Map<string, string>();
  let depth = 0;
  let name: string | null = null;
  let before = '';
  for (const [part] of text.matchAll(token)) {
    if (part === '{' || part === '[') {
      depth += 1;
      name = null;
    } else if (part === '}' || part === ']') {
      if (depth === wanted && wanted === 2 && members.length > 0) break;
      depth -= 1;
    } else if (depth === wanted && part.startsWith('"')) {
      if (before === '{' || before === ',') name = unquote(part);
      else if (before === ':' && name !== null && part.length < 500) texts.set(name, unquote(part));
    } else if (part === ':' && depth === wanted && name !== null) members.push(name);
    before = part;
  }
  return { format: 'json', text, members, outermost, texts, columns: [] };
}

function unquote(token: string): string {
  try {
    return String(JSON.parse(token));
  } catch {
    return token.slice(1, -1);
  }
}
