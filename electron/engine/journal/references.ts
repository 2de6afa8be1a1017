import type { JournalRecord } from '#shared/model/journal-record.ts';

/**
 * The one way in which a record names what was written beside it: `data.objects` is a list whose entries carry
 * `digest`, the SHA-256 (hex) under which `objects/` keeps the bytes; what else an entry says is the writer's own affair.
 */
export interface ObjectReference {
  readonly digest: string;
}

/** What the journal must know of the objects beside it. */
export interface ObjectCheck {
  has(digest: string): boolean;
  /** Reads it all and compares its bytes with its name. */
  isIntact(digest: string): Promise<boolean>;
}

const digestForm = /^[0-9a-f]{64}$/;

/** Digests that the record refers to; undefined when the list is there and is not one. */
export function referencedObjects(record: Pick<JournalRecord, 'data'>): readonly string[] | undefined {
  const listed = record.data['objects'];
  if (listed === undefined) return [];
  if (!Array.isArray(listed)) return undefined;
  const digests: string[] = [];
  for (const entry of listed as readonly unknown[]) {
    if (typeof entry !== 'object' || entry === null || !('digest' in entry)) return undefined;
    const { digest } = entry;
    if (typeof digest !== 'string' || !digestForm.test(digest)) return undefined;
    digests.push(digest);
  }
  return digests;
}
