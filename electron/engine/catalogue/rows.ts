import { type Tier, type Verb, verbClasses } from '#shared/model/scope-class.ts';
import type { Rows } from './catalogue-file.ts';
import type { Entry } from './entry.ts';
import { namesIn } from './patterns.ts';

export interface Row extends Entry {
  /** Lower case. */
  readonly names: readonly string[];
}

const head = /^T([0-3]) ([a-z]+)( mints)?:(.*)$/;

/** Throws on what is no row: the files are part of the program. */
export function rowsOf(text: Rows): readonly Row[] {
  const rows: { tier: Tier; verb: Verb; mints: boolean; text: string }[] = [];
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    const found = head.exec(line);
    const last = rows.at(-1);
    if (found === null) {
      if (last === undefined || !line.startsWith('  ')) throw new Error(`no row of the catalogue: ${line}`);
      last.text += line;
      continue;
    }
    const verb = verbClasses.find((each) => each === found[2]);
    if (verb === undefined) throw new Error(`no verb class: ${line}`);
    // The pattern lets 0 to 3 through.
    rows.push({ tier: Number(found[1]) as Tier, verb, mints: found[3] !== undefined, text: found[4] ?? '' });
  }
  return rows.map(({ text: names, ...entry }) => ({ ...entry, names: namesIn(names) }));
}
