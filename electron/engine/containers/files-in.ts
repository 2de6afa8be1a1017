import type { ImportSource } from '#engine/importers/import-source.ts';
import type { Files } from '#engine/system/system.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { type ContainerLimits, defaultContainerLimits } from './container-limits.ts';
import { type Entry, refused, taken } from './contents.ts';
import { foreignPacker, formBytes, formOf } from './form-of.ts';
import { gunzipped } from './gzip.ts';
import { isHidden } from './member-names.ts';
import { tarEntries } from './tar.ts';
import { unwrapped } from './unwrap.ts';
import { zipEntries } from './zip.ts';

type Disk = Pick<Files, 'exists' | 'isFolder' | 'entries' | 'size' | 'stream' | 'openToRead' | 'join' | 'base'>;

interface Walk {
  readonly files: Disk;
  readonly limits: ContainerLimits;
  readonly signal: AbortSignal | undefined;
  readonly found: Entry[];
}

/**
 * Every file that stands behind a path, in the order of their names: itself, those of a folder and of the folders in it,
 * those of a zip or tar archive. Links are not followed, but the path itself may be one. Nothing is written.
 * Throws AppError `file.absent`, `file.unreadable`.
 */
export async function filesIn(
  files: Disk,
  path: string,
  signal?: AbortSignal,
  limits: ContainerLimits = defaultContainerLimits,
): Promise<Entry[]> {
  if (!files.exists(path)) throw new AppError('file.absent', `there is no file ${path}`);
  const walk: Walk = { files, limits, signal, found: [] };
  const base = files.base(path);
  if (!files.isFolder(path)) {
    await addFile(walk, path, base, []);
    return walk.found;
  }
  await addFolder(walk, path, '', [base]);
  if (walk.found.length > limits.entries) {
    const message = `the folder holds more than ${limits.entries} files: import it in parts`;
    return [refused(base, 'error', 'import.too_large', message)];
  }
  return walk.found.length > 0 ? walk.found : [refused(base, 'error', 'import.empty', 'the folder holds no files')];
}

async function addFolder(walk: Walk, path: string, inside: string, folders: readonly string[]): Promise<void> {
  const { files, limits, found } = walk;
  for (const { name, kind } of await entriesOf(walk, path, inside)) {
    if (walk.signal?.aborted || found.length > limits.entries) return;
    const shown = `${inside}${name}`;
    const skip = (severity: 'info' | 'warning' | 'error', why: string): void =>
      void found.push(refused(shown, severity, 'import.skipped', why));
    if (isHidden(name)) skip('info', 'a hidden file or one of the operating system');
    else if (kind === 'link') skip('warning', 'a symbolic link: not followed');
    else if (kind === 'other') skip('warning', 'not a regular file');
    else if (kind === 'file') await addFile(walk, files.join(path, name), shown, folders);
    else if (folders.length >= limits.depth) skip('error', `it lies more than ${limits.depth} folders deep`);
    else await addFolder(walk, files.join(path, name), `${shown}/`, [...folders, name]);
  }
}

async function entriesOf(walk: Walk, path: string, inside: string): ReturnType<Files['entries']> {
  try {
    return await walk.files.entries(path);
  } catch (error) {
    // One folder that may not be read must not keep the others out.
    const message = `the folder cannot be read: ${error instanceof Error ? error.message : ''}`;
    walk.found.push(refused(inside || walk.files.base(path), 'error', 'import.skipped', message));
    return [];
  }
}

async function addFile(walk: Walk, path: string, name: string, folders: readonly string[]): Promise<void> {
  const { files, found } = walk;
  try {
    const plain: ImportSource = {
      name,
      folders,
      size: files.size(path),
      stream: (signal) => files.stream(path, signal),
    };
    found.push(...(await opened(walk, plain, startOf(files, path), path)));
  } catch (error) {
    const why = error instanceof Error ? error.message : '';
    if (folders.length === 0) throw new AppError('file.unreadable', `${path} cannot be read`, { cause: error });
    found.push(refused(name, 'error', 'import.skipped', `the file cannot be read: ${why}`));
  }
}

function startOf(files: Disk, path: string): Uint8Array {
  const handle = files.openToRead(path);
  try {
    return handle.readSync(0, formBytes);
  } finally {
    handle.close();
  }
}

async function opened(walk: Walk, plain: ImportSource, head: Uint8Array, path: string): Promise<readonly Entry[]> {
  const { files, limits, signal } = walk;
  const { name } = plain;
  const inside = { ...plain, folders: [...plain.folders, name.split('/').at(-1) ?? name] };
  const whole = { left: limits.inflated };
  const packer = foreignPacker(head);
  if (packer !== '') return [refused(name, 'error', 'import.unrecognised', `packed by ${packer}: unpack it first`)];
  switch (formOf(head)) {
    case 'zip': {
      const archive = { name, folders: inside.folders, open: () => files.openToRead(path) };
      return unwrapped(await zipEntries(archive, limits, signal), limits);
    }
    case 'tar':
      return unwrapped(await tarEntries(inside, limits, signal), limits);
    case 'tar.gz':
      return unwrapped(await tarEntries(gunzipped(inside, limits, whole), limits, signal), limits);
    case 'gzip':
      return [taken(gunzipped(plain, limits, whole))];
    default:
      return [taken(plain)];
  }
}
