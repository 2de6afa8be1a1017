import type { RulePack } from '#shared/model/finding.ts';
import { rulePacks } from '#shared/model/finding.ts';
import type { JournalRecord } from '#shared/model/journal-record.ts';

/** `data.packs` of a record `packs.chosen`. */
export interface PackChoice {
  /** Those that are on from now on; what is not listed is off. */
  readonly on: readonly RulePack[];
}

/**
 * Without a word of anybody: the risks of OWASP, and the rules that the workspace itself wrote. The lints of RFC 9700 and MCP
 * say of almost every client that it could be better, which is what somebody asks for, not what somebody is woken up by.
 */
export const standardPacks: readonly RulePack[] = ['owasp', 'own'];

/** Which packs of rules the workspace runs: a register of the journal. */
export class ChosenPacks {
  readonly name = 'packs';
  #on: readonly RulePack[] = standardPacks;

  get on(): readonly RulePack[] {
    return this.#on;
  }

  apply({ action, data }: Pick<JournalRecord, 'action' | 'data'>): void {
    if (action !== 'packs.chosen') return;
    // Written by this engine alone, and covered by the hash chain; of another version it may name packs unknown here.
    const { on } = data['packs'] as PackChoice;
    this.#on = rulePacks.filter((pack) => on.includes(pack));
  }

  save(): string {
    return JSON.stringify(this.#on);
  }

  load(text: string): void {
    // Written by save and covered by the digest of the snapshot.
    this.#on = JSON.parse(text) as RulePack[];
  }
}
