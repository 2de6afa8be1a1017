import type { Vendor } from '#shared/model/tenant.ts';
import { type ActionRow, actionRowsOf } from './action-rows.ts';
import { actionFiles } from './actions/index.ts';
import { beforeBracket, lastPart, matches, overlap } from './patterns.ts';

/** How one may learn from a log that a scope was not used. */
export type Recording =
  /** No action of the log is known to take it. */
  | { readonly how: 'not_mapped' }
  /** Recorded when the log holds a use of another scope of its API. */
  | { readonly how: 'api' }
  /** Recorded when each of the tests finds an action in the log; none: it always is. */
  | { readonly how: 'actions'; readonly tests: readonly ((action: string) => boolean)[] };

const rowsOf = new Map<Vendor, readonly ActionRow[]>();

function rowsFor(vendor: Vendor): readonly ActionRow[] {
  let rows = rowsOf.get(vendor);
  if (rows === undefined) {
    const files = actionFiles.filter(({ vendors }) => vendors === 'any' || vendors.includes(vendor));
    rows = files.flatMap((file) => actionRowsOf(file.rows));
    rowsOf.set(vendor, rows);
  }
  return rows;
}

/** Both as the source writes them: does the action take the scope? */
export function shows(vendor: Vendor, scope: string, action: string): boolean {
  const [names, said] = [spellings(scope), action.toLowerCase()];
  return rowsFor(vendor).some((row) => fits(row, names, said));
}

export function recordingOf(vendor: Vendor, scope: string): Recording {
  const names = spellings(scope);
  const touched = rowsFor(vendor).filter((row) => touches(row, names));
  const told = touched.filter(({ how }) => how === 'always' || how === 'seen');
  const silent = touched.some(({ how }) => how === 'none') && !scope.includes('*');
  if (silent) return { how: 'not_mapped' };
  if (told.length === 0) return touched.some(({ how }) => how === 'api') ? { how: 'api' } : { how: 'not_mapped' };
  const asked = told.filter(({ how }) => how === 'seen');
  return {
    how: 'actions',
    tests: asked.map((row) => (row.byService ? (action) => fits(row, names, action.toLowerCase()) : testOf(row))),
  };
}

/** One and the same function a row, so that whoever asks for many scopes may remember its answers. */
const testOf = (row: ActionRow): ((action: string) => boolean) => {
  let test = tests.get(row);
  if (test === undefined) {
    test = (action) => row.actions.some((pattern) => matches(pattern, action.toLowerCase()));
    tests.set(row, test);
  }
  return test;
};
const tests = new WeakMap<ActionRow, (action: string) => boolean>();

/** The scope as it is, the last part of a path or URL, and without the names that it is bound to; each once. */
function spellings(scope: string): readonly string[] {
  const whole = scope.toLowerCase();
  return [...new Set([whole, lastPart(whole), beforeBracket(whole)])].filter((name) => name !== '');
}

function fits({ actions, scopes, equal }: ActionRow, names: readonly string[], action: string): boolean {
  if (!actions.some((pattern) => matches(pattern, action))) return false;
  if (equal && names.some((name) => name === action || (name.includes('*') && matches(name, action)))) return true;
  return scopes.some((scope) => {
    const pattern = scope.replaceAll('<service>', serviceOf(action));
    return names.some((name) => matches(pattern, name));
  });
}

function touches({ actions, scopes, equal, how }: ActionRow, names: readonly string[]): boolean {
  if (how === 'api') return true;
  if (equal && names.some((name) => actions.some((pattern) => overlap(pattern, name)))) return true;
  return scopes.some((scope) => {
    const pattern = scope.replaceAll('<service>', '*');
    return names.some((name) => (name.includes('*') ? overlap(pattern, name) : matches(pattern, name)));
  });
}

/** `storage` of `storage.objects.get`, `iam` of `google.iam.admin.v1.CreateServiceAccountKey`. */
const serviceOf = (action: string): string => /^(?:google\.(?:cloud\.)?)?([a-z0-9-]+)/.exec(action)?.[1] ?? '';
