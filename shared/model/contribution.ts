import type { Instant } from './fact.ts';
import type { Identity, Source } from './identity.ts';

/**
 * How near to the truth what a source says is, weakest first: a table that somebody keeps, a log that shows what happened,
 * a report that a vendor made, the vendor's own objects.
 */
export const authorities = ['table', 'log', 'report', 'object'] as const;
export type Authority = (typeof authorities)[number];

/**
 * For a member (`name`) or an element (`credentials/ID`): index into the identity's `sources`, or `assumed`: nobody said it,
 * the importer filled it in. What is not listed came from the first source.
 */
export type Whereabouts = Readonly<Record<string, number>>;
export const assumed = -1;

/** What one stream of files says of one identity. A later file of the same stream takes its place. */
export interface Contribution {
  /** See `streamOf`. */
  readonly stream: string;
  readonly authority: Authority;
  /** When the source was made, where it says so; else when it was imported. */
  readonly madeAt: Instant;
  readonly where: Whereabouts;
  /** As if nobody else had said anything; its `sources` are those of this stream alone. */
  readonly identity: Identity;
}

const separator = '\u001f';
/** ` (1)`, as browsers name what they fetch again. */
const copyMark = /[ _-]*\(\d{1,4}\)$/;
const date = String.raw`(?:19|20)\d{2}[-_.]?(?:0[1-9]|1[0-2])[-_.]?(?:0[1-9]|[12]\d|3[01])`;
const time = String.raw`[T _.-]?\d{2}[-_:.h]?\d{2}(?:[-_:.m]?\d{2})?Z?`;
const stamp = new RegExp(String.raw`[ ._-]*(?<!\d)${date}(?:${time})?(?![0-9A-Za-z])`, 'gi');

/** The identities of a file come one after another. */
let last = { importer: '', file: '', stream: separator };

/** Inside a tenant: the importer and the name of the file, without what tells one export from the next. */
export function streamOf({ importer, file }: Pick<Source, 'importer' | 'file'>): string {
  if (importer !== last.importer || file !== last.file) last = { importer, file, stream: streamNamed(importer, file) };
  return last.stream;
}

function streamNamed(importer: string, file: string): string {
  const [, stem = file, ending = ''] = /^(.+?)((?:\.[a-z][a-z0-9]{0,7})*)$/i.exec(file) ?? [];
  const lasting = stem.replaceAll(stamp, '').replace(copyMark, '');
  return `${importer}${separator}${(lasting === '' ? stem : lasting) + ending}`.toLowerCase();
}

/** The file of a stream, as `streamOf` names it. */
export const fileOfStream = (stream: string): string => stream.slice(stream.indexOf(separator) + 1);
