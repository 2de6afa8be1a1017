import { AppError } from '#shared/errors/app-error.ts';
import type { Session } from './session.ts';

const isThere = (path: string): AppError =>
  new AppError('input.invalid', `${path} is there already.`, { hint: 'Choose another name: nothing is overwritten.' });

/** Refuses a path that cannot be written: file.absent its folder, input.invalid what is there already. */
export function refuseUnusable({ system: { files } }: Session, path: string): void {
  if (files.exists(path)) throw isThere(path);
  if (!files.isFolder(files.parent(path))) {
    throw new AppError('file.absent', `There is no folder ${files.parent(path)}.`);
  }
}

/** Writes a new file; nothing is overwritten. Refuses with input.invalid, file.unreadable. */
export function writeOnce({ system: { files } }: Session, path: string, text: string): void {
  let written: boolean;
  try {
    written = files.createExclusive(path, text);
  } catch (cause) {
    throw new AppError('file.unreadable', `${path} could not be written.`, {
      hint: 'Check the rights and the space of its folder.',
      cause,
    });
  }
  if (!written) throw isThere(path);
}
