import { importers } from '#engine/importers/index.ts';
import { leaksIn } from '#engine/jobs/leaks.ts';
import type { Ledger, Workspace } from '#engine/store/store.ts';
import type { Instant } from '#shared/model/fact.ts';
import type { Problem } from '#shared/model/problem.ts';

const ofScanners = new Set<string>(importers.filter((importer) => 'seal' in importer).map(({ id }) => id));

const count = (of: number): string => of.toLocaleString('en-US');

/** Is this a report of secrets that were found? */
export const isScannerReport = (importer: string | null): boolean => importer !== null && ofScanners.has(importer);

/** Secrets that scanners found and that are of nobody of the inventory as it is now; null: there are none. */
export function unmatchedSecrets(
  workspace: Pick<Workspace, 'identities' | 'activity'> & { readonly ledger: Pick<Ledger, 'imports'> },
): (Problem & { readonly at: Instant; readonly seq: number }) | null {
  const last = workspace.ledger.imports.findLast(({ importer }) => isScannerReport(importer));
  if (last === undefined) return null;
  const { unmatched, hidden, secrets } = leaksIn(workspace);
  if (unmatched === 0) return null;
  const untold = hidden === 0 ? '' : `, ${count(hidden)} of them hidden in the report`;
  const message =
    `${count(unmatched)} of ${count(secrets)} ${secrets === 1 ? 'secret' : 'secrets'} that scanners found match no credential of this workspace${untold}. ` +
    'They stand in the audit timeline (signal:secret_in_open) and match as soon as whoever they are of is imported.';
  const { at, seq, file } = last;
  return { severity: 'info', code: 'import.unmatched_secret', message, file, record: null, field: null, at, seq };
}
