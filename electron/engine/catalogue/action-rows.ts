import type { ActionRows } from './action-file.ts';
import { namesIn } from './patterns.ts';

export interface ActionRow {
  readonly how: 'always' | 'seen' | 'api' | 'none';
  /** Lower case, `*` in them. */
  readonly actions: readonly string[];
  readonly scopes: readonly string[];
  /** The scope of the same words. */
  readonly equal: boolean;
  /** `<service>` stands in one of the scopes. */
  readonly byService: boolean;
}

const head = /^(always|seen|api|none)(?: (.*?))? ?-> ?(.+)$/s;

/** Throws on what is no row: the files are part of the program. */
export function actionRowsOf(text: ActionRows): readonly ActionRow[] {
  const lines: string[] = [];
  for (const line of text.split('\n')) {
    if (line.startsWith('  ') && lines.length > 0) lines[lines.length - 1] += ` ${line.trim()}`;
    else if (line.trim() !== '') lines.push(line);
  }
  return lines.map((line) => {
    const found = head.exec(line);
    if (found === null) throw new Error(`no row of actions: ${line}`);
    const [, how, actions = '', right = ''] = found;
    const scopes = namesIn(right);
    // The pattern lets nothing else through.
    const row = { how: how as ActionRow['how'], actions: namesIn(actions), scopes };
    if ((row.how === 'none') !== (row.actions.length === 0)) throw new Error(`actions out of place: ${line}`);
    return { ...row, equal: scopes.includes('='), byService: scopes.some((scope) => scope.includes('<service>')) };
  });
}
