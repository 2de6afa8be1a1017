import type { CallHandlers } from '#engine/door/door.ts';
import { readTextFile } from '#engine/system/text-file.ts';
import { mappingFile } from '#shared/contract/imports.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Session } from './session.ts';

/** A mapping that another analyst gave. Throws `input.invalid` for anything else. */
export function mappingIn(text: string) {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new AppError('input.invalid', 'The file is no column mapping: it is not JSON.', { cause });
  }
  const read = mappingFile.safeParse(value);
  if (read.success) return read.data.mapping;
  const issue = read.error.issues[0];
  const hint = issue === undefined ? '' : `${issue.path.join('.')}: ${issue.message}`;
  throw new AppError('input.invalid', 'The file is no column mapping.', { hint });
}

export function mappingCalls({ system }: Session): Pick<CallHandlers, 'imports.saveMapping' | 'imports.loadMapping'> {
  const { files } = system;
  return {
    async 'imports.saveMapping'({ path, mapping }) {
      const target = files.absolute(path);
      try {
        await files.writeAtomic(target, `${JSON.stringify({ nhiMapping: 1, mapping }, null, 2)}\n`);
      } catch (cause) {
        const hint = 'Check the rights and the space of its folder.';
        throw new AppError('file.unreadable', `${target} could not be written.`, { hint, cause });
      }
      return {};
    },
    'imports.loadMapping'({ path }) {
      return { mapping: mappingIn(readTextFile(files, path)) };
    },
  };
}
