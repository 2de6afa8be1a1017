// Identities on their way into a commit: what a stream says takes its place beside what the others say.
import type { Hash } from '#engine/system/system.ts';
import { type Contribution, streamOf } from '#shared/model/contribution.ts';
import type { Instant } from '#shared/model/fact.ts';
import type { Identity, Source } from '#shared/model/identity.ts';
import type { Details } from './details.ts';
import { contentOf } from './identity-content.ts';
import { missingIn, missingText } from './missing.ts';
import {
  type IdentityLine,
  identityLine,
  missingLine,
  parsePayloadLine,
  type RawPlace,
  rawLine,
  removedLine,
  saidOf,
} from './payload.ts';
import type { PayloadWriter } from './payload-writer.ts';
import type { Projection } from './projection.ts';
import { isPlain, type Stored, saidForm, storedIn, streamsIn, streamsText } from './said.ts';
import type { LinePlace, Staging } from './staging.ts';
import type { Said, UnitOfWork } from './store.ts';
import type { Withdrawal } from './withdrawal.ts';

interface Parts {
  readonly projection: Projection;
  readonly details: Details;
  readonly writer: PayloadWriter;
  readonly hash: Hash;
  readonly staging: Staging;
}

/** What is stored of an id now, staged or committed. */
interface Standing {
  readonly hash: string;
  readonly streams: string;
  readonly missing: string;
  readonly row: number;
  readonly staged: boolean;
}

const idsInLine = 2_000;

interface Puts extends Pick<UnitOfWork, 'putIdentity' | 'markMissing'> {
  /** As it stands now, staged or committed. */
  standingIdentity(id: string): Identity | null;
  /** Writes what a withdrawal leaves of the identities that it concerns. */
  leave(withdrawal: Withdrawal): Promise<{ readonly removed: number; readonly restored: number }>;
}

export function createPuts({ projection, details, writer, hash, staging }: Parts): Puts {
  function standing(id: string): Standing | undefined {
    const row = staging.rows.get(id);
    const columns = row === undefined ? projection.identities.columns : staging.table.columns;
    const at = row ?? projection.identities.rowOf(id);
    if (at < 0) return undefined;
    return {
      hash: hex(columns.hashHigh.at(at)) + hex(columns.hashLow.at(at)),
      streams: columns.streams.at(at),
      missing: staging.missing.get(id) ?? columns.missing.at(at),
      row: at,
      staged: row !== undefined,
    };
  }

  /** Who said what of it so far. What was committed earlier is not fresh. */
  function storedOf({ row, staged }: Standing): readonly Stored[] {
    if (!staged) return details.stored(row).map((stored) => ({ ...stored, fresh: false }));
    const line = stagedLine(row);
    return storedIn(line[1], line[2], saidOf(line));
  }

  function stagedLine(row: number): IdentityLine {
    const line = parsePayloadLine(writer.read(linePlace(staging, row)));
    if (line[0] !== 'i') throw new Error('a staged row points at something that is no identity');
    return line;
  }

  /** A source that came without its record keeps the record that an earlier put stored for it. */
  function rawPlaces(identity: Identity, records: readonly unknown[], before: Standing | undefined) {
    let known: ((source: Source) => RawPlace | null) | undefined;
    return identity.sources.map((source, i): RawPlace | null => {
      const raw = records[i];
      if (raw === null) return null;
      if (raw !== undefined) {
        const { entry, offset, bytes } = writer.add(rawLine(raw));
        return [entry, offset, bytes];
      }
      known ??= rawsBefore(before);
      return known(source);
    });
  }

  function rawsBefore(before: Standing | undefined): (source: Source) => RawPlace | null {
    const kept = before === undefined ? [] : storedOf(before);
    return ({ digest, record }) => {
      for (const { contribution, raws } of kept) {
        const at = contribution.identity.sources.findIndex((old) => old.digest === digest && old.record === record);
        if (at >= 0) return raws[at] ?? null;
      }
      return null;
    };
  }

  function stage(stored: readonly Stored[], digest: string, merged: Identity, text: string, missing: string): void {
    const said = saidForm(merged, stored);
    const raws = stored.flatMap((each) => each.raws);
    const place = writer.add(identityLine(text, raws, digest, said, missing));
    const streams = streamsText(stored.map(({ contribution }) => contribution.stream));
    staging.addIdentity(merged, place, digest, streams, missing);
  }

  /** Nobody else speaks of it: nothing has to be read to know whether it changed. */
  function putAlone(mine: Contribution, records: readonly unknown[], before: Standing | undefined) {
    const content = contentOf(mine.identity);
    const digest = digestOf(content.compared, mine);
    if (before?.hash === digest && before.missing === '') return 'unchanged';
    const raws = rawPlaces(mine.identity, records, before);
    stage([{ contribution: mine, raws, fresh: true }], digest, mine.identity, content.stored, '');
    return before === undefined ? 'new' : 'changed';
  }

  function putBeside(mine: Contribution, records: readonly unknown[], before: Standing) {
    const stored = storedOf(before);
    const isMine = ({ contribution }: Stored): boolean => contribution.stream === mine.stream;
    const previous = stored.find(isMine)?.contribution;
    const all = new Map(stored.filter((each) => !isMine(each)).map((each) => [each.contribution.stream, each]));
    const { identity, order } = projection.merge([...[...all.values()].map((each) => each.contribution), mine]);
    const content = contentOf(identity);
    const missing = missingIn(before.missing);
    if (previous !== undefined && !missing.has(mine.stream) && saysTheSame(previous, mine)) {
      const kept = projection.merge(stored.map(({ contribution }) => contribution)).identity;
      if (contentOf(kept).compared === content.compared) return 'unchanged';
    }
    all.set(mine.stream, { contribution: mine, raws: rawPlaces(mine.identity, records, before), fresh: true });
    missing.delete(mine.stream);
    const inOrder = order.flatMap(({ stream }) => all.get(stream) ?? []);
    stage(inOrder, digestOf(content.compared, mine), identity, content.stored, missingText(missing));
    return 'changed';
  }

  /** false: it stands like that already. */
  function restore(before: Standing, stored: readonly Stored[], missing: string): boolean {
    const { identity, order } = projection.merge(stored.map(({ contribution }) => contribution));
    const content = contentOf(identity);
    const now = contentOf(details.identity(before.row));
    if (now.stored === content.stored && before.missing === missing) return false;
    const inOrder = order.flatMap(({ stream }) => stored.filter(({ contribution }) => contribution.stream === stream));
    const [only] = inOrder;
    const digest = only === undefined ? '' : digestOf(content.compared, only.contribution);
    stage(inOrder, digest, identity, content.stored, missing);
    return true;
  }

  const digestOf = (compared: string, mine: Contribution): string => {
    const manner = isPlain(mine) ? '' : `${mine.authority}${JSON.stringify(mine.where)}`;
    return hash.sha256(compared + manner).slice(0, 16);
  };

  return {
    putIdentity(identity, records, said = {}) {
      const mine = contributionOf(identity, said);
      const before = standing(identity.id);
      const isAlone = before === undefined || before.streams === mine.stream;
      return isAlone ? putAlone(mine, records, before) : putBeside(mine, records, before);
    },
    markMissing(stream, tenants, listed, since) {
      const { columns, length } = projection.identities;
      const speaking = columns.streams.strings.map((text) => streamsIn(text).includes(stream));
      const groups = new Map<string, string[]>();
      for (let row = 0; row < length; row++) {
        if (speaking[columns.streams.codes.at(row)] !== true || !tenants.has(columns.tenant.at(row))) continue;
        const id = columns.id.at(row);
        if (listed.has(id)) continue;
        const missing = missingIn(standing(id)?.missing ?? '');
        if (missing.has(stream)) continue;
        const text = missingText(missing.set(stream, since));
        const group = groups.get(text) ?? [];
        group.push(id);
        groups.set(text, group);
      }
      let count = 0;
      for (const [missing, ids] of groups) {
        for (let at = 0; at < ids.length; at += idsInLine) {
          writer.add(missingLine(missing, ids.slice(at, at + idsInLine)));
        }
        staging.addMissing(missing, ids);
        count += ids.length;
      }
      return count;
    },
    standingIdentity(id) {
      const now = standing(id);
      if (now === undefined) return null;
      return now.staged ? stagedLine(now.row)[1] : details.identity(now.row);
    },
    async leave(withdrawal) {
      const removed: string[] = [];
      let restored = 0;
      for (const id of withdrawal.ids) {
        const before = standing(id);
        const { stored, missing } = withdrawal.left(id);
        if (before === undefined) continue;
        if (stored.length === 0) removed.push(id);
        else if (restore(before, stored, missingText(missing))) restored += 1;
        if (restored % idsInLine === 0) await writer.drain();
      }
      for (let at = 0; at < removed.length; at += idsInLine) {
        writer.add(removedLine(removed.slice(at, at + idsInLine)));
      }
      staging.removed.push(...removed);
      return { removed: removed.length, restored };
    },
  };
}

function contributionOf(identity: Identity, { authority = 'object', madeAt, where = {} }: Said): Contribution {
  const [source] = identity.sources;
  const stream = source === undefined ? '' : streamOf(source);
  const at: Instant = madeAt ?? source?.importedAt ?? 0;
  return { stream, authority, madeAt: at, where, identity };
}

/** Alike but for when and from which file it was read. */
const saysTheSame = (one: Contribution, other: Contribution): boolean =>
  one.authority === other.authority &&
  JSON.stringify(one.where) === JSON.stringify(other.where) &&
  contentOf(one.identity).compared === contentOf(other.identity).compared;

function linePlace({ table: { columns } }: Staging, row: number): LinePlace {
  return { entry: columns.entry.at(row), offset: columns.offset.at(row), bytes: columns.bytes.at(row) };
}

const hex = (word: number): string => word.toString(16).padStart(8, '0');
