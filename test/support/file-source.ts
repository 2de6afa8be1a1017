import type { ImportSource } from '#engine/importers/import-source.ts';
import { nodeFiles } from '#engine/system/node-files.ts';

/** A plain file as an import reads it. */
export const fileSource = (path: string): ImportSource => ({
  name: nodeFiles.base(path),
  folders: [],
  size: nodeFiles.size(path),
  stream: (signal) => nodeFiles.stream(path, signal),
});
