import { z } from 'zod';
import { long, read, write } from './define.ts';
import { count, path, problem, text } from './values.ts';

/** The unified fields that a CSV column may be mapped to. */
export const mappableFields = [
  'name',
  'external_id',
  'kind',
  'owner',
  'status',
  'scopes',
  'resource',
  'created_at',
  'last_used_at',
  'expires_at',
  'rotated_at',
  'access_ttl_seconds',
  'credential_kind',
  'environment',
  'description',
  'on_behalf_of',
  'publisher',
] as const;
/** Column name → unified field. Columns that are not named are kept in the raw record only. */
export const columnMapping = z.record(z.string().max(200), z.enum(mappableFields));
export type ColumnMapping = z.infer<typeof columnMapping>;

export const importRequest = z.object({
  path,
  /** Name of the tenant where the file carries none. */
  tenant: text.min(1).optional(),
  mapping: columnMapping.optional(),
});

export const fileReport = z.object({
  file: z.string(),
  /** null: nobody recognised it. */
  importer: z.string().nullable(),
  tenant: z.string().nullable(),
  records: count,
  imported: count,
  unchanged: count,
  rejected: count,
  problems: z.array(problem),
  /** More problems than are listed here. */
  problemsOmitted: count.default(0),
});
export type FileReport = z.infer<typeof fileReport>;
export const importReport = z.object({ files: z.array(fileReport), seq: count });
export type ImportReport = z.infer<typeof importReport>;

export const importPreview = z.object({
  path: z.string(),
  file: z.string(),
  size: count,
  importer: z.string().nullable(),
  label: z.string(),
  /** Why nobody recognised it. */
  reason: z.string(),
  tenant: z.object({ vendor: z.string(), name: z.string().nullable(), id: z.string().nullable() }).nullable(),
  csv: z
    .object({
      columns: z.array(z.string()),
      sample: z.array(z.array(z.string())),
      mapping: columnMapping,
      /** The mapping was used before for a file with these columns. */
      remembered: z.boolean(),
    })
    .nullable(),
});
export type ImportPreview = z.infer<typeof importPreview>;

export const imports = {
  preview: read(z.object({ path }), importPreview),
  /** All files become one commit. Progress: `{ done, total, detail }` in bytes. */
  run: long(write(z.object({ files: z.array(importRequest).min(1).max(1000) }), importReport)),
};
