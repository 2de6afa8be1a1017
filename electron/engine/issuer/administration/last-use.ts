import type { Register } from '#engine/store/store.ts';
import type { RecordParties } from '#engine/store/tables/activity.ts';
import type { Instant } from '#shared/model/fact.ts';
import type { IdentityId } from '#shared/model/ids.ts';
import type { JournalRecord } from '#shared/model/journal-record.ts';

/** When each client last did something that it was let do, as the journal tells it; longer than tokens are remembered. */
export class LastUse implements Register {
  readonly name = 'last use';
  #at = new Map<IdentityId, Instant>();

  apply({ at, client, decision, data }: Pick<JournalRecord, 'at' | 'client' | 'decision' | 'data'>): void {
    // Written by this engine alone, and covered by the hash chain.
    const parties = data['parties'] as RecordParties | undefined;
    if (parties === undefined || decision === 'denied' || parties.humanLive) return;
    // What an analyst does to a client is no use of it: such a record names his program, not the client, as who asked.
    if (parties.client === null || parties.client.name !== client) return;
    const now = Date.parse(at);
    for (const id of [parties.client.id, parties.agents.at(-1)?.id]) if (id) this.#at.set(id, now);
  }

  of(identity: IdentityId): Instant | null {
    return this.#at.get(identity) ?? null;
  }

  save(): string {
    return JSON.stringify([...this.#at]);
  }

  load(text: string): void {
    // Written by save and covered by the digest of the snapshot.
    this.#at = new Map(JSON.parse(text) as [IdentityId, Instant][]);
  }
}
