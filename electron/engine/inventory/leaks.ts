// What scanners saw, beside the inventory: whose secret it is, by equal fingerprints or by an id that the report names.
import type { Instant } from '#shared/model/fact.ts';
import { isFingerprint } from '#shared/model/leak.ts';

/** One secret, seen in one place. */
export interface Sighting {
  readonly at: Instant;
  readonly tool: string;
  /** `acme/shop deploy/prod.env:12 at 1caf0105f0b6` */
  readonly place: string;
  /** The detector, and what the scanner says of it. */
  readonly said: string;
  /** Fingerprints and ids. */
  readonly keys: readonly string[];
  /** People at the scanner said that it is none. */
  readonly dismissed: boolean;
}

/** A sighting of a secret of somebody of the inventory. */
export interface Leak extends Sighting {
  /** The fingerprint or the id that they have in common. */
  readonly by: string;
}

export interface Known {
  /** Rows that are known by a key: a fingerprint of a live credential, an id. */
  rowsOf(key: string): readonly number[];
  /** Of a row: when the oldest of its lasting secrets was made anew; NaN: unknown. */
  rotatedAt(row: number): number;
  /** Of a row: can it still authenticate with something lasting, as far as anybody says? */
  isLive(row: number): boolean;
}

export interface Matched {
  readonly ofRow: ReadonlyMap<number, readonly Leak[]>;
  /** Secrets that were found, each once wherever it stood; of them those of nobody of the inventory. */
  readonly secrets: number;
  readonly unmatched: number;
  /** Of those again: the reports do not tell their value. */
  readonly hidden: number;
  /** Where those of nobody stood, the newest first. */
  readonly ofNobody: readonly Sighting[];
}

/**
 * An equal fingerprint is the secret, whatever anybody says. An id only says whose it is: it counts where it names one
 * identity alone, where that has not replaced its secrets since, and where nobody has closed the finding as a mistake.
 */
export function matchLeaks(sightings: Iterable<Sighting>, known: Known): Matched {
  const ofRow = new Map<number, Leak[]>();
  /** By fingerprint: is it somebody's? */
  const whose = new Map<string, boolean>();
  const strays: Sighting[] = [];
  let [hiddenOnes, hidden] = [0, 0];
  for (const sighting of sightings) {
    const bearers = bearersOf(sighting, known);
    for (const [row, by] of bearers) {
      const leaks = ofRow.get(row);
      if (leaks === undefined) ofRow.set(row, [{ ...sighting, by }]);
      else leaks.push({ ...sighting, by });
    }
    if (bearers.size === 0) strays.push(sighting);
    const print = printOf(sighting);
    if (print !== undefined) whose.set(print, bearers.size > 0 || whose.get(print) === true);
    else {
      hiddenOnes += 1;
      if (bearers.size === 0) hidden += 1;
    }
  }
  for (const leaks of ofRow.values()) leaks.sort((one, other) => other.at - one.at);
  const ofNobody = strays.filter((sighting) => whose.get(printOf(sighting) ?? '') !== true);
  ofNobody.sort((one, other) => other.at - one.at || (one.place < other.place ? -1 : one.place > other.place ? 1 : 0));
  const unmatched = [...whose.values()].filter((isKnown) => !isKnown).length + hidden;
  return { ofRow, secrets: whose.size + hiddenOnes, unmatched, hidden, ofNobody };
}

/** undefined: the report does not tell its value. */
const printOf = ({ keys }: Sighting): string | undefined => keys.find(isFingerprint);

function bearersOf({ keys, at, dismissed }: Sighting, known: Known): ReadonlyMap<number, string> {
  const found = new Map<number, string>();
  for (const key of keys) if (isFingerprint(key)) for (const row of known.rowsOf(key)) found.set(row, key);
  if (dismissed) return found;
  for (const key of keys) {
    if (isFingerprint(key)) continue;
    const [row, ...others] = known.rowsOf(key);
    if (row === undefined || others.length > 0 || found.has(row)) continue;
    if (known.isLive(row) && !(known.rotatedAt(row) > at)) found.set(row, key);
  }
  return found;
}
