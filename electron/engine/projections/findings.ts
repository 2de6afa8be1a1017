import type { WatchRequest, WatchView } from '#shared/contract/contract.ts';
import { type Finding, severities } from '#shared/model/finding.ts';
import { findingLanguage } from './fields/finding.ts';
import { inventoryRowOf } from './inventory-row.ts';
import type { Picture } from './picture.ts';
import { understood } from './understood.ts';
import { type WireFinding, wireFinding } from './wire-shapes.ts';

type View = WatchView<'findings.list'>;
/** Words one finding: reads the identity from the disk, so it is asked for the rows of a window only. */
export type ExplainFinding = (row: number, rule: string) => Finding | null;

export function findingsList(picture: Picture, explain: ExplainFinding, params: WatchRequest<'findings.list'>): View {
  const { findings } = picture;
  const asked = understood(findingLanguage, params.text).test?.(picture) ?? null;
  const counts = new Uint32Array(findings.rules.length);
  const worst = new Uint8Array(findings.rules.length).fill(severities.length - 1);
  const matched: number[] = [];
  for (let index = 0; index < findings.length; index += 1) {
    const rule = findings.rule[index] ?? 0;
    const severity = findings.severity[index] ?? 0;
    counts[rule] = (counts[rule] ?? 0) + 1;
    worst[rule] = Math.min(worst[rule] ?? severity, severity);
    if (params.rules.length > 0 && !params.rules.includes(findings.rules[rule]?.id ?? '')) continue;
    if (params.severities.length > 0 && !params.severities.some((name) => severities[severity] === name)) continue;
    if (asked && !asked(index)) continue;
    matched.push(index);
  }
  const first = Math.min(params.first, matched.length);
  return {
    total: findings.length,
    matched: matched.length,
    first,
    rows: matched.slice(first, first + params.count).flatMap((index) => findingRow(picture, explain, index)),
    rules: findings.rules.flatMap((rule, code) => {
      const count = counts[code] ?? 0;
      const severity = severities[worst[code] ?? 0] ?? rule.severity;
      return count === 0
        ? []
        : [{ rule: rule.id, owasp: rule.owasp, title: rule.title, why: rule.why, count, severity }];
    }),
  };
}

type Row = View['rows'][number];

function findingRow({ findings, identities }: Picture, explain: ExplainFinding, index: number): Row[] {
  const row = findings.row[index] ?? 0;
  const rule = findings.rules[findings.rule[index] ?? 0];
  if (!rule) return [];
  const { id, name, kind, tenant, score } = inventoryRowOf(identities, row);
  const severity = severities[findings.severity[index] ?? 0] ?? rule.severity;
  const explained = explain(row, rule.id);
  const finding: WireFinding = explained
    ? wireFinding({ ...explained, severity })
    : { rule: rule.id, severity, identity: id, title: rule.title, evidence: [], fixes: [] };
  return [{ ...finding, name, kind, tenant, score: score?.value ?? null }];
}
