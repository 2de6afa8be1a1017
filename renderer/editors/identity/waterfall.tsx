import type { ReactNode } from 'react';
import { Bar, BarChart, Cell, LabelList, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import type { IdentityDetail } from '#shared/contract/inventory.ts';
import '#renderer/ui/chart/chart.css';
import './waterfall.css';

type Score = NonNullable<IdentityDetail['score']>;

/** One line, cut where it is too long; the tooltip has the whole. */
function StepLabel(props: {
  readonly x?: number;
  readonly y?: number;
  readonly payload?: { readonly value: string };
}): ReactNode {
  const label = props.payload?.value ?? '';
  return (
    <text
      x={(props.x ?? 0) - 4}
      y={props.y}
      dy="0.35em"
      textAnchor="end"
      className={label === 'Score' ? 'strong' : undefined}
    >
      {label.length > longestLabel ? `${label.slice(0, longestLabel - 1)}…` : label}
    </text>
  );
}

interface Step {
  readonly label: string;
  readonly evidence: string;
  readonly from: number;
  readonly length: number;
  readonly colour: string;
  readonly words: string;
  readonly unknown: boolean;
}

/** What an axis adds to the score, under the policy that it was made with. */
const pointsOf = ({ parts }: Score, axis: 'power' | 'exposure'): number =>
  parts.reduce((sum, part) => sum + (part.axis === axis ? part.weighted : 0), 0);

/** `power × 0.6`: its share is a number of the policy. */
export function axisWords(score: Score, axis: 'power' | 'exposure'): string {
  const share = score[axis] > 0 ? Math.round((pointsOf(score, axis) / score[axis]) * 100) / 100 : 0;
  return share > 0 ? `${axis} × ${share}` : axis;
}

/** The sentence that the waterfall proves. */
export function whyTitle(score: Score): string {
  const [power, exposure] = [pointsOf(score, 'power'), pointsOf(score, 'exposure')];
  const raw = power + exposure;
  const floor = score.floors.find((one) => one.certain && one.value === score.value && one.value > Math.round(raw));
  return `Why this score: what it can do weighs ${Math.round(power)} points, how exposed it is ${Math.round(exposure)}${floor ? `, floor ${floor.id} adds the rest` : ''}`;
}

/** Parts in falling order, then the floor that lifts the score, then the score itself: the bars add up. */
export function waterfallSteps(score: Score): readonly Step[] {
  let at = 0;
  const steps: Step[] = [...score.parts]
    .sort((a, b) => (a.axis === b.axis ? b.weighted - a.weighted : a.axis === 'power' ? -1 : 1))
    .map((part) => {
      const step = {
        label: part.label,
        evidence: part.evidence,
        from: at,
        length: part.weighted,
        colour: part.axis === 'power' ? '--nhi-chart-1' : '--nhi-chart-2',
        words: `+${part.weighted.toFixed(1)}${part.unknown ? ' ?' : ''}`,
        unknown: part.unknown,
      };
      at += part.weighted;
      return step;
    });
  const lift = score.value - at;
  const floor = score.floors.find((one) => one.certain && one.value >= score.value);
  if (floor !== undefined && lift >= 0.5) {
    steps.push({
      label: `Floor ${floor.id}`,
      evidence: floor.reason,
      from: at,
      length: lift,
      colour: `--nhi-band-${score.band}`,
      words: `+${lift.toFixed(1)}`,
      unknown: false,
    });
  }
  steps.push({
    label: 'Score',
    evidence: `policy ${score.policy}`,
    from: 0,
    length: score.value,
    colour: `--nhi-band-${score.band}`,
    words: score.low === score.high ? `${score.value}` : `${score.value} (${score.low}–${score.high})`,
    unknown: false,
  });
  return steps;
}

const rowHeight = 18;
/** px; some 50 characters. */
const labelWidth = 306;
const longestLabel = 50;

export function Waterfall({ score }: { readonly score: Score }): ReactNode {
  const steps = waterfallSteps(score);
  return (
    <div className="waterfall">
      <p className="waterfall-legend small">
        <i className="key key-power" /> {axisWords(score, 'power')} <i className="key key-exposure" />{' '}
        {axisWords(score, 'exposure')} <i className={`key key-${score.band}`} /> floor and score
      </p>
      <ResponsiveContainer width="100%" height={steps.length * rowHeight + 26}>
        <BarChart
          layout="vertical"
          data={[...steps]}
          margin={{ top: 0, right: 76, bottom: 0, left: 0 }}
          barSize={10}
          accessibilityLayer
        >
          <XAxis
            type="number"
            domain={[0, 100]}
            ticks={[0, 20, 40, 60, 80, 100]}
            orientation="top"
            axisLine={false}
            tickLine={false}
            height={20}
          />
          <YAxis
            type="category"
            dataKey="label"
            width={labelWidth}
            axisLine={false}
            tickLine={false}
            interval={0}
            tick={<StepLabel />}
          />
          {[20, 40, 60, 80, 100].map((x) => (
            <ReferenceLine key={x} x={x} stroke="var(--nhi-chart-grid)" zIndex={-1} />
          ))}
          <Tooltip
            cursor={{ fill: 'var(--vscode-list-hoverBackground)' }}
            content={<StepTooltip />}
            isAnimationActive={false}
          />
          <Bar dataKey="from" stackId="step" fill="transparent" isAnimationActive={false} />
          <Bar dataKey="length" stackId="step" isAnimationActive={false}>
            {steps.map((step) => (
              <Cell key={step.label} fill={`var(${step.colour})`} fillOpacity={step.unknown ? 0.45 : 1} />
            ))}
            <LabelList dataKey="words" position="right" />
          </Bar>
        </BarChart>
      </ResponsiveContainer>
      <dl className="floors small">
        {score.floors.map((floor) => (
          <div key={floor.id} className={floor.certain ? '' : 'dim'}>
            <dt>{`${floor.id} → ${floor.value}`}</dt>
            <dd>{floor.certain ? floor.reason : `would hold if what is unknown turns out badly: ${floor.reason}`}</dd>
          </div>
        ))}
        <div className="dim">
          <dt>Vector</dt>
          <dd className="code selectable">{score.vector}</dd>
        </div>
      </dl>
    </div>
  );
}

function StepTooltip({
  active,
  payload,
}: {
  readonly active?: boolean;
  readonly payload?: readonly { readonly payload?: Step }[];
}): ReactNode {
  const step = payload?.[0]?.payload;
  if (!active || step === undefined) return null;
  return (
    <div className="chart-tooltip">
      <b>{step.label}</b>
      <div>{step.words} points</div>
      <div className="dim">{step.evidence}</div>
    </div>
  );
}
