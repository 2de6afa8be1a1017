import type { Change } from '#engine/issuer/model.ts';
import type { Register } from '#engine/store/store.ts';
import type { JournalRecord } from '#shared/model/journal-record.ts';

/** A client or a human of the issuer, and with it an identity of the inventory. */
export interface Follower {
  readonly is: 'client' | 'human';
  readonly id: string;
}

/** `data` of a record `inventory.updated`: the inventory says what the journal said up to that record. */
export interface Followed {
  readonly follows: number;
}

/**
 * Who has changed in the issuer since the inventory was last written. The journal itself knows: what a crash has left
 * unwritten is written when the workspace is opened again.
 */
export class InventoryLag implements Register {
  readonly name = 'inventory lag';
  /** Number of the last record. */
  seq = 0;
  /** Number of the last record that changed somebody. */
  changedAt = 0;
  #behind = new Map<string, Follower & { readonly seq: number }>();

  apply({ seq, action, data }: Pick<JournalRecord, 'seq' | 'action' | 'data'>): void {
    this.seq = seq;
    // Both members are written by this engine alone, and covered by the hash chain.
    for (const change of (data['issuer'] as readonly Change[] | undefined) ?? []) this.#take(change, seq);
    if (action !== 'inventory.updated') return;
    const { follows } = data as unknown as Followed;
    for (const [key, { seq: at }] of this.#behind) if (at <= follows) this.#behind.delete(key);
  }

  /** Who has changed in a later record than `seq`. */
  since(seq: number): Follower[] {
    return [...this.#behind.values()].filter((each) => each.seq > seq).map(({ is, id }) => ({ is, id }));
  }

  save(): string {
    return JSON.stringify({ seq: this.seq, changedAt: this.changedAt, behind: [...this.#behind.values()] });
  }

  load(text: string): void {
    // Written by save and covered by the digest of the snapshot.
    const { seq, changedAt, behind } = JSON.parse(text) as {
      seq: number;
      changedAt: number;
      behind: (Follower & { readonly seq: number })[];
    };
    this.seq = seq;
    this.changedAt = changedAt;
    this.#behind = new Map(behind.map((each) => [`${each.is} ${each.id}`, each]));
  }

  #take(change: Change, seq: number): void {
    const changed = followerOf(change);
    if (changed === null) return;
    this.changedAt = seq;
    this.#behind.set(`${changed.is} ${changed.id}`, { ...changed, seq });
  }
}

function followerOf(change: Change): Follower | null {
  switch (change.is) {
    case 'client':
      return { is: 'client', id: change.client.id };
    case 'client_deleted':
      return { is: 'client', id: change.id };
    case 'human':
      return { is: 'human', id: change.human.id };
    case 'human_deleted':
      return { is: 'human', id: change.id };
    case 'consent':
      return { is: 'client', id: change.consent.clientId };
    default:
      return null;
  }
}
