import type { WatchRequest, WatchView } from '#shared/contract/contract.ts';
import { type Finding, severities } from '#shared/model/finding.ts';
import { findingTest } from './chosen-findings.ts';
import { inventoryRowOf } from './inventory-row.ts';
import { isOpen, type Picture } from './picture.ts';
import { type WireFinding, wireFinding } from './wire-shapes.ts';

type View = WatchView<'findings.list'>;
/** Words one finding: reads the identity from the disk, so it is asked for the rows of a window only. */
export type ExplainFinding = (row: number, rule: string) => Finding | null;

export function findingsList(picture: Picture, explain: ExplainFinding, params: WatchRequest<'findings.list'>): View {
  const { findings } = picture;
  const matched = matchedFindings(picture, params);
  const counts = new Uint32Array(findings.rules.length);
  const worst = new Uint8Array(findings.rules.length).fill(severities.length - 1);
  let open = 0;
  for (let index = 0; index < findings.length; index += 1) {
    const rule = findings.rule[index] ?? 0;
    const severity = findings.severity[index] ?? 0;
    if (isOpen(findings, index)) {
      open += 1;
      counts[rule] = (counts[rule] ?? 0) + 1;
      worst[rule] = Math.min(worst[rule] ?? severity, severity);
    }
  }
  const first = Math.min(params.first, matched.length);
  return {
    total: open,
    matched: matched.length,
    first,
    rows: matched.slice(first, first + params.count).flatMap((index) => findingRow(picture, explain, index)),
    rules: findings.rules.flatMap((rule, code) => {
      const count = counts[code] ?? 0;
      const severity = severities[worst[code] ?? 0] ?? rule.severity;
      return count === 0
        ? []
        : [{ rule: rule.id, pack: rule.pack, owasp: rule.owasp, title: rule.title, why: rule.why, count, severity }];
    }),
  };
}

type Filter = Pick<WatchRequest<'findings.list'>, 'rules' | 'severities' | 'text'>;

/** The findings that a filter lets through, the most severe first. */
export function matchedFindings(
  picture: Picture,
  { rules, severities: wanted, text }: Filter,
  which: 'open' | 'all' = 'open',
): readonly number[] {
  const { findings } = picture;
  const asked = findingTest(picture, text, which);
  const isRule = findings.rules.map(({ id }) => rules.length === 0 || rules.includes(id));
  const isSeverity = severities.map((name) => wanted.length === 0 || wanted.includes(name));
  const matched: number[] = [];
  for (let index = 0; index < findings.length; index += 1) {
    if (isRule[findings.rule[index] ?? -1] !== true || isSeverity[findings.severity[index] ?? -1] !== true) continue;
    if (asked(index)) matched.push(index);
  }
  return matched;
}

type Row = View['rows'][number];

export function findingRow({ findings, identities }: Picture, explain: ExplainFinding, index: number): Row[] {
  const row = findings.row[index] ?? 0;
  const rule = findings.rules[findings.rule[index] ?? 0];
  if (!rule) return [];
  const { id, name, kind, tenant, score } = inventoryRowOf(identities, row);
  const severity = severities[findings.severity[index] ?? 0] ?? rule.severity;
  const explained = explain(row, rule.id);
  const finding: WireFinding = explained
    ? wireFinding({ ...explained, severity })
    : {
        rule: rule.id,
        severity,
        identity: id,
        grades: [],
        title: rule.title,
        evidence: [],
        fixes: [],
        acceptance: null,
      };
  return [{ ...finding, name, kind, tenant, score: score?.value ?? null }];
}
