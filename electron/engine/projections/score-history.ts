import type { CallOutput } from '#shared/contract/contract.ts';
import type { Mover, Sampled } from '#shared/contract/history.ts';
import { differenceWords } from '#shared/contract/moments.ts';
import { identityKinds } from '#shared/model/identity.ts';
import type { IdentityId } from '#shared/model/ids.ts';
import { bandOf, bands } from '#shared/model/score.ts';
import { type ComparedColumns, compareMoments, stillOf } from './compare.ts';
import type { Picture } from './picture.ts';

type Fleet = CallOutput<'history.fleet'>;
type Own = CallOutput<'history.identity'>;

/** What stands for no score in a column of bytes: scores end with 100. */
const none = 255;
const mostMovers = 50;

interface Known {
  readonly id: IdentityId;
  readonly tenant: string;
  name: string;
  kind: number;
  tenantName: string;
}

interface Sample extends Sampled {
  /** One byte for every identity that was known by then, in the order of `#known`. */
  readonly scores: Uint8Array;
  /** By the same order, where something changed. */
  readonly changes: ReadonlyMap<number, readonly string[]>;
  readonly isImport: boolean;
}

/** The scores of everybody at a row of moments, which are taken in their order. */
export class ScoreHistory {
  readonly #known: Known[] = [];
  readonly #place = new Map<string, number>();
  readonly #samples: Sample[] = [];
  #before: { readonly now: number; readonly identities: ComparedColumns } | null = null;

  get last(): Sampled | null {
    return this.#samples.at(-1) ?? null;
  }

  take(sampled: Sampled, isImport: boolean, { now, identities }: Picture, quietDays: number): void {
    const { length } = identities;
    const places = new Uint32Array(length);
    for (let row = 0; row < length; row += 1) places[row] = this.#placeOf(identities, row);
    const scores = new Uint8Array(this.#known.length).fill(none);
    for (let row = 0; row < length; row += 1) {
      const value = identities.value[row] ?? Number.NaN;
      if (!Number.isNaN(value)) scores[places[row] ?? 0] = Math.round(value);
    }
    const changes = new Map<number, string[]>();
    const before = this.#before;
    if (before !== null) {
      for (const { what, row, in: side, evidence } of compareMoments(before, { now, identities }, quietDays)) {
        const id = (side === 'after' ? identities : before.identities).id(row);
        const place = this.#place.get(id) ?? -1;
        const words =
          evidence.length === 0 ? differenceWords[what] : `${differenceWords[what]}: ${evidence.join('; ')}`;
        changes.set(place, [...(changes.get(place) ?? []), words]);
      }
    }
    this.#before = { now, identities: stillOf(identities) };
    this.#samples.push({ ...sampled, isImport, scores, changes });
  }

  #placeOf(identities: Picture['identities'], row: number): number {
    const id = identities.id(row);
    const tenant = identities.tenantId(row);
    const shown = {
      name: identities.name(row),
      kind: identities.kind[row] ?? 0,
      tenantName: identities.tenantName(tenant),
    };
    const place = this.#place.get(id);
    if (place === undefined) {
      this.#known.push({ id, tenant, ...shown });
      this.#place.set(id, this.#known.length - 1);
      return this.#known.length - 1;
    }
    Object.assign(this.#known[place] ?? {}, shown);
    return place;
  }

  /** `tenant` is an id; null: all. */
  fleet(tenant: string | null): Omit<Fleet, 'omitted'> {
    const isWanted = (place: number): boolean => tenant === null || this.#known[place]?.tenant === tenant;
    const samples = this.#samples.map((sample) => {
      const scores = sample.scores.filter((score, place) => score !== none && isWanted(place)).sort();
      const counts = Object.fromEntries(bands.map((band) => [band, 0])) as Fleet['samples'][number]['bands'];
      for (const score of scores) counts[bandOf(score)] += 1;
      const quantile = (share: number): number | null => scores[Math.round(share * (scores.length - 1))] ?? null;
      const plain = sampledOf(sample);
      return { ...plain, scored: scores.length, bands: counts, median: quantile(0.5), p90: quantile(0.9) };
    });
    return { samples, movers: this.#movers(isWanted) };
  }

  #movers(isWanted: (place: number) => boolean): Fleet['movers'] {
    const at = this.#samples.findLastIndex(({ isImport }) => isImport);
    const [before, after] = [this.#samples[at - 1], this.#samples[at]];
    if (before === undefined || after === undefined) return null;
    const moved: Mover[] = [];
    for (const [place, score] of before.scores.entries()) {
      const now = after.scores[place] ?? none;
      const known = this.#known[place];
      if (score === none || now === none || score === now || known === undefined || !isWanted(place)) continue;
      const { id, name, kind, tenantName } = known;
      moved.push({ id, name, kind: identityKinds[kind] ?? 'human', tenant: tenantName, before: score, after: now });
    }
    const risen = moved.filter((one) => one.after > one.before).length;
    const distance = ({ before: from, after: to }: Mover): number => Math.abs(to - from);
    moved.sort((a, b) => distance(b) - distance(a) || b.after - a.after || (a.id < b.id ? -1 : 1));
    return {
      from: before.seq,
      to: after.seq,
      risen,
      fallen: moved.length - risen,
      rows: moved.slice(0, mostMovers),
    };
  }

  /** null: no sample knows it. */
  identity(id: string): Omit<Own, 'omitted'> | null {
    const place = this.#place.get(id);
    const known = place === undefined ? undefined : this.#known[place];
    if (place === undefined || known === undefined) return null;
    const samples = this.#samples.map((sample) => {
      const score = sample.scores[place] ?? none;
      return {
        ...sampledOf(sample),
        score: score === none ? null : score,
        changes: [...(sample.changes.get(place) ?? [])],
      };
    });
    return { name: known.name, samples };
  }
}

const sampledOf = ({ seq, at, summary, object, policy, head }: Sampled): Sampled => ({
  seq,
  at,
  summary,
  object,
  policy,
  head,
});
