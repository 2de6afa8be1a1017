// What an identity's line in the payload keeps of who said what. One source alone needs no more than the identity itself.
import {
  type Authority,
  authorities,
  type Contribution,
  streamOf,
  type Whereabouts,
} from '#shared/model/contribution.ts';
import type { Instant } from '#shared/model/fact.ts';
import type { Identity } from '#shared/model/identity.ts';
import { membersOf } from './identity-content.ts';
import type { RawPlace } from './payload.ts';

/** A contribution as it lies in the store: with the places of its source records, one for each of its sources. */
export interface Stored {
  readonly contribution: Contribution;
  readonly raws: readonly (RawPlace | null)[];
  /** The commit of this very line brought it; the others were there before. */
  readonly fresh: boolean;
}

/**
 * `said` of an identity's line, in the order of their sources in the identity. `differs` holds the members in which it
 * differs from the merged identity.
 */
export type SaidForm = readonly (readonly [
  stream: string,
  authority: number,
  madeAt: Instant,
  sources: number,
  fresh: 0 | 1,
  where: Whereabouts | 0,
  differs: Readonly<Partial<Identity>> | 0,
])[];

const noWhere: Whereabouts = {};

/** What is meant where a line says nothing of it: all lines of format 1 before there were contributions, and most since. */
const plain = (identity: Identity): Omit<Contribution, 'identity'> => {
  const [source] = identity.sources;
  const authority: Authority = source?.importer === 'csv' ? 'table' : 'object';
  const stream = source === undefined ? '' : streamOf(source);
  return { stream, authority, madeAt: source?.importedAt ?? 0, where: noWhere };
};

/** null: the line says it all without. */
export function saidForm(merged: Identity, stored: readonly Stored[]): SaidForm | null {
  const [only] = stored;
  if (stored.length === 1 && only?.fresh === true && isPlain(only.contribution)) {
    if (only.contribution.madeAt === plain(merged).madeAt) return null;
  }
  const members = stored.length > 1 ? membersOf(merged) : null;
  return stored.map(({ contribution, fresh }) => {
    const { stream, authority, madeAt, where, identity } = contribution;
    const differs = members === null ? 0 : differences(membersOf(identity), members);
    const rank = authorities.indexOf(authority);
    const isEverywhere = Object.keys(where).length === 0;
    return [stream, rank, madeAt, identity.sources.length, fresh ? 1 : 0, isEverywhere ? 0 : where, differs];
  });
}

/** It says itself with what authority, and all of it came from its first source. */
export function isPlain({ authority, where, identity }: Contribution): boolean {
  return authority === plain(identity).authority && Object.keys(where).length === 0;
}

function differences(members: Partial<Identity>, merged: Partial<Identity>): Partial<Identity> | 0 {
  const different = Object.entries(members).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(merged[name as keyof Identity]),
  );
  return different.length === 0 ? 0 : Object.fromEntries(different);
}

/** The contributions of a line, in the order of their sources. */
export function storedIn(
  merged: Identity,
  raws: readonly (RawPlace | null)[],
  said: SaidForm | undefined,
): readonly Stored[] {
  if (said === undefined) return [{ contribution: { ...plain(merged), identity: merged }, raws, fresh: true }];
  let at = 0;
  return said.map(([stream, rank, madeAt, count, fresh, where, differs]) => {
    const sources = merged.sources.slice(at, at + count);
    const own = raws.slice(at, at + count);
    at += count;
    const identity = { ...merged, ...(differs === 0 ? {} : differs), sources };
    const authority = authorities[rank] ?? 'object';
    const contribution = { stream, authority, madeAt, where: where === 0 ? noWhere : where, identity };
    return { contribution, raws: own, fresh: fresh === 1 };
  });
}

const between = '\u001e';

/** The streams of a line, the one that is heard first at the front: a column, so that nobody has to read the line. */
export const streamsText = (streams: readonly string[]): string => streams.join(between);
export const streamsIn = (text: string): readonly string[] => (text === '' ? [] : text.split(between));

export function streamsOf(merged: Identity, said: SaidForm | undefined): string {
  return said === undefined ? plain(merged).stream : streamsText(said.map(([stream]) => stream));
}
