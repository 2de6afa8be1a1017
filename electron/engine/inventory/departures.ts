import type { Instant } from '#shared/model/fact.ts';
import type { IdentityId } from '#shared/model/ids.ts';
import type { JournalRecord } from '#shared/model/journal-record.ts';

/** `data.departed` of a record `identity.departed` or `identity.returned`. */
export interface DepartureData {
  readonly identities: readonly IdentityId[];
  readonly note: string;
}

export interface Departure {
  readonly note: string;
  readonly by: string;
  readonly at: Instant;
}

/** People who left and integrations that ended, by the word of analysts. A register of the journal. */
export class Departures {
  readonly name = 'departures';
  readonly #gone = new Map<IdentityId, Departure>();

  apply({ action, at, human, data }: Pick<JournalRecord, 'action' | 'at' | 'human' | 'data'>): void {
    if (action !== 'identity.departed' && action !== 'identity.returned') return;
    // Written by this engine alone, and covered by the hash chain.
    const { identities, note } = data['departed'] as DepartureData;
    for (const id of identities) {
      if (action === 'identity.departed') this.#gone.set(id, { note, by: human ?? '', at: Date.parse(at) });
      else this.#gone.delete(id);
    }
  }

  of(id: IdentityId): Departure | undefined {
    return this.#gone.get(id);
  }

  entries(): IterableIterator<[IdentityId, Departure]> {
    return this.#gone.entries();
  }

  save(): string {
    return JSON.stringify([...this.#gone]);
  }

  load(text: string): void {
    this.#gone.clear();
    // Written by save.
    for (const [id, departure] of JSON.parse(text) as [IdentityId, Departure][]) this.#gone.set(id, departure);
  }
}
