import { type TarHeader, unpackTar } from 'modern-tar';
import type { ImportSource } from '#engine/importers/import-source.ts';
import { type ContainerLimits, megabytes } from './container-limits.ts';
import { type Entry, refused, taken } from './contents.ts';
import { distinctNames, harmIn, isHidden, plainName } from './member-names.ts';
import { Unreadable } from './unreadable.ts';

/** What is in a tar archive (`archive` streams it inflated): a tar has no directory, so its members are kept in memory. */
export async function tarEntries(
  archive: ImportSource,
  limits: ContainerLimits,
  signal?: AbortSignal,
): Promise<Entry[]> {
  const fault = (error: Unreadable): Entry[] => [refused(archive.name, 'error', error.code, error.message)];
  let found: Awaited<ReturnType<typeof unpackTar>>;
  let headers = 0;
  try {
    found = await unpackTar(bounded(archive, limits, signal), {
      strict: true,
      filter() {
        headers += 1;
        if (headers <= limits.entries) return true;
        const message = `it holds more than ${limits.entries} entries: import it in parts`;
        throw new Unreadable('import.too_large', message);
      },
    });
  } catch (error) {
    if (signal?.aborted) return [];
    if (error instanceof Unreadable) return fault(error);
    const reason = error instanceof Error ? error.message : '';
    return fault(new Unreadable('import.malformed', `the tar archive is damaged: ${reason}`, error));
  }
  const distinct = distinctNames();
  const entries = found.flatMap(({ header, data }): Entry[] => {
    if (header.type === 'directory') return [];
    const name = distinct(`${archive.name}!/${plainName(header.name) || header.name}`.slice(0, limits.name));
    const refusal = refusalOf(header, limits);
    if (refusal !== null) return [{ ...refusal, name }];
    const bytes = data ?? new Uint8Array(0);
    const folders = [...archive.folders, ...plainName(header.name).split('/').slice(0, -1)];
    return [taken({ name, folders, size: bytes.length, stream: () => pieces(bytes) })];
  });
  return entries.length > 0 ? entries : fault(new Unreadable('import.empty', 'the archive holds no files'));
}

function refusalOf(header: TarHeader, limits: ContainerLimits): Extract<Entry, { source: null }> | null {
  const { name } = header;
  const harm = harmIn(name, limits);
  if (harm !== '') return refused(name, 'error', 'import.unsafe_name', `${harm}: not read`);
  if (isHidden(name)) return refused(name, 'info', 'import.skipped', 'a hidden file or one of the operating system');
  if ((header.type ?? 'file') !== 'file') {
    const what = header.type === 'symlink' || header.type === 'link' ? 'a link: not followed' : 'not a regular file';
    return refused(name, 'warning', 'import.skipped', what);
  }
  return null;
}

function bounded(
  archive: ImportSource,
  limits: ContainerLimits,
  signal: AbortSignal | undefined,
): ReadableStream<Uint8Array> {
  const chunks = archive.stream(signal)[Symbol.asyncIterator]();
  let size = 0;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await chunks.next();
      if (done === true) return controller.close();
      size += value.length;
      if (size > limits.tar) {
        await chunks.return?.();
        const message = `it holds more than ${megabytes(limits.tar)}: unpack it first, or pack it as zip`;
        throw new Unreadable('import.too_large', message);
      }
      controller.enqueue(value);
    },
    async cancel() {
      await chunks.return?.();
    },
  });
}

const chunkSize = 256 * 1024;

async function* pieces(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += chunkSize) yield bytes.slice(at, at + chunkSize);
}
