import { type Chunk, type Columns, ColumnTable, chunksOf, type Schema } from '#engine/store/column-table.ts';
import { NumberColumn } from '#engine/store/columns.ts';
import { type Activity, type Circumstances, circumstancesOf, signalBits } from '#shared/model/activity.ts';
import type { IdentityId } from '#shared/model/ids.ts';
import type { JournalRecord } from '#shared/model/journal-record.ts';
import type { Tenant } from '#shared/model/tenant.ts';
import { type IdentityTable, isGuid } from './identities.ts';

export const activitySchema = {
  at: 'f64',
  /** Party codes: see `party`. Code 0: nobody. */
  human: 'dictionary',
  /** All agents from the first to the last, their parties joined by U+001E. */
  chain: 'dictionary',
  lastAgent: 'dictionary',
  client: 'dictionary',
  action: 'dictionary',
  object: 'dictionary',
  reason: 'dictionary',
  /** Tenant id; empty for the workbench's own journal. */
  tenant: 'dictionary',
  trace: 'text',
  /** Index into `decisions`: 0 allowed, 1 denied. */
  decision: 'u8',
  /** 1: the human was there. */
  live: 'u8',
  /** 0: imported activity; else the sequence number of the journal record that this row is. */
  seq: 'u32',
  /** Empty, and 0: the source does not say. */
  address: 'dictionary',
  network: 'dictionary',
  userAgent: 'dictionary',
  credential: 'dictionary',
  /** Bits of `signals`. */
  signals: 'u16',
} as const satisfies Schema;

export interface Party {
  readonly name: string;
  readonly id: IdentityId | null;
}

/**
 * `data.parties` of a record that tells what others did, not the workbench: an issuer's request, a resource that was asked
 * for. Such a record is activity like any that is imported, and it is live.
 */
export interface RecordParties
  extends Pick<Activity, 'human' | 'humanLive' | 'agents' | 'client' | 'reason' | 'trace'>,
    Circumstances {
  readonly tenant: string;
}

function partiesOf({ human, agent, client, data }: JournalRecord): RecordParties {
  // Written by this engine alone, and covered by the hash chain.
  const parties = data['parties'] as RecordParties | undefined;
  if (parties !== undefined) return parties;
  const named = (name: string): Party => ({ name, id: null });
  const agents = agent === null ? [] : [named(agent)];
  return { human: named(human), humanLive: true, agents, client: named(client), tenant: '', reason: '', trace: '' };
}

/** From where and with what a journal record came about, where it says so. */
export const circumstancesIn = (record: JournalRecord): Circumstances => partiesOf(record);

const unit = '\u001f';
const chainMark = '\u001e';
const nobody = '';

/** Key of a human, agent or client in the dictionaries: its name, and after U+001F its id where the source gave one. */
export function partyKey(party: Party | null): string {
  if (party === null) return nobody;
  // The separators are our own: a name that holds one gets a space in its place.
  const name = party.name.replaceAll(unit, ' ').replaceAll(chainMark, ' ');
  return party.id === null ? `${name}${unit}` : `${name}${unit}${party.id}`;
}

export function partyOf(key: string): Party | null {
  if (key === nobody) return null;
  const cut = key.indexOf(unit);
  const id = key.slice(cut + 1);
  // Only partyKey makes keys, and it writes nothing but ids after the separator.
  return { name: key.slice(0, cut), id: id === '' ? null : (id as IdentityId) };
}

export const chainKey = (agents: readonly Party[]): string => agents.map(partyKey).join(chainMark);

export function chainOf(key: string): Party[] {
  if (key === '') return [];
  return key.split(chainMark).map((part) => partyOf(part) ?? { name: '', id: null });
}

/** For each code of a party dictionary its identity row, -1 where it is not in the inventory. */
export interface ResolvedParties {
  readonly human: Int32Array;
  readonly lastAgent: Int32Array;
  readonly client: Int32Array;
  /** Rows of all agents of a chain that are in the inventory. */
  readonly chain: readonly Int32Array[];
}

/** Observed events and the workbench's own journal records, one row each, in the order of their commits. */
export class ActivityTable {
  readonly #table = new ColumnTable(activitySchema);
  /** Row numbers sorted by time, equal times by row. */
  readonly #order = new NumberColumn('u32');
  #version = 0;
  #removals = 0;
  #resolved: { readonly key: string; readonly parties: ResolvedParties } | undefined;

  get length(): number {
    return this.#table.length;
  }

  /** Grows with every commit that added rows. */
  get version(): number {
    return this.#version;
  }

  get columns(): Columns<typeof activitySchema> {
    return this.#table.columns;
  }

  /** Row numbers sorted by time, equal times by row; exactly `length` long, valid until the next commit. */
  get order(): Uint32Array {
    return this.#order.view();
  }

  /** Adds a row without sorting it in: for staging. */
  add(activity: Activity, tenant: Pick<Tenant, 'id'>): void {
    this.#table.append({
      at: activity.at,
      human: partyKey(activity.human),
      chain: chainKey(activity.agents),
      lastAgent: partyKey(activity.agents.at(-1) ?? null),
      client: partyKey(activity.client),
      action: activity.action,
      object: activity.object,
      reason: activity.reason,
      tenant: tenant.id,
      trace: activity.trace,
      decision: activity.decision === 'denied' ? 1 : 0,
      live: activity.humanLive ? 1 : 0,
      seq: 0,
      ...circumstanceColumns(activity),
    });
  }

  /** The journal record as a row of its own: the audit trail shows what the workbench itself did. */
  addRecord(record: JournalRecord): void {
    const parties = partiesOf(record);
    const { human, humanLive, agents, client, tenant, reason, trace } = parties;
    this.#table.append({
      at: Date.parse(record.at),
      human: partyKey(human),
      chain: chainKey(agents),
      lastAgent: partyKey(agents.at(-1) ?? null),
      client: partyKey(client),
      action: record.action,
      object: record.object,
      reason,
      tenant,
      trace,
      decision: record.decision === 'denied' ? 1 : 0,
      live: humanLive ? 1 : 0,
      seq: record.seq,
      ...circumstanceColumns(parties),
    });
  }

  /** A record that is a row and nothing more, sorted in at once. */
  append(record: JournalRecord): void {
    this.addRecord(record);
    this.#sortIn(this.length - 1);
    this.#version += 1;
  }

  /** Takes all staged rows behind its own and sorts them in. One synchronous step. */
  apply(staged: ActivityTable): void {
    const before = this.length;
    this.#table.concat(staged.#table);
    this.#sortIn(before);
    this.#version += 1;
  }

  /** Grows when events are taken out: whoever has read the others has to begin anew. */
  get removals(): number {
    return this.#removals;
  }

  /** The events that came with an import: they stand just before the row of its own record. */
  removeImported(seq: number): void {
    const seqs = this.columns.seq;
    const end = seqs.view().indexOf(seq);
    let first = Math.max(0, end);
    while (first > 0 && seqs.at(first - 1) === 0) first -= 1;
    if (end < 0 || first === end) return;
    const kept = this.length - (end - first);
    this.#table.keep(new Uint32Array(kept).map((_, row) => (row < first ? row : row + end - first)));
    this.#order.resize(0);
    this.#sortIn(0);
    this.#version += 1;
    this.#removals += 1;
  }

  /** The row as the model says it; ids are those that the source gave. */
  activityAt(row: number): Activity {
    const { at, human, chain, client, action, object, reason, trace, decision, live } = this.columns;
    const { address, network, userAgent, credential, signals } = this.columns;
    return {
      at: at.at(row),
      human: partyOf(human.at(row)),
      humanLive: live.at(row) === 1,
      agents: chainOf(chain.at(row)),
      client: partyOf(client.at(row)),
      action: action.at(row),
      object: object.at(row),
      decision: decision.at(row) === 1 ? 'denied' : 'allowed',
      reason: reason.at(row),
      trace: trace.at(row),
      ...circumstancesOf(address.at(row), network.at(row), userAgent.at(row), credential.at(row), signals.at(row)),
    };
  }

  /** Which identity rows the parties are: by their id, else by the GUID that a log calls them by. Kept until either table changes. */
  resolve(identities: Pick<IdentityTable, 'rowOf' | 'rowOfGuid' | 'version'>): ResolvedParties {
    const key = `${identities.version}/${this.#version}`;
    if (this.#resolved?.key === key) return this.#resolved.parties;
    const rowOf = (party: Party | null): number => {
      const row = party?.id ? identities.rowOf(party.id) : -1;
      return row < 0 && party?.id && isGuid(party.name) ? identities.rowOfGuid(party.name) : row;
    };
    const rows = (keys: readonly string[]): Int32Array => Int32Array.from(keys, (text) => rowOf(partyOf(text)));
    const { human, lastAgent, client, chain } = this.columns;
    const parties = {
      human: rows(human.strings),
      lastAgent: rows(lastAgent.strings),
      client: rows(client.strings),
      chain: chain.strings.map((text) =>
        Int32Array.from(
          chainOf(text)
            .map(rowOf)
            .filter((row) => row >= 0),
        ),
      ),
    };
    this.#resolved = { key, parties };
    return parties;
  }

  /** First place in `order` whose time is `at` or later: `length` when there is none. */
  firstFrom(at: number): number {
    const order = this.#order.values;
    const times = this.columns.at.values;
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((times[order[middle] ?? 0] ?? 0) < at) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  *chunks(): Iterable<Chunk> {
    yield* this.#table.chunks('activity');
    yield* chunksOf('activity#order', this.#order);
  }

  load(chunks: ReadonlyMap<string, readonly Uint8Array[]>): void {
    this.#table.load('activity', chunks);
    this.#order.load(chunks.get('activity#order') ?? []);
    if (this.#order.length !== this.length) throw new Error('the order of the activity does not fit its rows');
    this.#version += 1;
  }

  #sortIn(first: number): void {
    const times = this.columns.at.values;
    const count = this.length - first;
    const fresh = sortedByTime(times, first, count);
    this.#order.resize(this.length);
    const order = this.#order.values;
    // From the back, so that the merge needs no second array: live rows mostly belong at the end.
    let old = first - 1;
    let young = count - 1;
    for (let place = this.length - 1; young >= 0; place--) {
      const youngRow = fresh[young] ?? 0;
      const oldRow = order[old] ?? 0;
      if (old >= 0 && (times[oldRow] ?? 0) > (times[youngRow] ?? 0)) {
        order[place] = oldRow;
        old -= 1;
      } else {
        order[place] = youngRow;
        young -= 1;
      }
    }
  }
}

const circumstanceColumns = (of: Circumstances) => ({
  address: of.address ?? '',
  network: of.network ?? '',
  userAgent: of.userAgent ?? '',
  credential: of.credential ?? '',
  signals: signalBits(of.signals),
});

/** Row numbers `first` … by time, equal times by row. */
function sortedByTime(times: Float64Array, first: number, count: number): Uint32Array {
  const rows = new Uint32Array(count);
  for (let i = 0; i < count; i++) rows[i] = first + i;
  let sorted = true;
  for (let i = first + 1; i < first + count && sorted; i++) sorted = (times[i - 1] ?? 0) <= (times[i] ?? 0);
  return sorted ? rows : rows.sort((a, b) => (times[a] ?? 0) - (times[b] ?? 0) || a - b);
}
