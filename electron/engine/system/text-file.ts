import { AppError } from '#shared/errors/app-error.ts';
import type { Files } from './system.ts';

/** Of what a person writes by hand: a policy, a rule, a mapping, a secret. */
export const smallFileBytes = 1024 * 1024;

/**
 * The whole of a file that somebody named, as UTF-8. Throws file.absent, file.too_large for more than `mostBytes`, and
 * file.unreadable where it is a folder or its rights forbid it.
 */
export function readTextFile(
  files: Pick<Files, 'absolute' | 'exists' | 'isFolder' | 'size' | 'readSync'>,
  path: string,
  mostBytes: number = smallFileBytes,
): string {
  const at = files.absolute(path);
  if (!files.exists(at)) throw new AppError('file.absent', `There is no file ${at}.`);
  if (files.isFolder(at)) throw new AppError('file.unreadable', `${at} is a folder.`);
  if (files.size(at) > mostBytes) {
    const hint = `At most ${Math.round(mostBytes / 1024).toLocaleString('en')} KiB are read.`;
    throw new AppError('file.too_large', `${at} is too large to be what is asked for here.`, { hint });
  }
  try {
    return new TextDecoder().decode(files.readSync(at));
  } catch (cause) {
    throw new AppError('file.unreadable', `${at} cannot be read.`, { hint: 'Check its rights.', cause });
  }
}
