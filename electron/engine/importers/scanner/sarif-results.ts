// Objects of SARIF 2.1.0 (OASIS), by section of the standard.
import { isObject } from '#engine/importers/fields.ts';
import { objectIn, type PrintsOf, type Sealed, seal, textIn, wordIn } from './sealed.ts';

type Raw = Readonly<Record<string, unknown>>;

/** What a run says of its tool: who it is, and which of its rules look for secrets. */
export interface SealedTool {
  readonly name: string;
  readonly rules: readonly { readonly id: string; readonly title: string; readonly secret: boolean }[];
}

/** §3.27: one result, with what tells whether it is of a secret. */
export interface SealedResult extends Sealed {
  readonly ruleId: string;
  /** Index into the rules of the driver; -1: it says none. */
  readonly ruleIndex: number;
  /** By its own word, whatever its rule says. */
  readonly secret: boolean;
  /** false: the tool looked and found nothing wrong (§3.27.9). */
  readonly failed: boolean;
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const shortText = (value: unknown): string => textIn(value).slice(0, 300);
const textOfMessage = (value: unknown): string => shortText(objectIn(value)['text']);
const tagsOf = (value: Raw): readonly string[] => listOf(objectIn(value['properties'])['tags']).map(shortText);
const isOfSecrets = (words: readonly string[]): boolean =>
  words.some((word) => /secret|hard.?coded|api.?key|private.?key|cwe-(?:798|259|321)\b/i.test(word));

/** §3.18, §3.49. */
export function sealedTool(tool: Raw): SealedTool {
  const driver = objectIn(tool['driver']);
  const rules = listOf(driver['rules']).slice(0, 10_000).filter(isObject);
  return {
    name: shortText(driver['name']),
    rules: rules.map((rule) => {
      const id = shortText(rule['id']);
      const title = textOfMessage(rule['shortDescription']) || shortText(rule['name']);
      return { id, title, secret: isOfSecrets([id, title, ...tagsOf(rule)]) };
    }),
  };
}

/** What is assigned or quoted on the line that a tool shows instead of the secret alone. */
function piecesOf(snippet: string): readonly string[] {
  if (snippet.length > 4_096) return [];
  const quoted = Array.from(snippet.matchAll(/(["'`])([^"'`\n]{6,500})\1/g), ([, , piece = '']) => piece);
  const assigned = Array.from(snippet.matchAll(/[=:]\s*([^\s"'`,;]{6,500})/g), ([, piece = '']) => piece);
  return [...new Set([...quoted, ...assigned])].slice(0, 8);
}

/** `file:///src/a%20b.env` and `file://./a.env` → `/src/a b.env`, `a.env`. */
function pathIn(uri: unknown): unknown {
  if (typeof uri !== 'string') return uri;
  const path = uri.replace(/^file:\/\//i, '').replace(/^\.\//, '');
  try {
    return decodeURIComponent(path);
  } catch {
    // A path with a per cent sign in it that was never encoded.
    return path;
  }
}

const accepted = (value: unknown): boolean =>
  listOf(value)
    .map(objectIn)
    .some(({ status }) => status === undefined || status === 'accepted');

function statesOf(result: Raw): readonly string[] {
  const [level, baseline] = [wordIn(result['level']), wordIn(result['baselineState'])];
  return [
    level === '' ? '' : `level ${level}`,
    baseline === 'absent' ? 'no longer there' : '',
    accepted(result['suppressions']) ? 'suppressed' : '',
  ].filter((word) => word !== '');
}

/** null: it is no object. */
export function sealedResult(value: unknown, printsOf: PrintsOf): SealedResult | null {
  if (!isObject(value)) return null;
  const physical = objectIn(objectIn(listOf(value['locations'])[0])['physicalLocation']);
  const region = objectIn(physical['region']);
  const prints = objectIn(value['partialFingerprints']);
  const ruleId = shortText(value['ruleId'] ?? objectIn(value['rule'])['id']);
  const index = value['ruleIndex'] ?? objectIn(value['rule'])['index'];
  const snippet = objectIn(region['snippet'])['text'];
  const around = objectIn(objectIn(physical['contextRegion'])['snippet'])['text'];
  const found = {
    id: null,
    detector: ruleId,
    repository: undefined,
    file: pathIn(objectIn(physical['artifactLocation'])['uri']),
    line: region['startLine'],
    // What gitleaks knows of the commit stands among the fingerprints.
    commit: prints['commitSha'],
    date: prints['date'],
    who: textIn(prints['email']) === '' ? prints['author'] : prints['email'],
    states: statesOf(value),
    dismissed: accepted(value['suppressions']),
  };
  const shown = { secrets: [snippet], perhaps: piecesOf(textIn(snippet)), around: [around] };
  const kind = textIn(value['kind']);
  return {
    ...seal(found, shown, printsOf),
    ruleId,
    ruleIndex: typeof index === 'number' && Number.isInteger(index) ? index : -1,
    secret: isOfSecrets([ruleId, ...tagsOf(value)]),
    failed: kind === '' || kind === 'fail' || kind === 'open' || kind === 'review',
  };
}
