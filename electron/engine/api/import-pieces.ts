import { type Entry, refused } from '#engine/containers/contents.ts';
import { filesIn } from '#engine/containers/files-in.ts';
import type { System } from '#engine/system/system.ts';
import type { ImportRequest } from '#shared/contract/imports.ts';
import { AppError } from '#shared/errors/app-error.ts';

/** One file of an import. */
export interface Piece {
  readonly request: ImportRequest;
  /** Its name inside of what the request names; null where it is that itself. */
  readonly member: string | null;
  readonly entry: Entry;
}

/** Every file that the requests mean, in their order. A path that is not there is an entry with the reason. */
export async function piecesOf(
  { files }: Pick<System, 'files'>,
  requests: readonly ImportRequest[],
  signal: AbortSignal,
): Promise<readonly Piece[]> {
  const known = new Map<string, ReadonlyMap<string, Entry>>();
  const folders = new Set(requests.map(({ path }) => path).filter((path) => files.isFolder(path)));
  const pieces: Piece[] = [];
  for (const request of requests) {
    const { path } = request;
    const base = files.base(path);
    let entries = known.get(path);
    if (entries === undefined) {
      entries = new Map((await entriesAt(files, path, base, signal)).map((entry) => [entry.name, entry]));
      known.set(path, entries);
    }
    // Two folders may each hold a `clients.json`.
    const shown = (entry: Entry): Entry => (folders.size > 1 && folders.has(path) ? under(base, entry) : entry);
    const gone = 'it is not there any more';
    const wanted =
      request.member === undefined
        ? [...entries.values()]
        : [entries.get(request.member) ?? refused(request.member, 'error', 'import.unrecognised', gone)];
    for (const entry of wanted) {
      pieces.push({ request, member: entry.name === base ? null : entry.name, entry: shown(entry) });
    }
  }
  return pieces;
}

function under(folder: string, entry: Entry): Entry {
  const name = `${folder}/${entry.name}`;
  return entry.source === null ? { ...entry, name } : { ...entry, name, source: { ...entry.source, name } };
}

async function entriesAt(
  files: System['files'],
  path: string,
  base: string,
  signal: AbortSignal,
): Promise<readonly Entry[]> {
  try {
    return await filesIn(files, path, signal);
  } catch (error) {
    // One file that is not there must not keep the others out.
    if (error instanceof AppError) return [refused(base, 'error', 'import.unrecognised', error.message)];
    throw error;
  }
}
