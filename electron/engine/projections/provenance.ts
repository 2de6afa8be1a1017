import type { WatchView } from '#shared/contract/contract.ts';
import { assumed, type Contribution, fileOfStream } from '#shared/model/contribution.ts';
import type { Instant } from '#shared/model/fact.ts';

type Provenance = NonNullable<WatchView<'identities.detail'>>['provenance'];

/** Who said what of an identity, in the order of its sources. */
export interface Told {
  readonly contributions: readonly Contribution[];
  /** Streams that list it no more, since when. */
  readonly missing: ReadonlyMap<string, Instant>;
  readonly choices: readonly Choice[];
}

/** Where the value of a field came from; `from` counts contributions. */
interface Choice {
  readonly field: string;
  readonly value: unknown;
  readonly from: number;
  readonly others: readonly { readonly value: unknown; readonly from: number }[];
}

export function provenanceOf({ contributions, missing, choices }: Told): Provenance {
  const firsts: number[] = [];
  let records = 0;
  for (const { identity } of contributions) {
    firsts.push(records);
    records += identity.sources.length;
  }
  /** Index into the identity's sources; null: nobody said it, the importer filled it in. */
  const recordOf = (field: string, from: number): number | null => {
    const where = contributions[from]?.where;
    // What is said of an element stands where the element stands.
    const place = where?.[field] ?? where?.[field.replace(/\.[^./]*$/, '')] ?? 0;
    return place === assumed ? null : (firsts[from] ?? 0) + place;
  };
  return {
    streams: contributions.map(({ stream, authority, madeAt, identity: { sources } }, at) => ({
      file: sources[0]?.file ?? fileOfStream(stream),
      importer: sources[0]?.importer ?? '',
      authority,
      madeAt,
      first: firsts[at] ?? 0,
      records: sources.length,
      missingSince: missing.get(stream) ?? null,
    })),
    fields: choices.map(({ field, value, from, others }) => ({
      field,
      value: shown(value),
      from,
      record: recordOf(field, from),
      others: others.map((other) => ({
        value: shown(other.value),
        from: other.from,
        record: recordOf(field, other.from),
      })),
    })),
  };
}

/** Values are what a person can read: numbers, words, yes and no. */
function shown(value: unknown): string | number | boolean | null {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || value === null)
    return value;
  return typeof value === 'object' && 'unknown' in value ? null : JSON.stringify(value);
}
