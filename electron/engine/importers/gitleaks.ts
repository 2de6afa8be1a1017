import type { Head, Recognition } from './importer.ts';
import { listReport } from './scanner/list-report.ts';
import { objectIn, type PrintsOf, seal, textIn, wordIn } from './scanner/sealed.ts';
import { scannerTenant } from './scanner/sightings.ts';

function recognise({ format, members }: Head): Recognition | null {
  const has = (...names: readonly string[]): boolean => names.every((name) => members.includes(name));
  if (format !== 'json' || !has('RuleID', 'File')) return null;
  return has('Secret') || has('Match') || has('StartLine', 'Commit') ? { ...scannerTenant, confidence: 0.95 } : null;
}

/** `https://github.com/acme/shop/blob/1caf…/a.env#L3`: the report names the repository nowhere else. */
const repositoryIn = (link: string): string =>
  /^https?:\/\/(?:[^/@]*@)?([^/]+\/.+?)\/(?:-\/)?(?:blob|commit|src|_git)\//.exec(link)?.[1] ?? '';

/** `ValidationStatus` is what a later fork of gitleaks adds; gitleaks itself tries no secret. */
function sealed(value: unknown, printsOf: PrintsOf): unknown {
  const raw = objectIn(value);
  if (raw !== value) return null;
  const status = wordIn(raw['ValidationStatus']);
  const found = {
    // Its `Fingerprint` is that of a place, where several secrets may stand.
    id: null,
    detector: raw['RuleID'],
    repository: repositoryIn(textIn(raw['Link'])),
    file: raw['File'],
    line: raw['StartLine'],
    commit: raw['Commit'],
    date: raw['Date'],
    who: textIn(raw['Email']) === '' ? raw['Author'] : raw['Email'],
    states: status === '' ? [] : [`validation: ${status}`],
    dismissed: false,
  };
  const shown = { secrets: [raw['Secret']], around: [raw['Match'], raw['Line']] };
  return seal(found, shown, printsOf);
}

/** The report that gitleaks 8 writes with `--report-format json`, redacted or not. */
export const gitleaks = listReport({
  id: 'gitleaks',
  label: 'gitleaks report',
  tool: 'gitleaks',
  recognise,
  sealed,
});
