import { type ReactNode, useMemo } from 'react';
import { Bar, BarChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { usePolicyBasis } from '#renderer/state/session.ts';
import type { ViewOf } from '#renderer/state/use-watch.ts';
import { ChartFrame } from '#renderer/ui/chart/chart-frame.tsx';
import { ActivePoint, ChartKeys } from '#renderer/ui/chart/chart-keys.tsx';
import { ChartTooltip } from '#renderer/ui/chart/chart-tooltip.tsx';
import { countTicks, lifetimeTicks, logShare, withoutOverlap } from '#renderer/ui/chart/scale.ts';
import { useSize } from '#renderer/ui/chart/use-size.ts';
import { number, plural } from '#renderer/ui/format.ts';
import { kindColour, kindPlural, kindWord } from '#renderer/ui/kind-icon.tsx';
import type { InventoryFilter } from '#shared/contract/values.ts';
import { durationWords } from '#shared/lib/duration.ts';
import { type IdentityKind, identityKinds } from '#shared/model/identity.ts';
import { PolicyLine } from './policy-line.tsx';
import { outliveSubtitle, outliveTitle, outsideShare, shorterWords, sum } from './sentences.ts';

type View = ViewOf<'lifetimes.view'>;
type Mark = NonNullable<InventoryFilter['mark']>;
type PerKind = Readonly<Partial<Record<IdentityKind, number>>>;

interface Bin {
  readonly key: string;
  /** `1 h to 1.8 h` */
  readonly label: string;
  readonly counts: PerKind;
  readonly total: number;
  readonly mark: Mark;
}

const axis = { top: 30, left: 44, right: 18, bottom: 22 } as const;

interface DistributionProps {
  readonly view: View;
  readonly policySeconds: number;
  readonly trial: boolean;
  readonly legend: ReactNode;
  onTry(seconds: number | null): void;
  onOpen(mark: Mark): void;
}

/** How long identities live, on a log axis, with what never ends and what is unknown beside it. */
export function Distribution({ view, policySeconds, trial, legend, onTry, onOpen }: DistributionProps): ReactNode {
  const basis = usePolicyBasis();
  const [plot, size] = useSize<HTMLDivElement>();
  const bins = useMemo(
    () =>
      view.bins.map(
        ({ from, to, counts }): Bin => ({
          key: String(from),
          label: `${durationWords(from)} to ${durationWords(to)}`,
          counts,
          total: sum(counts),
          mark: { by: 'lifetime', from, to },
        }),
      ),
    [view.bins],
  );
  const apart = useMemo(
    (): readonly Bin[] => [
      { key: 'never', label: 'never', counts: view.never, total: sum(view.never), mark: { by: 'never_expires' } },
      {
        key: 'unknown',
        label: 'unknown',
        counts: view.unknown,
        total: sum(view.unknown),
        mark: { by: 'lifetime_unknown' },
      },
    ],
    [view.never, view.unknown],
  );
  const ticks = countTicks(Math.max(...[...bins, ...apart].map((bin) => bin.total), 1));
  const top = ticks.at(-1) ?? 1;
  const kinds = identityKinds.filter((kind) => (view.kinds[kind] ?? 0) > 0);
  const from = view.bins[0]?.from ?? 10;
  const to = view.bins.at(-1)?.to ?? 316_227_766;
  const width = Math.max(0, size.width - axis.left - axis.right);
  const height = Math.max(0, size.height - axis.top - axis.bottom);
  const x = (seconds: number): number => axis.left + logShare(seconds, from, to) * width;
  const labels = withoutOverlap(lifetimeTicks, x, (label) => label.length * 6);
  const y = (count: number): number => axis.top + height * (1 - count / top);
  const highest = bins.reduce((best, bin, index) => (bin.total > (bins[best]?.total ?? 0) ? index : best), 0);
  const outside = `${number(view.outside)} outside (${outsideShare(view)})`;
  // The next number above the policy: what lives exactly as long as the policy keeps it.
  const beyond: Mark = { by: 'lifetime', from: policySeconds * (1 + Number.EPSILON), to: 'never' };
  const openBin = (bin: Bin | undefined): void => {
    if (bin !== undefined && bin.total > 0) onOpen(bin.mark);
  };
  const stacks = kinds.map((kind) => (
    <Bar
      key={kind}
      dataKey={(bin: Bin) => bin.counts[kind] ?? 0}
      name={kindPlural(kind)}
      stackId="kind"
      fill={kindColour(kind)}
      isAnimationActive={false}
    />
  ));
  const tooltip = (
    <Tooltip
      cursor={{ fill: 'var(--vscode-list-hoverBackground)' }}
      isAnimationActive={false}
      content={<ChartTooltip<Bin> of={(bin) => <BinWords bin={bin} kinds={kinds} />} />}
    />
  );

  return (
    <ChartFrame
      className="lifetimes-distribution"
      title={outliveTitle(view, policySeconds, trial)}
      basis={basis}
      subtitle={`${outliveSubtitle(view)} ${shorterWords(view.shorter)}`}
      legend={legend}
      columns={['Effective lifetime', 'Identities', ...kinds.map(kindWord)]}
      rows={[
        {
          key: 'outside',
          cells: [`longer than ${durationWords(policySeconds)}`, number(view.outside), ...kinds.map(() => '')],
          onOpen: view.outside > 0 ? () => onOpen(beyond) : undefined,
        },
        ...[...bins, ...apart].map((bin) => ({
          key: bin.key,
          cells: [bin.label, number(bin.total), ...kinds.map((kind) => number(bin.counts[kind] ?? 0))],
          onOpen: bin.total > 0 ? () => onOpen(bin.mark) : undefined,
        })),
      ]}
    >
      <ChartKeys<Bin> onOpen={openBin} className="chart-plot chart-clickable">
        {(active) => (
          <div className="lifetimes-plot" ref={plot}>
            {width > 0 && (
              <svg className="lifetimes-under" width={size.width} height={size.height} aria-hidden>
                <rect
                  className="outside-area"
                  x={x(policySeconds)}
                  y={axis.top}
                  width={Math.max(0, axis.left + width - x(policySeconds))}
                  height={height}
                />
                {ticks.slice(1).map((tick) => (
                  <path key={tick} className="grid-line" d={`M${axis.left} ${Math.round(y(tick)) + 0.5}h${width}`} />
                ))}
                <path className="axis-line" d={`M${axis.left} ${axis.top + height + 0.5}h${width}`} />
                {labels.map((tick) => (
                  <g key={tick.label}>
                    <path className="axis-line" d={`M${Math.round(x(tick.at)) + 0.5} ${axis.top + height}v4`} />
                    <text x={x(tick.at)} y={axis.top + height + 16} textAnchor="middle">
                      {tick.label}
                    </text>
                  </g>
                ))}
                <text x={0} y={axis.top - 10}>
                  identities
                </text>
              </svg>
            )}
            <ResponsiveContainer width="100%" height="100%">
              <BarChart
                data={bins}
                margin={{ top: axis.top, right: axis.right, bottom: axis.bottom, left: 0 }}
                barCategoryGap={1}
                onClick={(state) => openBin(bins[Number(state.activeTooltipIndex)])}
              >
                <XAxis dataKey="key" hide />
                <YAxis
                  width={axis.left}
                  domain={[0, top]}
                  ticks={[...ticks]}
                  axisLine={false}
                  tickLine={false}
                  tickFormatter={number}
                />
                {tooltip}
                {stacks}
                <ActivePoint into={active} />
              </BarChart>
            </ResponsiveContainer>
            {width > 0 && bins[highest] !== undefined && bins[highest].total > 0 && (
              <span
                className="lifetimes-peak"
                style={{ left: axis.left + ((highest + 0.5) / bins.length) * width, top: y(bins[highest].total) - 16 }}
              >
                {number(bins[highest].total)}
              </span>
            )}
            {width > 0 && (
              <PolicyLine
                seconds={policySeconds}
                from={from}
                to={to}
                left={axis.left}
                width={width}
                top={axis.top}
                height={height}
                outside={outside}
                trial={trial}
                onTry={onTry}
                onReset={() => onTry(null)}
                onOpen={() => view.outside > 0 && onOpen(beyond)}
              />
            )}
          </div>
        )}
      </ChartKeys>
      <ChartKeys<Bin> onOpen={openBin} className="lifetimes-apart chart-clickable">
        {(active) => (
          <ResponsiveContainer width="100%" height="100%">
            <BarChart
              data={[...apart]}
              margin={{ top: axis.top, right: 0, bottom: 0, left: 0 }}
              barCategoryGap={3}
              onClick={(state) => openBin(apart[Number(state.activeTooltipIndex)])}
            >
              <XAxis
                dataKey="label"
                height={axis.bottom}
                tickLine={false}
                axisLine={{ stroke: 'var(--vscode-charts-lines)' }}
                interval={0}
                tickMargin={3}
              />
              <YAxis hide domain={[0, top]} />
              {tooltip}
              {stacks}
              <ActivePoint into={active} />
            </BarChart>
          </ResponsiveContainer>
        )}
      </ChartKeys>
      {size.height > 0 &&
        apart.map((bin, index) => (
          <span
            key={bin.key}
            className="lifetimes-peak"
            style={{ right: index === 0 ? 72 : 24, top: y(bin.total) - 16, transform: 'translateX(50%)' }}
          >
            {number(bin.total)}
          </span>
        ))}
    </ChartFrame>
  );
}

function BinWords({ bin, kinds }: { readonly bin: Bin; readonly kinds: readonly IdentityKind[] }): ReactNode {
  return (
    <>
      <b>{bin.key === 'never' ? 'Never ends' : bin.key === 'unknown' ? 'Lifetime unknown' : bin.label}</b>
      <div>{plural(bin.total, 'identity', 'identities')}</div>
      {kinds
        .filter((kind) => (bin.counts[kind] ?? 0) > 0)
        .map((kind) => (
          <div key={kind}>
            <i className="swatch" style={{ background: kindColour(kind) }} /> {kindWord(kind)}{' '}
            {number(bin.counts[kind] ?? 0)}
          </div>
        ))}
      {bin.total > 0 && <div className="dim">Click opens them in the inventory</div>}
    </>
  );
}
