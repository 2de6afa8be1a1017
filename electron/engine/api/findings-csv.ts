// Findings as a table for spreadsheets: one row a finding, the most severe first.

import { csvOf } from './csv.ts';
import type { ListedFinding, listFindings } from './listing.ts';

const fields = [
  'severity',
  'rule',
  'identity',
  'id',
  'finding',
  'evidence',
  'fix',
  'score_after_fix',
  'policy',
  'severity_reached',
  'acceptance',
  'accepted_until',
  'accepted_because',
  'journal',
];

export function findingsCsv({ findings, policy, journal }: ReturnType<typeof listFindings>): string {
  const basis = [policy, `${journal.seq} ${journal.hash}`];
  return csvOf(
    fields,
    findings.map((finding) => cellsOf(finding, basis)),
  );
}

function cellsOf(finding: ListedFinding, [policy = '', journal = '']: readonly string[]): string[] {
  const { severity, rule, name, identity, title, evidence, fixes, grades, acceptance } = finding;
  const [fix] = fixes;
  const facts = evidence.map(({ label, value }) => `${label}: ${value}`).join('; ');
  const after = fix?.scoreAfter ?? null;
  const reached = grades.map((grade) => `${grade.severity}: ${grade.words}`).join('; ');
  const said = [acceptance?.state ?? '', acceptance?.until ?? '', acceptance?.reason ?? ''];
  const fixed = [fix?.label ?? '', after === null ? '' : String(after)];
  return [severity, rule, name, identity, title, facts, ...fixed, policy, reached, ...said, journal];
}
