import type { ReactNode } from 'react';
import {
  DefaultZIndexes,
  ReferenceLine,
  ResponsiveContainer,
  Scatter,
  ScatterChart,
  Tooltip,
  usePlotArea,
  XAxis,
  YAxis,
  ZIndexLayer,
} from 'recharts';
import { usePolicyBasis } from '#renderer/state/session.ts';
import type { ViewOf } from '#renderer/state/use-watch.ts';
import { BandMark, bandColour, bandPath } from '#renderer/ui/band-mark.tsx';
import { ChartFrame } from '#renderer/ui/chart/chart-frame.tsx';
import { ChartTooltip } from '#renderer/ui/chart/chart-tooltip.tsx';
import { number, plural } from '#renderer/ui/format.ts';
import type { InventoryFilter } from '#shared/contract/values.ts';
import { bandFloors, scatterTitle, scoreLine } from './sentences.ts';

type View = ViewOf<'privilege.view'>;
type Cell = View['scatter'][number];

const middle = ([from, to]: readonly [number, number]): number => (from + to) / 2;
const span = ([from, to]: readonly [number, number]): string => `${from}–${to}`;
const ticks = [0, 20, 40, 60, 80, 100];

interface PowerExposureProps {
  readonly view: View;
  onOpen(mark: NonNullable<InventoryFilter['mark']>): void;
}

/** What identities can do against how exposed they are; a mark is a cell of four by four points. */
export function PowerExposure({ view, onOpen }: PowerExposureProps): ReactNode {
  const basis = usePolicyBasis();
  const most = Math.max(1, ...view.scatter.map((cell) => cell.count));
  // The most dangerous are drawn last, above the others.
  const cells = [...view.scatter].sort((a, b) => a.top.score - b.top.score);
  const open = (cell: Cell): void => onOpen({ by: 'power_exposure', power: cell.power, exposure: cell.exposure });
  return (
    <ChartFrame
      className="privilege-scatter"
      title={scatterTitle(view)}
      basis={basis}
      subtitle="Size: how many. Shape and colour: band of the highest score among them. Lines: equal scores; floors lift some above."
      columns={['Power', 'Exposure', 'Identities', 'Band', 'Highest']}
      rows={cells.toReversed().map((cell) => ({
        key: `${cell.power[0]} ${cell.exposure[0]}`,
        cells: [
          span(cell.power),
          span(cell.exposure),
          number(cell.count),
          cell.band,
          `${cell.top.name} ${cell.top.score}`,
        ],
        onOpen: () => open(cell),
      }))}
    >
      <div className="chart-plot chart-clickable">
        <ResponsiveContainer width="100%" height="100%">
          <ScatterChart margin={{ top: 18, right: 12, bottom: 16, left: 0 }}>
            <XAxis
              type="number"
              dataKey={(cell: Cell) => middle(cell.power)}
              name="power"
              domain={[0, 100]}
              ticks={ticks}
              axisLine={{ stroke: 'var(--vscode-charts-lines)' }}
              tickLine={false}
              height={20}
              label={{ value: 'power, 0 to 100', position: 'insideBottom', offset: -10 }}
            />
            <YAxis
              type="number"
              dataKey={(cell: Cell) => middle(cell.exposure)}
              name="exposure"
              domain={[0, 100]}
              ticks={ticks}
              axisLine={{ stroke: 'var(--vscode-charts-lines)' }}
              tickLine={false}
              width={44}
              label={{ value: 'exposure, 0 to 100', angle: -90, position: 'insideLeft', offset: 8 }}
            />
            {bandFloors.map(([band, score]) => (
              <ReferenceLine
                key={band}
                segment={[...scoreLine(score)]}
                stroke={bandColour(band)}
                strokeDasharray="3 3"
                strokeOpacity={0.8}
              />
            ))}
            <LineLabels />
            <Tooltip
              cursor={false}
              isAnimationActive={false}
              content={<ChartTooltip<Cell> of={(cell) => <CellWords cell={cell} />} />}
            />
            <Scatter
              data={cells}
              isAnimationActive={false}
              shape={({ cx, cy, payload }: MarkProps) => (
                <CellMark cx={cx} cy={cy} payload={payload} most={most} onOpen={open} />
              )}
            />
          </ScatterChart>
        </ResponsiveContainer>
      </div>
    </ChartFrame>
  );
}

/** Names of the lines where they begin, above the marks. */
function LineLabels(): ReactNode {
  const plot = usePlotArea();
  if (plot === undefined) return null;
  return (
    <ZIndexLayer zIndex={DefaultZIndexes.label}>
      {bandFloors.map(([band, score]) => {
        const [start] = scoreLine(score);
        return (
          <text
            key={band}
            className="line-label"
            x={plot.x + (start.x / 100) * plot.width + 8}
            y={plot.y + (1 - start.y / 100) * plot.height + 11}
          >
            {`${score} ${band}`}
          </text>
        );
      })}
    </ZIndexLayer>
  );
}

/** What recharts hands to the shape of a point, px. */
interface MarkProps {
  readonly cx?: number | undefined;
  readonly cy?: number | undefined;
  readonly payload?: Cell | undefined;
}

function CellMark(props: MarkProps & { readonly most: number; readonly onOpen: (cell: Cell) => void }): ReactNode {
  const { cx = 0, cy = 0, payload: cell, most, onOpen } = props;
  if (cell === undefined) return null;
  const radius = 3 + 6 * Math.sqrt((cell.count - 1) / Math.max(1, most - 1));
  const hollow = cell.band === 'minimal';
  const colour = bandColour(cell.band);
  return (
    <path
      className="cell-mark"
      d={bandPath[cell.band]}
      transform={`translate(${cx} ${cy}) scale(${radius})`}
      fill={hollow ? 'none' : colour}
      fillOpacity={0.85}
      stroke={hollow ? colour : 'var(--vscode-editor-background)'}
      strokeWidth={hollow ? 1.5 : 1}
      vectorEffect="non-scaling-stroke"
      onClick={() => onOpen(cell)}
    />
  );
}

function CellWords({ cell }: { readonly cell: Cell }): ReactNode {
  return (
    <>
      <b>{`power ${span(cell.power)}, exposure ${span(cell.exposure)}`}</b>
      <div>{plural(cell.count, 'identity', 'identities')}</div>
      <div>
        <BandMark band={cell.band} /> {`${cell.top.name}, score ${cell.top.score}`}
        {cell.count > 1 ? ', the highest' : ''}
      </div>
      <div className="dim">Click opens {cell.count === 1 ? 'it' : 'them'} in the inventory</div>
    </>
  );
}
