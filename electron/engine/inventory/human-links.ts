import type { IdentityId } from '#shared/model/ids.ts';
import type { JournalRecord } from '#shared/model/journal-record.ts';

/** `data.humanLink` of a record `human.linked` or `human.unlinked`: pairs of accounts, and who they are. */
export interface HumanLinkData {
  readonly pairs: readonly (readonly [IdentityId, IdentityId])[];
}

const key = ([one, other]: readonly [IdentityId, IdentityId]): string =>
  one < other ? `${one} ${other}` : `${other} ${one}`;

/** What analysts decided of accounts: the last word on a pair counts. A register of the journal. */
export class HumanLinks {
  readonly name = 'human links';
  readonly #links = new Map<string, { readonly pair: readonly [IdentityId, IdentityId]; readonly isLinked: boolean }>();

  apply({ action, data }: JournalRecord): void {
    if (action !== 'human.linked' && action !== 'human.unlinked') return;
    // Written by this engine alone, and covered by the hash chain.
    const { pairs } = data['humanLink'] as HumanLinkData;
    for (const pair of pairs) this.#links.set(key(pair), { pair, isLinked: action === 'human.linked' });
  }

  pairs(isLinked: boolean): readonly (readonly [IdentityId, IdentityId])[] {
    return [...this.#links.values()].filter((link) => link.isLinked === isLinked).map(({ pair }) => pair);
  }

  /** null: nobody has decided. */
  decided(one: IdentityId, other: IdentityId): 'linked' | 'unlinked' | null {
    const link = this.#links.get(key([one, other]));
    return link === undefined ? null : link.isLinked ? 'linked' : 'unlinked';
  }

  save(): string {
    return JSON.stringify([...this.#links]);
  }

  load(text: string): void {
    this.#links.clear();
    // Written by save.
    for (const [pair, link] of JSON.parse(text) as Iterable<
      [string, { pair: [IdentityId, IdentityId]; isLinked: boolean }]
    >) {
      this.#links.set(pair, link);
    }
  }
}
