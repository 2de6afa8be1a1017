import { readText } from '#engine/documents/yaml-text.ts';
import { type PolicyData, standardPolicy } from '#engine/scoring/policy.ts';
import type { DocumentProblem } from '#shared/contract/documents.ts';
import { brokenLaws } from './policy-laws.ts';
import { policySchema } from './policy-schema.ts';

export type ReadPolicy =
  | { readonly ok: true; readonly data: PolicyData }
  | { readonly ok: false; readonly problems: readonly DocumentProblem[] };

/** The policy that a text stands for. What it does not say is standard; the empty text is the standard policy. */
export function readPolicy(text: string): ReadPolicy {
  const read = readText(policySchema, text);
  if (!read.ok) return read;
  // `as`: the schema is made of the same table as the type, and leaves only numbers of it.
  const data = overlaid(standardPolicy, read.value) as PolicyData;
  const problems = brokenLaws(data).map(({ path, message, expected }) => read.places.problem(path, message, expected));
  if (problems.length === 0) return { ok: true, data };
  return { ok: false, problems: problems.sort((one, other) => one.at - other.at) };
}

interface Tree {
  readonly [name: string]: number | Tree;
}

function overlaid(standard: Tree, said: unknown): Tree {
  const own = typeof said === 'object' && said !== null ? new Map(Object.entries(said)) : new Map<string, unknown>();
  return Object.fromEntries(
    Object.entries(standard).map(([name, value]) => {
      const other = own.get(name);
      return [name, typeof value === 'number' ? (typeof other === 'number' ? other : value) : overlaid(value, other)];
    }),
  );
}
