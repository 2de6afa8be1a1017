import { type ReactElement, type ReactNode, type RefObject, useState } from 'react';
import { Bar, BarChart, CartesianGrid, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { runCommand } from '#renderer/registry/contributions.ts';
import { diffUri } from '#renderer/state/diff.ts';
import { deedWords } from '#renderer/state/moment.ts';
import { type FleetHistory, type FleetSample, useHistory } from '#renderer/state/score-history.ts';
import { useSession } from '#renderer/state/session.ts';
import { BandMark, bandColour, bandWord } from '#renderer/ui/band-mark.tsx';
import { LinkButton } from '#renderer/ui/button.tsx';
import { ChartFrame } from '#renderer/ui/chart/chart-frame.tsx';
import { ActivePoint, ChartKeys } from '#renderer/ui/chart/chart-keys.tsx';
import { ChartTooltip } from '#renderer/ui/chart/chart-tooltip.tsx';
import { countAxis } from '#renderer/ui/chart/count-axis.tsx';
import { countTicks } from '#renderer/ui/chart/scale.ts';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { exact, number } from '#renderer/ui/format.ts';
import { Select } from '#renderer/ui/input.tsx';
import { KindIcon } from '#renderer/ui/kind-icon.tsx';
import { Waiting } from '#renderer/ui/waiting.tsx';
import { bandOf, bands } from '#shared/model/score.ts';
import { bandsTitle, moversTitle, provenance, spreadTitle } from './history-sentences.ts';

const all = 'all';

/** Scores of all or of one tenant at each import, and who moved with the last. `epoch`: what is shown now. */
export function OverTime({ epoch }: { readonly epoch: unknown }): ReactNode {
  const [tenant, setTenant] = useState(all);
  const tenants = useSession((session) => session.status?.tenants ?? none);
  const known = tenants.some(({ id }) => id === tenant) ? tenant : all;
  const { view, progress, error, cancel, again } = useHistory(
    'history.fleet',
    { tenant: known === all ? null : known },
    epoch,
  );
  if (view === undefined) {
    const share = progress?.total ? progress.done / progress.total : null;
    const label = 'Replaying the journal for the scores of then';
    return <Waiting label={label} share={share} refusal={error} onCancel={cancel} onAgain={again} />;
  }
  if (view.samples.length === 0) return <EmptyState icon="graph-line" title="Nothing was imported yet." />;
  const options = [
    { value: all, label: 'All tenants' },
    ...tenants.map(({ id, name }) => ({ value: id, label: name })),
  ];
  return (
    <div className="over-time">
      <BandsOverTime view={view} />
      <SpreadOverTime view={view} />
      <section className="over-time-movers" aria-labelledby="movers-title">
        <Select label="Tenant" value={known} options={options} onChange={setTenant} />
        <Movers movers={view.movers} />
      </section>
    </div>
  );
}

const none: readonly never[] = [];

/** What happened between a sample and the one before it. */
function openSample(samples: readonly FleetSample[], sample: FleetSample | undefined): void {
  if (sample === undefined) return;
  const before = samples[samples.indexOf(sample) - 1]?.seq ?? Math.max(1, sample.seq - 1);
  const uri = diffUri({ from: { seq: before }, to: { seq: sample.seq } });
  void runCommand('editor.open', { uri, preview: false });
}

function SampleWords({ sample }: { readonly sample: FleetSample }): ReactNode {
  return (
    <>
      <b>{`Record #${sample.seq}, ${exact(sample.at)}`}</b>
      <div>{deedWords(sample)}</div>
      {bands.map((band) => (
        <div key={band}>
          <BandMark band={band} /> {`${bandWord(band)} ${number(sample.bands[band])}`}
        </div>
      ))}
      <div>{`median ${sample.median ?? '–'}, 90th percentile ${sample.p90 ?? '–'}`}</div>
      <div className="dim">{`policy ${sample.policy}; click compares it with the one before`}</div>
    </>
  );
}

const tableColumns = ['Record', 'At', ...bands.map(bandWord), 'Median', '90th', 'Policy'];
const tableRows = (samples: readonly FleetSample[]) =>
  samples.map((sample) => ({
    key: String(sample.seq),
    cells: [
      `#${sample.seq}`,
      exact(sample.at),
      ...bands.map((band) => number(sample.bands[band])),
      String(sample.median ?? '–'),
      String(sample.p90 ?? '–'),
      sample.policy,
    ],
    onOpen: () => openSample(samples, sample),
  }));

const recordAxis = <XAxis dataKey={({ seq }: FleetSample) => `#${seq}`} tickLine={false} height={18} />;
const tooltip = (
  <Tooltip
    cursor={{ fill: 'var(--vscode-list-hoverBackground)' }}
    isAnimationActive={false}
    content={<ChartTooltip<FleetSample> of={(sample) => <SampleWords sample={sample} />} />}
  />
);

/** A chart over the samples, each of which compares itself with the one before; its equal is a table. */
function Sampled(props: {
  readonly view: FleetHistory;
  readonly title: string;
  readonly children: (active: RefObject<FleetSample | undefined>) => ReactElement;
}): ReactNode {
  const { samples, omitted } = props.view;
  return (
    <ChartFrame
      title={props.title}
      subtitle={provenance(samples, omitted)}
      columns={tableColumns}
      rows={tableRows(samples)}
    >
      <ChartKeys<FleetSample> onOpen={(sample) => openSample(samples, sample)} className="chart-plot chart-clickable">
        {(active) => (
          <ResponsiveContainer width="100%" height="100%">
            {props.children(active)}
          </ResponsiveContainer>
        )}
      </ChartKeys>
    </ChartFrame>
  );
}

function BandsOverTime({ view }: { readonly view: FleetHistory }): ReactNode {
  const { samples } = view;
  const ticks = countTicks(Math.max(1, ...samples.map(({ scored }) => scored)));
  return (
    <Sampled view={view} title={bandsTitle(view.samples)}>
      {(active) => (
        <BarChart
          data={[...samples]}
          margin={{ top: 8, right: 12, bottom: 0, left: 0 }}
          onClick={(state) => openSample(samples, samples[Number(state.activeTooltipIndex)])}
        >
          {recordAxis}
          {countAxis(ticks)}
          <CartesianGrid vertical={false} stroke="var(--nhi-chart-grid)" />
          {tooltip}
          {[...bands].reverse().map((band) => (
            <Bar
              key={band}
              dataKey={(sample: FleetSample) => sample.bands[band]}
              name={bandWord(band)}
              stackId="bands"
              maxBarSize={40}
              fill={bandColour(band)}
              isAnimationActive={false}
            />
          ))}
          <ActivePoint into={active} />
        </BarChart>
      )}
    </Sampled>
  );
}

function SpreadOverTime({ view }: { readonly view: FleetHistory }): ReactNode {
  const { samples } = view;
  return (
    <Sampled view={view} title={spreadTitle(view.samples)}>
      {(active) => (
        <LineChart
          data={[...samples]}
          margin={{ top: 8, right: 64, bottom: 0, left: 0 }}
          onClick={(state) => openSample(samples, samples[Number(state.activeTooltipIndex)])}
        >
          {recordAxis}
          <YAxis width={44} domain={[0, 100]} ticks={[0, 15, 35, 60, 80, 100]} axisLine={false} tickLine={false} />
          <CartesianGrid vertical={false} stroke="var(--nhi-chart-grid)" />
          {tooltip}
          {(['p90', 'median'] as const).map((figure) => (
            <Line
              key={figure}
              dataKey={figure}
              stroke="var(--vscode-charts-foreground)"
              strokeDasharray={figure === 'p90' ? '4 3' : '0'}
              dot={{ r: 2.5 }}
              isAnimationActive={false}
              label={({ x, y, index }: LabelProps) => (
                <text x={Number(x) + 8} y={Number(y) + 4}>
                  {index === samples.length - 1 ? (figure === 'p90' ? '90th' : 'median') : ''}
                </text>
              )}
            />
          ))}
          <ActivePoint into={active} />
        </LineChart>
      )}
    </Sampled>
  );
}

/** What recharts hands to the label of a point, px. */
interface LabelProps {
  readonly x?: number | string | undefined;
  readonly y?: number | string | undefined;
  readonly index?: number | undefined;
}

function Movers({ movers }: { readonly movers: FleetHistory['movers'] }): ReactNode {
  return (
    <>
      <h2 id="movers-title" className="chart-title">
        {moversTitle(movers)}
      </h2>
      <ul>
        {(movers?.rows ?? []).map(({ id, name, kind, before, after }) => (
          <li key={id}>
            <span className="movers-score" title={`${before} before, ${after} after`}>
              {`${before} → `}
              <b>{after}</b>
            </span>
            <BandMark band={bandOf(after)} />
            <LinkButton
              className="icon-cell ellipsis"
              onClick={() => void runCommand('editor.open', { uri: `nhi:/identity/${id}`, preview: false })}
            >
              <KindIcon kind={kind} size={14} />
              {name}
            </LinkButton>
          </li>
        ))}
      </ul>
      {movers === null ? null : (
        <LinkButton
          onClick={() =>
            void runCommand('editor.open', {
              uri: diffUri({ from: { seq: movers.from }, to: { seq: movers.to } }),
              preview: false,
            })
          }
        >
          Compare Both Moments
        </LinkButton>
      )}
    </>
  );
}
