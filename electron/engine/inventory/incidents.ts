import type { Instant } from '#shared/model/fact.ts';
import type { JournalRecord } from '#shared/model/journal-record.ts';

/** `data.incident` of a record `incident.added`; of `incident.removed` the vendors alone count. */
export interface IncidentData {
  /** `at` null: when it was entered. */
  readonly incidents: readonly { readonly vendor: string; readonly reason: string; readonly at: Instant | null }[];
}

export interface Incident {
  /** As it was entered. */
  readonly vendor: string;
  readonly reason: string;
  /** When it happened, or became known. */
  readonly at: Instant;
  readonly by: string;
  readonly enteredAt: Instant;
}

/** Vendors write themselves in many ways: letters and digits decide, and no legal form. */
export const vendorKey = (vendor: string): string =>
  vendor
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s,]+(?:inc|ltd|llc|gmbh|corp|corporation|co|ag|s\.?a|b\.?v|plc)\.?$/u, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Vendors with an incident, by the word of analysts: a register of the journal. The last word on a vendor counts. */
export class Incidents {
  readonly name = 'incidents';
  readonly #known = new Map<string, Incident>();

  apply({ action, at, human, data }: Pick<JournalRecord, 'action' | 'at' | 'human' | 'data'>): void {
    if (action !== 'incident.added' && action !== 'incident.removed') return;
    // Written by this engine alone, and covered by the hash chain.
    const { incidents } = data['incident'] as IncidentData;
    for (const incident of incidents) {
      const key = vendorKey(incident.vendor);
      if (action === 'incident.removed') this.#known.delete(key);
      else {
        const enteredAt = Date.parse(at);
        this.#known.set(key, { ...incident, at: incident.at ?? enteredAt, by: human, enteredAt });
      }
    }
  }

  /** Of a publisher as a source names it; undefined: none is known. */
  of(publisher: string): Incident | undefined {
    return publisher === '' ? undefined : this.#known.get(vendorKey(publisher));
  }

  get size(): number {
    return this.#known.size;
  }

  values(): IterableIterator<Incident> {
    return this.#known.values();
  }

  save(): string {
    return JSON.stringify([...this.#known.values()]);
  }

  load(text: string): void {
    this.#known.clear();
    // Written by save.
    for (const incident of JSON.parse(text) as Incident[]) this.#known.set(vendorKey(incident.vendor), incident);
  }
}
