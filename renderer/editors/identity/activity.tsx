import type { ReactNode } from 'react';
import { Bar, BarChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { runCommand } from '#renderer/registry/contributions.ts';
import { editorUri } from '#renderer/registry/uri.ts';
import { useWatch } from '#renderer/state/use-watch.ts';
import { date, number, plural, stamp } from '#renderer/ui/format.ts';
import '#renderer/ui/chart/chart.css';

/** Events listed below the bars, newest first. */
const latest = 8;

interface Bucket {
  readonly at: number;
  readonly allowed: number;
  readonly denied: number;
}

/** Activity of this identity over its whole span; a bar opens the audit editor on that time. */
export function ActivitySection({ id, now }: { readonly id: string; readonly now: number }): ReactNode {
  const filter = { from: null, to: null, identity: id };
  const { view } = useWatch('timeline.view', { filter, buckets: 60, lanes: 1 });
  const first = Math.max(0, (view?.matched ?? 0) - latest);
  const events = useWatch('timeline.events', { filter, first, count: latest }).view;
  if (view === undefined) return null;
  if (view.matched === 0)
    return (
      <p className="dim">No activity is on record. An export of the vendor’s log would tell whether it is used.</p>
    );
  const { brush } = view;
  const buckets: readonly Bucket[] = Array.from(brush.counts, (count, index) => ({
    at: brush.from + index * brush.step,
    allowed: count - (brush.denied[index] ?? 0),
    denied: brush.denied[index] ?? 0,
  }));
  const open = (from: number | null, to: number | null): void =>
    void runCommand('editor.open', { uri: editorUri('audit', { filter: { ...filter, from, to } }) });
  return (
    <>
      <p className="small">{`${plural(view.matched, 'event')}, ${view.denied === 0 ? 'none denied' : `${number(view.denied)} denied`}; ${number(view.attribution.live)} with the human there, ${number(view.attribution.onBehalf)} on behalf, ${number(view.attribution.nobody)} for nobody`}</p>
      <ResponsiveContainer width="100%" height={72}>
        <BarChart
          data={[...buckets]}
          margin={{ top: 4, right: 0, bottom: 0, left: 0 }}
          barCategoryGap={1}
          onClick={(state) => {
            const at = buckets[Number(state.activeTooltipIndex)]?.at;
            if (at !== undefined) open(at, at + brush.step);
          }}
        >
          <XAxis
            dataKey="at"
            tickFormatter={(at: number) => date(at, now)}
            axisLine={{ stroke: 'var(--vscode-charts-lines)' }}
            tickLine={false}
            minTickGap={60}
            height={18}
          />
          <YAxis width={32} axisLine={false} tickLine={false} tickCount={2} allowDecimals={false} />
          <Tooltip
            cursor={{ fill: 'var(--vscode-list-hoverBackground)' }}
            isAnimationActive={false}
            content={<BucketTooltip />}
          />
          <Bar
            dataKey="allowed"
            stackId="all"
            fill="var(--nhi-chart-8)"
            isAnimationActive={false}
            className="clickable"
          />
          <Bar
            dataKey="denied"
            stackId="all"
            fill="var(--nhi-decision-denied)"
            isAnimationActive={false}
            className="clickable"
          />
        </BarChart>
      </ResponsiveContainer>
      <table className="plain-table">
        <tbody>
          {(events?.rows ?? []).toReversed().map((event) => (
            <tr key={event.row}>
              <td className="code">{stamp(event.at)}</td>
              <td>{event.human ?? <span className="dim">nobody</span>}</td>
              <td>{event.agents.map((agent) => agent.name).join(' › ')}</td>
              <td className="code">{event.action}</td>
              <td className={event.decision === 'denied' ? 'error-text' : ''}>{event.decision}</td>
              <td className="dim">{[event.object, event.reason].filter((text) => text !== '').join(', ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <button type="button" className="link-button" onClick={() => open(null, null)}>
        Open in the Audit Timeline
      </button>
    </>
  );
}

function BucketTooltip({
  active,
  payload,
}: {
  readonly active?: boolean;
  readonly payload?: readonly { readonly payload?: Bucket }[];
}): ReactNode {
  const bucket = payload?.[0]?.payload;
  if (!active || bucket === undefined) return null;
  return (
    <div className="chart-tooltip">
      <b>{stamp(bucket.at)}</b>
      <div>{`${number(bucket.allowed)} allowed, ${number(bucket.denied)} denied`}</div>
    </div>
  );
}
