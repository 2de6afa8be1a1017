import type { ReactNode } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import { useSession } from '#renderer/state/session.ts';
import { noTimelineFilter, type TimelineFacet, useTimeline } from '#renderer/state/timeline.ts';
import { useWatch } from '#renderer/state/use-watch.ts';
import { CheckMark } from '#renderer/ui/checkbox.tsx';
import { percent } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import { List, type ListItem } from '#renderer/ui/list.tsx';
import { Section } from '#renderer/ui/section.tsx';
import type { TimelineFilter } from '#shared/contract/charts.ts';
import { dayMs } from '#shared/lib/duration.ts';
import { toggled } from './facets.tsx';
import { SavedViews } from './saved-views.tsx';
import './views.css';

interface LaneRow {
  readonly key: string;
  readonly label: string;
  readonly count: number;
}

function check(row: LaneRow, checked: boolean, mark: ReactNode, code: boolean): ListItem {
  return {
    key: row.key,
    text: row.label,
    count: row.count,
    checked,
    title: `${row.label}. Ctrl+click: only this`,
    content: (
      <>
        <CheckMark checked={checked} />
        {mark}
        <span className={code ? 'list-text code' : 'list-text'}>{row.label}</span>
      </>
    ),
  };
}

const decisionMarks = {
  allowed: <Icon name="circle-filled" size={12} className="success-text" />,
  denied: <Icon name="close" size={12} className="error-text" />,
} as const;

export function AuditView() {
  const filter = useTimeline((state) => state.filter);
  const change = useTimeline((state) => state.setTimelineFilter);
  const now = useSession((session) => session.status?.now ?? 0);
  // Without the ticks themselves, so that a lane that was taken away can be brought back.
  const open: TimelineFilter = { ...filter, humans: [], agents: [], actions: [], decisions: [] };
  const { view } = useWatch('timeline.view', { filter: open, buckets: 10, lanes: 12 });
  if (view === undefined) return null;
  const lanes = {
    humans: view.humans.filter((row) => row.key !== '…'),
    agents: view.agents.filter((row) => row.key !== '…'),
    actions: view.actions.filter((row) => row.key !== '…'),
    decisions: [
      { key: 'allowed', label: 'Allowed', count: view.matched - view.denied },
      { key: 'denied', label: 'Denied', count: view.denied },
    ],
  };
  const section = (facet: TimelineFacet, title: string, mark: (row: LaneRow) => ReactNode, code = false) => {
    const rows = lanes[facet];
    if (rows.length === 0) return null;
    const chosen: readonly string[] = filter[facet];
    const items = rows.map((row) => check(row, chosen.length === 0 || chosen.includes(row.key), mark(row), code));
    const all = rows.map((row) => row.key);
    return (
      <Section title={title}>
        <List
          label={title}
          items={items}
          // A lane's keys come from the engine's own view of the same name.
          onChoose={(key, { alone }) =>
            change({ [facet]: toggled(chosen, key, all, alone) } as Partial<TimelineFilter>)
          }
        />
      </Section>
    );
  };
  const cuts: readonly { readonly key: string; readonly text: string; readonly filter: TimelineFilter }[] = [
    { key: 'all', text: 'Everything', filter: noTimelineFilter },
    { key: 'day', text: 'Last 24 hours', filter: { ...noTimelineFilter, from: now - dayMs, to: now } },
    { key: 'week', text: 'Last 7 days', filter: { ...noTimelineFilter, from: now - 7 * dayMs, to: now } },
    { key: 'denied', text: 'Denied', filter: { ...noTimelineFilter, decisions: ['denied'] } },
    { key: 'journal', text: 'What the workbench did', filter: { ...noTimelineFilter, origin: 'journal' } },
  ];
  const { live, onBehalf, nobody } = view.attribution;
  const total = Math.max(1, live + onBehalf + nobody);
  const shares = [
    { key: 'live', text: 'Human, live', count: percent(live / total) },
    { key: 'behalf', text: 'Agent on behalf', count: percent(onBehalf / total) },
    { key: 'nobody', text: 'Nobody', count: percent(nobody / total) },
  ];
  return (
    <>
      <SavedViews
        over="timeline"
        title="Saved queries"
        builtIn={cuts.map((cut) => ({
          key: cut.key,
          text: cut.text,
          icon: 'filter',
          selected: JSON.stringify(cut.filter) === JSON.stringify(filter),
        }))}
        onBuiltIn={(key) => {
          const cut = cuts.find((one) => one.key === key);
          if (cut !== undefined) change(cut.filter);
          void runCommand('editor.open', { uri: 'nhi:/audit' });
        }}
      />
      {section('humans', 'Human', (row) => (
        <Icon name={row.label === 'nobody' ? 'circle-slash' : 'person'} size={14} />
      ))}
      {section('agents', 'Agent', () => (
        <Icon name="hubot" size={14} />
      ))}
      {section('actions', 'Action', () => null, true)}
      {section('decisions', 'Decision', (row) => (row.key === 'denied' ? decisionMarks.denied : decisionMarks.allowed))}
      <Section title="Attribution">
        <dl className="shares">
          {shares.map((share) => (
            <div key={share.key}>
              <dt>{share.text}</dt>
              <dd className="dim small">{share.count}</dd>
            </div>
          ))}
        </dl>
      </Section>
    </>
  );
}
