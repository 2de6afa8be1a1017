import { registerOf } from '#engine/store/register-of.ts';
import type { Register } from '#engine/store/store.ts';
import type { OwnRule } from './own-rule.ts';
import { readRule } from './read-rule.ts';
import { OwnRulesRegister, type SavedRule } from './register.ts';

/** One rule and the text that is in force. */
export interface RuleInForce {
  readonly id: string;
  /** null: no text of it can be read by this version. */
  readonly rule: OwnRule | null;
  readonly saved: SavedRule;
  /** The newest text, which this version cannot read; null: it is the one in force. */
  readonly unread: SavedRule | null;
}

type Registers = { readonly registers: readonly Register[] };
const read = new WeakMap<readonly SavedRule[], RuleInForce>();

/** Every rule of the workspace's own. One that cannot be read stops no other. */
export function rulesInForce(workspace: Registers): readonly RuleInForce[] {
  return [...registerOf(workspace, OwnRulesRegister).all].map(([id, versions]) => {
    const known = read.get(versions) ?? newestOf(id, versions);
    read.set(versions, known);
    return known;
  });
}

function newestOf(id: string, versions: readonly SavedRule[]): RuleInForce {
  for (const [index, saved] of versions.entries()) {
    const found = readRule(saved.text);
    if (found.ok) return { id, rule: found.rule, saved, unread: index > 0 ? (versions[0] ?? null) : null };
  }
  const [saved = { text: '', seq: 0, by: '', at: 0 }] = versions;
  return { id, rule: null, saved, unread: saved };
}

export const ownRulesOf = (workspace: Registers): readonly OwnRule[] =>
  rulesInForce(workspace).flatMap(({ rule }) => rule ?? []);
