import type { ReactNode } from 'react';
import { Bar, BarChart, CartesianGrid, LabelList, ResponsiveContainer, Tooltip, usePlotArea, XAxis } from 'recharts';
import { usePolicyBasis } from '#renderer/state/session.ts';
import type { ViewOf } from '#renderer/state/use-watch.ts';
import { BandMark, bandColour, bandWord } from '#renderer/ui/band-mark.tsx';
import { ChartFrame } from '#renderer/ui/chart/chart-frame.tsx';
import { ActivePoint, ChartKeys } from '#renderer/ui/chart/chart-keys.tsx';
import { ChartTooltip } from '#renderer/ui/chart/chart-tooltip.tsx';
import { countAxis } from '#renderer/ui/chart/count-axis.tsx';
import { LegendItem } from '#renderer/ui/chart/legend-item.tsx';
import { countTicks } from '#renderer/ui/chart/scale.ts';
import { number, plural } from '#renderer/ui/format.ts';
import type { InventoryFilter } from '#shared/contract/values.ts';
import { type Band, bandOf, bands } from '#shared/model/score.ts';
import { distributionTitle, uncertainWords } from './sentences.ts';

type View = ViewOf<'privilege.view'>;
type Bin = View['histogram'][number];

interface DistributionProps {
  readonly view: View;
  /** Counts with the filters other than the band. */
  readonly bandCounts: readonly { readonly value: Band; readonly count: number }[];
  readonly shown: readonly Band[];
  onToggle(band: Band): void;
  onOpen(mark: NonNullable<InventoryFilter['mark']>): void;
}

const range = (bin: Bin): string => `${bin.from}–${bin.to >= 100 ? 100 : bin.to - 1}`;

/** How many identities have which score, in bins of five points. */
export function Distribution({ view, bandCounts, shown, onToggle, onOpen }: DistributionProps): ReactNode {
  const basis = usePolicyBasis();
  const ticks = countTicks(Math.max(1, ...view.histogram.map((bin) => bin.count)));
  const open = (bin: Bin | undefined): void => {
    if (bin !== undefined && bin.count > 0) onOpen({ by: 'score', from: bin.from, to: bin.to });
  };
  const highest = Math.max(...view.histogram.map((bin) => bin.count));
  return (
    <ChartFrame
      className="privilege-distribution"
      title={distributionTitle(view)}
      basis={basis}
      subtitle={uncertainWords(view)}
      legend={
        <div className="chart-legend" role="group" aria-label="Bands shown">
          {bands.map((band) => {
            const on = shown.length === 0 || shown.includes(band);
            return (
              <LegendItem
                key={band}
                label={bandWord(band)}
                count={bandCounts.find((one) => one.value === band)?.count ?? view.bands[band]}
                on={on}
                title={on ? `Leave out ${band}` : `Show ${band}`}
                mark={<BandMark band={band} />}
                onToggle={() => onToggle(band)}
              />
            );
          })}
        </div>
      }
      columns={['Score', 'Band', 'Identities']}
      rows={view.histogram.map((bin) => ({
        key: String(bin.from),
        cells: [range(bin), bandOf(bin.from), number(bin.count)],
        onOpen: bin.count > 0 ? () => open(bin) : undefined,
      }))}
    >
      <ChartKeys<Bin> onOpen={open} className="chart-plot chart-clickable">
        {(active) => (
          <ResponsiveContainer width="100%" height="100%">
            <BarChart
              data={view.histogram}
              margin={{ top: 18, right: 12, bottom: 0, left: 0 }}
              barCategoryGap={1}
              onClick={(state) => open(view.histogram[Number(state.activeTooltipIndex)])}
            >
              <XAxis
                dataKey="from"
                tick={false}
                tickLine={false}
                axisLine={{ stroke: 'var(--vscode-charts-lines)' }}
                height={36}
              />
              {countAxis(ticks)}
              <CartesianGrid vertical={false} stroke="var(--nhi-chart-grid)" />
              <ScoreAxis />
              <Tooltip
                cursor={{ fill: 'var(--vscode-list-hoverBackground)' }}
                isAnimationActive={false}
                content={
                  <ChartTooltip<Bin>
                    of={(bin) => (
                      <>
                        <b>{`Score ${range(bin)}, ${bandOf(bin.from)}`}</b>
                        <div>{plural(bin.count, 'identity', 'identities')}</div>
                        {bin.count > 0 && <div className="dim">Click opens them in the inventory</div>}
                      </>
                    )}
                  />
                }
              />
              <Bar dataKey="count" isAnimationActive={false} shape={(given: BinBarProps) => <BinBar {...given} />}>
                <LabelList
                  dataKey={(bin) => {
                    // The data of this chart are its bins.
                    const { count, from } = bin as unknown as Bin;
                    return count > 0 && (from >= 80 || count === highest) ? number(count) : '';
                  }}
                  position="top"
                />
              </Bar>
              <ActivePoint into={active} />
            </BarChart>
          </ResponsiveContainer>
        )}
      </ChartKeys>
    </ChartFrame>
  );
}

/** Labels at the edges of the bins where a band begins, not in their middles. */
function ScoreAxis(): ReactNode {
  const plot = usePlotArea();
  if (plot === undefined) return null;
  const bottom = plot.y + plot.height;
  return (
    <g>
      {[0, 15, 35, 60, 80, 100].map((score) => (
        <text key={score} x={plot.x + (score / 100) * plot.width} y={bottom + 14} textAnchor="middle">
          {score}
        </text>
      ))}
      <text x={plot.x + plot.width / 2} y={bottom + 30} textAnchor="middle">
        score, 0 to 100
      </text>
    </g>
  );
}

/** What recharts hands to the shape of a bar, px. */
interface BinBarProps {
  readonly x?: number;
  readonly y?: number;
  readonly width?: number;
  readonly height?: number;
  readonly payload?: Bin;
}

function BinBar({ x = 0, y = 0, width = 0, height = 0, payload }: BinBarProps): ReactNode {
  if (payload === undefined || payload.count === 0) return null;
  // One identity among thousands must still be seen.
  const tall = Math.max(2, height);
  return <rect x={x} y={y + height - tall} width={width} height={tall} fill={bandColour(bandOf(payload.from))} />;
}
