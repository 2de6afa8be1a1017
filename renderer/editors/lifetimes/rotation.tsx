import type { ReactNode } from 'react';
import { Bar, BarChart, CartesianGrid, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { usePolicyBasis } from '#renderer/state/session.ts';
import type { ViewOf } from '#renderer/state/use-watch.ts';
import { ChartFrame } from '#renderer/ui/chart/chart-frame.tsx';
import { ActivePoint, ChartKeys } from '#renderer/ui/chart/chart-keys.tsx';
import { ChartTooltip } from '#renderer/ui/chart/chart-tooltip.tsx';
import { countTicks } from '#renderer/ui/chart/scale.ts';
import { number, plural } from '#renderer/ui/format.ts';
import { kindColour, kindWord } from '#renderer/ui/kind-icon.tsx';
import type { InventoryFilter } from '#shared/contract/values.ts';
import { rotationRows, rotationSubtitle, rotationTitle } from './sentences.ts';

type Row = ViewOf<'lifetimes.view'>['rotation'][number];

interface RotationProps {
  readonly rotation: readonly Row[];
  readonly policyDays: number;
  /** What is overdue of this kind; a kind without anything overdue opens all of it. */
  onOpen(change: Partial<InventoryFilter>): void;
}

/** How old the secrets of each kind are: the line from the 10th to the 90th percentile, the block is the median. */
export function Rotation({ rotation, policyDays, onOpen }: RotationProps): ReactNode {
  const basis = usePolicyBasis();
  const rows = rotationRows({ rotation: [...rotation] });
  const ticks = countTicks(Math.max(policyDays, ...rows.map((row) => row.p90)));
  const open = (row: Row | undefined): void => {
    if (row === undefined) return;
    const from = row.overdue > 0 ? policyDays : 0;
    onOpen({ kinds: [row.kind], mark: { by: 'rotation', from, to: 'never' } });
  };
  const days = (value: number): string => `${number(Math.round(value))} d`;
  return (
    <ChartFrame
      className="lifetimes-rotation"
      title={rotationTitle({ rotation: [...rotation] })}
      basis={basis}
      subtitle={rotationSubtitle({ rotation: [...rotation] }, policyDays)}
      columns={['Kind', 'Dated', 'p10', 'Median', 'p90', `Over ${number(policyDays)} d`, 'Unknown']}
      rows={rotation.map((row) => ({
        key: row.kind,
        cells: [
          kindWord(row.kind),
          number(row.count),
          ...(row.count === 0 ? ['–', '–', '–'] : [days(row.p10), days(row.median), days(row.p90)]),
          number(row.overdue),
          number(row.unknown),
        ],
        onOpen: row.count > 0 ? () => open(row) : undefined,
      }))}
    >
      {rows.length === 0 ? (
        <p className="dim small">
          No file said when a secret was made or rotated. Exports with credential dates fill this chart.
        </p>
      ) : (
        <ChartKeys<Row> onOpen={open} className="chart-plot chart-clickable">
          {(active) => (
            <ResponsiveContainer width="100%" height={rows.length * 18 + 44}>
              <BarChart
                layout="vertical"
                data={rows}
                margin={{ top: 18, right: 56, bottom: 0, left: 0 }}
                onClick={(state) => open(rows[Number(state.activeTooltipIndex)])}
              >
                <XAxis
                  type="number"
                  domain={[0, ticks.at(-1) ?? 1]}
                  ticks={[...ticks]}
                  tickFormatter={(value: number) => (value === ticks.at(-1) ? `${number(value)} d` : number(value))}
                  axisLine={false}
                  tickLine={false}
                  height={18}
                />
                <YAxis
                  type="category"
                  dataKey={(row: Row) => kindWord(row.kind)}
                  width={100}
                  axisLine={false}
                  tickLine={false}
                  interval={0}
                />
                <CartesianGrid horizontal={false} stroke="var(--nhi-chart-grid)" />
                <Tooltip
                  cursor={{ fill: 'var(--vscode-list-hoverBackground)' }}
                  isAnimationActive={false}
                  content={<ChartTooltip<Row> of={(row) => <AgeWords row={row} policyDays={policyDays} />} />}
                />
                <Bar
                  dataKey={(row: Row): [number, number] => [row.p10, row.p90]}
                  isAnimationActive={false}
                  shape={(given: AgeBarProps) => <AgeBar {...given} />}
                />
                <ReferenceLine
                  x={policyDays}
                  zIndex={250}
                  stroke="var(--vscode-editorWarning-foreground)"
                  strokeDasharray="4 3"
                  label={{ value: `policy ${number(policyDays)} d`, position: 'top', offset: 4 }}
                />
                <ActivePoint into={active} />
              </BarChart>
            </ResponsiveContainer>
          )}
        </ChartKeys>
      )}
    </ChartFrame>
  );
}

/** What recharts hands to the shape of a bar from p10 to p90, px. */
interface AgeBarProps {
  readonly x?: number;
  readonly y?: number;
  readonly width?: number;
  readonly height?: number;
  readonly payload?: Row;
}

function AgeBar({ x = 0, y = 0, width = 0, height = 0, payload }: AgeBarProps): ReactNode {
  if (payload === undefined) return null;
  const spread = payload.p90 - payload.p10;
  const median = x + (spread === 0 ? 0 : ((payload.median - payload.p10) / spread) * width);
  const middle = y + height / 2;
  const fill = kindColour(payload.kind);
  return (
    <g fill={fill}>
      <rect x={x} y={middle - 1} width={Math.max(1, width)} height={2} />
      <rect x={median - 2} y={middle - 5.5} width={4} height={11} />
      <text className="strong" x={x + width + 6} y={middle + 4}>
        {`${number(Math.round(payload.median))} d`}
      </text>
    </g>
  );
}

function AgeWords({ row, policyDays }: { readonly row: Row; readonly policyDays: number }): ReactNode {
  return (
    <>
      <b>{kindWord(row.kind)}</b>
      <div>{`median ${number(Math.round(row.median))} d, from ${number(Math.round(row.p10))} to ${number(Math.round(row.p90))} d`}</div>
      <div>{`${number(row.overdue)} of ${plural(row.count, 'dated secret')} over ${number(policyDays)} d`}</div>
      {row.unknown > 0 && <div className="dim">{`age of ${number(row.unknown)} unknown`}</div>}
    </>
  );
}
