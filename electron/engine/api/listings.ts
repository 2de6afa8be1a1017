// What the files of one import list: afterwards those that an earlier file of the same stream listed are known as missing.
import type { Batch } from '#engine/importers/run-import.ts';
import type { UnitOfWork } from '#engine/store/store.ts';
import { fileOfStream, streamOf } from '#shared/model/contribution.ts';
import type { Instant } from '#shared/model/fact.ts';
import type { Problem } from '#shared/model/problem.ts';
import type { Tenant } from '#shared/model/tenant.ts';

interface Listing {
  readonly ids: Set<string>;
  readonly tenants: Set<string>;
  /** false: more stands in a file than could be read of it. */
  isWhole: boolean;
}

export class Listings {
  readonly #byStream = new Map<string, Listing>();

  /** Takes note of a batch; files of one stream count together. */
  take(file: string, { recognised, identities, problems, totals }: Batch): void {
    if (recognised === null || !recognised.lists) return;
    const stream = streamOf({ importer: recognised.importer, file });
    const listing = this.#byStream.get(stream) ?? { ids: new Set(), tenants: new Set(), isWhole: true };
    this.#byStream.set(stream, listing);
    for (const { identity } of identities) listing.ids.add(identity.id);
    for (const { id } of totals?.tenants ?? []) listing.tenants.add(id);
    const isBroken = problems.some(({ severity, code }) => severity === 'error' && code !== 'import.duplicate_id');
    if (isBroken || (totals?.problemsOmitted ?? 0) > 0) listing.isWhole = false;
  }

  /** Marks what is missing, and says so for each stream: a file may also be a part of what there is. */
  mark(unit: UnitOfWork, tenants: ReadonlyMap<string, Tenant>, since: Instant): ReadonlyMap<string, Problem> {
    const problems = new Map<string, Problem>();
    for (const [stream, { ids, tenants: spokenOf, isWhole }] of this.#byStream) {
      if (!isWhole) continue;
      const count = unit.markMissing(stream, spokenOf, ids, since);
      if (count === 0) continue;
      const file = fileOfStream(stream);
      const where = [...spokenOf].map((id) => tenants.get(id)?.name ?? id).join(', ');
      const subject = count === 1 ? '1 identity of' : `${count} identities of`;
      const message = `${subject} ${where} that an earlier ${file} listed are in it no more: marked, not removed. If the file holds only a part of what there is, undo the import.`;
      problems.set(stream, {
        severity: 'info',
        code: 'import.no_longer_listed',
        message,
        file,
        record: null,
        field: null,
      });
    }
    return problems;
  }
}
