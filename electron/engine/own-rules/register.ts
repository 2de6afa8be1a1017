import type { Register } from '#engine/store/store.ts';
import type { Instant } from '#shared/model/fact.ts';
import type { JournalRecord } from '#shared/model/journal-record.ts';

/** `data.rule` of the records `rule.saved` and `rule.removed`. */
export interface RuleChange {
  readonly id: string;
  /** YAML; absent where it is removed. */
  readonly text?: string;
}

export interface SavedRule {
  readonly text: string;
  readonly seq: number;
  readonly by: string;
  readonly at: Instant;
}

/** Texts of one rule that are kept: should a newer one not be understood by this version, an older one stays in force. */
const mostVersions = 10;

/** The rules of the workspace's own, as analysts saved them. A register of the journal. */
export class OwnRulesRegister implements Register {
  readonly name = 'own rules';
  readonly #rules = new Map<string, readonly SavedRule[]>();

  apply({ action, seq, at, human, data }: Pick<JournalRecord, 'action' | 'seq' | 'at' | 'human' | 'data'>): void {
    if (action !== 'rule.saved' && action !== 'rule.removed') return;
    // Written by this engine alone, and covered by the hash chain.
    const { id, text } = data['rule'] as RuleChange;
    if (text === undefined) this.#rules.delete(id);
    else {
      const before = this.#rules.get(id) ?? [];
      this.#rules.set(id, [{ text, seq, by: human, at: Date.parse(at) }, ...before].slice(0, mostVersions));
    }
  }

  /** By id, in the order in which they were first saved; of each the newest text first. */
  get all(): ReadonlyMap<string, readonly SavedRule[]> {
    return this.#rules;
  }

  save(): string {
    return JSON.stringify([...this.#rules]);
  }

  load(text: string): void {
    this.#rules.clear();
    // Written by save and covered by the digest of the snapshot.
    for (const [id, versions] of JSON.parse(text) as [string, SavedRule[]][]) this.#rules.set(id, versions);
  }
}
