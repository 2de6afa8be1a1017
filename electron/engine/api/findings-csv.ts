// Findings as a table for spreadsheets: one row a finding, the most severe first.

import Papa from 'papaparse';
import { type ListedFinding, listFindings } from './listing.ts';
import type { Session } from './session.ts';

const fields = ['severity', 'rule', 'identity', 'id', 'finding', 'evidence', 'fix', 'score_after_fix', 'policy'];

/** Spreadsheets run what begins so, also in full width and behind blanks (OWASP, CSV Injection). */
const formula = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/;

/** No line feed after the last row. A cell that a spreadsheet would run begins with an apostrophe. */
export function findingsCsv(session: Session, query = ''): string {
  const { findings, policy } = listFindings(session, query);
  const rows = [fields, ...findings.map((finding) => cellsOf(finding, policy))];
  return Papa.unparse(rows, { escapeFormulae: formula, newline: '\n' });
}

function cellsOf({ severity, rule, name, identity, title, evidence, fixes }: ListedFinding, policy: string): string[] {
  const [fix] = fixes;
  const facts = evidence.map(({ label, value }) => `${label}: ${value}`).join('; ');
  const after = fix?.scoreAfter ?? null;
  return [severity, rule, name, identity, title, facts, fix?.label ?? '', after === null ? '' : String(after), policy];
}
