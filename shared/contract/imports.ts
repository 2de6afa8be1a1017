import { z } from 'zod';
import { long, read, watch, write } from './define.ts';
import { count, instant, path, problem, text } from './values.ts';

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
  'publisher_verified',
  'storage',
] as const;
/** The fields of an event; a mapping that gives `time` and `action` makes events of the rows, else they are identities. */
export const activityFields = [
  'time',
  'action',
  'actor',
  'human',
  'agent',
  'client',
  'object',
  'decision',
  'reason',
  'trace',
  'ip',
  'network',
  'user_agent',
] as const;
/** Column name, or path in JSON (`actor.id`) → unified field. Columns that are not named are kept in the raw record only. */
export const columnMapping = z.record(z.string().max(200), z.enum([...mappableFields, ...activityFields]));
export type ColumnMapping = z.infer<typeof columnMapping>;
/** A mapping as a file that is given from one analyst to another. */
export const mappingFile = z.object({ nhiMapping: z.literal(1), mapping: columnMapping });

const member = z.string().min(1).max(4096);

export const importRequest = z.object({
  /** A file, a folder or an archive. */
  path,
  /** Of a folder or an archive this file alone, named as `imports.preview` does. */
  member: member.optional(),
  /** Name of the tenant where the file carries none. */
  tenant: text.min(1).optional(),
  mapping: columnMapping.optional(),
});
export type ImportRequest = z.infer<typeof importRequest>;

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
  /** The name that `imports.run` takes; null where the path is this very file. */
  member: member.nullable(),
  /** As reports name it: `realm.json`, `okta/apps.json`, `a.zip!/b.json`. */
  file: z.string(),
  size: count,
  importer: z.string().nullable(),
  label: z.string(),
  /** Why nobody recognised it, or why it is not read. */
  reason: z.string(),
  /** A hidden file, a link: it is left out, and that is no fault. */
  skipped: z.boolean(),
  tenant: z.object({ vendor: z.string(), name: z.string().nullable(), id: z.string().nullable() }).nullable(),
  /** What the tenant is called where the file does not say: the folder or archive that it lies in. '' for a file of its own. */
  tenantByPlace: z.string(),
  csv: z
    .object({
      columns: z.array(z.string()),
      sample: z.array(z.array(z.string())),
      mapping: columnMapping,
      /** Lines of JSON, which are events and never identities; the columns are paths. */
      lines: z.boolean(),
      /** The mapping was used before for a file with these columns. */
      remembered: z.boolean(),
    })
    .nullable(),
});
export type ImportPreview = z.infer<typeof importPreview>;

export const importEntry = z.object({
  /** Number of the journal record: what *undo* is asked for. */
  seq: count,
  at: instant,
  files: z.array(z.object({ file: z.string(), importer: z.string(), tenant: z.string(), records: count })),
});
export type ImportEntry = z.infer<typeof importEntry>;

const mostFiles = 10_000;

export const imports = {
  /** Imports and syncs that were not withdrawn, the newest first. */
  list: watch(
    z.object({ first: count, count: count.max(500) }),
    z.object({ total: count, rows: z.array(importEntry) }),
  ),
  /**
   * Withdraws an import as one commit: what stood before stands again, beside what came later. Refuses with record.absent, and
   * with import.built_upon where a later import of the same file stands: that one is undone first.
   * `seq` null: the last one. `removed`: identities of which nobody else spoke; `restored`: those that others spoke of.
   */
  undo: long(write(z.object({ seq: count.nullable() }), z.object({ seq: count, removed: count, restored: count }))),
  /** What every file behind the paths is: the path itself, those of a folder, those of an archive. */
  preview: long(
    read(z.object({ paths: z.array(path).min(1).max(mostFiles) }), z.object({ files: z.array(importPreview) })),
  ),
  /** Writes a mapping as a small JSON file, and reads one. */
  saveMapping: read(z.object({ path, mapping: columnMapping }), z.object({})),
  loadMapping: read(z.object({ path }), z.object({ mapping: columnMapping })),
  /** All files become one commit. Progress: bytes, and the state of each file. */
  run: long(write(z.object({ files: z.array(importRequest).min(1).max(mostFiles) }), importReport)),
};
