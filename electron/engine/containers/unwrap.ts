import type { ImportSource } from '#engine/importers/import-source.ts';
import type { ContainerLimits } from './container-limits.ts';
import { type Entry, taken } from './contents.ts';
import { foreignPacker, formOf } from './form-of.ts';
import { type Budget, gunzipped } from './gzip.ts';
import { Unreadable } from './unreadable.ts';

/** Members of an archive that are compressed once more are read; archives inside of an archive are not. */
export function unwrapped(entries: readonly Entry[], limits: ContainerLimits): Entry[] {
  const budget = { left: limits.inflated };
  return entries.map((entry) => (entry.source === null ? entry : taken(unwrap(entry.source, limits, budget))));
}

function unwrap(member: ImportSource, limits: ContainerLimits, budget: Budget): ImportSource {
  const inner = gunzipped(member, limits, budget);
  return {
    ...member,
    async *stream(signal) {
      let form: ReturnType<typeof formOf> | null = null;
      for await (const chunk of member.stream(signal)) {
        if (form === null) {
          form = formOf(chunk);
          const packer = foreignPacker(chunk);
          if (packer !== '') throw new Unreadable('import.unrecognised', `packed by ${packer}: unpack it first`);
        }
        if (form !== 'plain') break;
        yield chunk;
      }
      if (form === 'gzip') yield* inner.stream(signal);
      else if (form !== null && form !== 'plain') {
        throw new Unreadable('import.nested_archive', 'an archive inside of an archive: unpack it first');
      }
    },
  };
}
