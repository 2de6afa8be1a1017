import type { WatchRequest, WatchView } from '#shared/contract/contract.ts';
import type { Grouping } from '#shared/contract/findings.ts';
import { packTitles, severities } from '#shared/model/finding.ts';
import { type ExplainFinding, findingRow, matchedFindings } from './findings.ts';
import { inventoryRowOf } from './inventory-row.ts';
import type { Picture } from './picture.ts';

type Params = WatchRequest<'findings.tree'>;
type View = WatchView<'findings.tree'>;

interface Group {
  readonly key: string;
  readonly label: string;
  /** The most severe first. */
  readonly findings: number[];
  readonly severity: number;
}

/** Findings in groups; only the lines of the window are worded. */
export function findingTree(picture: Picture, explain: ExplainFinding, params: Params): View {
  const groups = groupsOf(picture, params);
  const { all, except } = params.folded;
  const listed = new Set(except);
  const isOpen = ({ key }: Group): boolean => all === listed.has(key);
  const length = groups.reduce((sum, group) => sum + 1 + (isOpen(group) ? group.findings.length : 0), 0);
  const first = Math.min(params.first, length);
  const end = Math.min(length, first + params.count);
  const rows: View['rows'] = [];
  let line = 0;
  for (const group of groups) {
    const open = isOpen(group);
    const after = line + 1 + (open ? group.findings.length : 0);
    if (line >= first && line < end) rows.push(lineOf(group, open));
    if (open && after > first && line < end) {
      const inside = group.findings.slice(Math.max(0, first - line - 1), Math.max(0, end - line - 1));
      for (const index of inside) {
        for (const row of findingRow(picture, explain, index)) rows.push({ is: 'finding', ...row });
      }
    }
    line = after;
  }
  return { groups: groups.length, length, first, rows };
}

const lineOf = ({ key, label, findings, severity }: Group, open: boolean): View['rows'][number] => ({
  is: 'group',
  key,
  label,
  count: findings.length,
  severity: severities[severity] ?? 'low',
  open,
});

/** By the worst finding, then by how many there are. */
function groupsOf(picture: Picture, params: Params): readonly Group[] {
  const keyOf = keysOf(picture, params.by);
  const groups = new Map<string, Group>();
  for (const index of matchedFindings(picture, params)) {
    const { key, label } = keyOf(index);
    const group = groups.get(key);
    if (group !== undefined) group.findings.push(index);
    // The first is the most severe of them.
    else groups.set(key, { key, label, findings: [index], severity: picture.findings.severity[index] ?? 0 });
  }
  return [...groups.values()].sort(
    (one, other) =>
      one.severity - other.severity ||
      other.findings.length - one.findings.length ||
      one.label.localeCompare(other.label),
  );
}

interface Key {
  readonly key: string;
  readonly label: string;
}

function keysOf({ findings, identities }: Picture, by: Grouping): (finding: number) => Key {
  const rule = (finding: number) => findings.rules[findings.rule[finding] ?? -1];
  const row = (finding: number): number => findings.row[finding] ?? -1;
  switch (by) {
    case 'rule':
      return (finding) => ({ key: rule(finding)?.id ?? '', label: `${rule(finding)?.id} ${rule(finding)?.title}` });
    case 'pack':
      return (finding) => {
        const pack = rule(finding)?.pack ?? 'own';
        return { key: pack, label: packTitles[pack] };
      };
    case 'severity':
      return (finding) => {
        const severity = severities[findings.severity[finding] ?? 0] ?? 'low';
        return { key: severity, label: severity };
      };
    case 'tenant':
      return (finding) => {
        const key = identities.tenantId(row(finding));
        return { key, label: identities.tenantName(key) };
      };
    case 'identity':
      return (finding) => ({ key: identities.id(row(finding)), label: identities.name(row(finding)) });
    case 'owner':
      return (finding) => {
        const { state, label } = inventoryRowOf(identities, row(finding)).owner;
        if (label !== '') return { key: `owner ${label}`, label: state === 'departed' ? `${label}, left` : label };
        return { key: state, label: state === 'unknown' ? 'owner unknown' : 'nobody' };
      };
  }
}
