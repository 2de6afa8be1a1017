import type { Register } from '#engine/store/store.ts';
import type { Instant } from '#shared/model/fact.ts';
import type { JournalRecord } from '#shared/model/journal-record.ts';

/** `data.policy` of a record `policy.set`. */
export interface PolicyChange {
  /** YAML; empty: the standard policy. */
  readonly text: string;
  /** SHA-256 of what it stood for when it was set. */
  readonly hash: string;
}

export interface SetPolicy extends PolicyChange {
  readonly seq: number;
  readonly by: string;
  readonly at: Instant;
}

/** The policies of the workspace, as analysts set them one after the other. A register of the journal. */
export class PolicyRegister implements Register {
  readonly name = 'policy';
  readonly #set: SetPolicy[] = [];

  apply({ action, seq, at, human, data }: Pick<JournalRecord, 'action' | 'seq' | 'at' | 'human' | 'data'>): void {
    if (action !== 'policy.set') return;
    // Written by this engine alone, and covered by the hash chain.
    const { text, hash } = data['policy'] as PolicyChange;
    this.#set.push({ text, hash, seq, by: human, at: Date.parse(at) });
  }

  /** The oldest first. */
  get all(): readonly SetPolicy[] {
    return this.#set;
  }

  save(): string {
    return JSON.stringify(this.#set);
  }

  load(text: string): void {
    // Written by save and covered by the digest of the snapshot.
    this.#set.splice(0, Number.POSITIVE_INFINITY, ...(JSON.parse(text) as SetPolicy[]));
  }
}
