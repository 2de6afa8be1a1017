// One slice of a JSON file, decoded, parsed and checked for what JSON.parse lets through.
import { brokenPath, duplicateMember, infinitePaths, inspect } from './json-inspect.ts';
import type { ProblemCode } from './problem-codes.ts';

/** The request that a recorded answer belongs to. */
export interface Asked {
  readonly method: string;
  readonly url: string;
}

export type Split =
  | {
      readonly ok: true;
      readonly path: string;
      readonly pattern: string;
      readonly value: unknown;
      readonly asked?: Asked;
    }
  | {
      readonly ok: false;
      readonly path: string;
      readonly pattern: string;
      readonly code: ProblemCode;
      readonly message: string;
      readonly field: string | null;
      /** false: a remark on a record that is handed out all the same. */
      readonly lost: boolean;
    };

/** Numbers out of range that are reported for one record. */
const reportedNumbers = 20;

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function brokenField(bytes: Uint8Array): string | null {
  try {
    return brokenPath(JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    // It is not JSON either: there are no fields to name.
    return null;
  }
}

/** `members`: how many the bytes hold, duplicates counted; null where the value is no object and no list. */
export function readRecord(bytes: Uint8Array, members: number | null, path: string, pattern: string): readonly Split[] {
  const lost = (code: ProblemCode, message: string, field: string | null = null): readonly Split[] => [
    { ok: false, path, pattern, code, message, field, lost: true },
  ];
  let text: string;
  try {
    text = decoder.decode(bytes);
  } catch {
    return lost('import.encoding', 'holds bytes that are not UTF-8', brokenField(bytes));
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // The parser's own message quotes the text, which may hold a secret.
    return lost('import.malformed', 'is not valid JSON');
  }
  const seen = inspect(value);
  if (seen.forbidden !== null) {
    return lost('import.forbidden_member', `has a member named ${seen.forbidden}`, seen.forbidden);
  }
  if (members !== null && seen.members !== members) {
    const name = duplicateMember(text) ?? '';
    return lost('import.duplicate_member', `has the member ${JSON.stringify(name)} twice`, name);
  }
  const record: Split = { ok: true, path, pattern, value };
  if (!seen.infinite) return [record];
  const remarks = infinitePaths(value)
    .slice(0, reportedNumbers)
    .map((field): Split => {
      const message = `${field} is too large for a number: unknown`.trimStart();
      return { ok: false, path, pattern, code: 'import.number_out_of_range', message, field, lost: false };
    });
  return [...remarks, record];
}
