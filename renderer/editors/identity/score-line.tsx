import type { ReactNode } from 'react';
import type { IdentityHistory, IdentitySample } from '#renderer/state/score-history.ts';
import { bandColour } from '#renderer/ui/band-mark.tsx';
import { plural } from '#renderer/ui/format.ts';
import { bandOf } from '#shared/model/score.ts';
import './score-line.css';

/** The score at each change of the inventory as a line, and by which policy and up to which head it was worked out. */
export function ScoreLine({ view: { samples, omitted } }: { readonly view: IdentityHistory }): ReactNode {
  const scored = samples.filter(({ score }) => score !== null);
  if (scored.length === 0) return <p className="dim">It never had a score.</p>;
  const policies = [...new Set(scored.map(({ policy }) => `policy ${policy}`))].join(', ');
  const last = samples.at(-1);
  return (
    <div className="score-line">
      <Sparkline samples={samples} />
      <span className="dim small">
        {`${plural(scored.length, 'sample')} by ${policies}; head ${last?.head.slice(0, 10) ?? ''} of record #${last?.seq ?? ''}`}
        {omitted === 0 ? '' : `; ${plural(omitted, 'change')} not sampled`}
      </span>
    </div>
  );
}

/** px; scores 0 to 100 from the foot to the top. */
const [width, height, inset] = [220, 36, 4];

function Sparkline({ samples }: { readonly samples: readonly IdentitySample[] }): ReactNode {
  const step = samples.length < 2 ? 0 : (width - 2 * inset) / (samples.length - 1);
  const points = samples.flatMap(({ seq, score }, at) =>
    score === null
      ? []
      : [{ seq, score, x: inset + at * step, y: height - inset - (score / 100) * (height - 2 * inset) }],
  );
  const first = points[0];
  const last = points.at(-1);
  return (
    <svg
      width={width}
      height={height}
      role="img"
      aria-label={`Score from ${first?.score ?? '–'} at record #${first?.seq ?? ''} to ${last?.score ?? '–'} at record #${last?.seq ?? ''}`}
    >
      <line x1={inset} x2={width - inset} y1={height - inset} y2={height - inset} stroke="var(--nhi-chart-grid)" />
      <polyline
        points={points.map(({ x, y }) => `${x},${y}`).join(' ')}
        fill="none"
        stroke="var(--vscode-charts-foreground)"
        strokeWidth={1.5}
      />
      {points.map(({ seq, score, x, y }) => (
        <circle key={seq} cx={x} cy={y} r={2.5} fill={bandColour(bandOf(score))} />
      ))}
    </svg>
  );
}
