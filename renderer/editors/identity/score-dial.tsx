import type { ReactNode } from 'react';
import type { IdentityDetail } from '#shared/contract/inventory.ts';

type Score = NonNullable<IdentityDetail['score']>;

const radius = 40;
const sweep = 270;
const start = 135;

function point(value: number, at: number): readonly [number, number] {
  const angle = ((start + (sweep * value) / 100) * Math.PI) / 180;
  return [48 + at * Math.cos(angle), 48 + at * Math.sin(angle)];
}

function arc(from: number, to: number): string {
  const [x1, y1] = point(from, radius);
  const [x2, y2] = point(to, radius);
  return `M${x1} ${y1}A${radius} ${radius} 0 ${((to - from) * sweep) / 100 > 180 ? 1 : 0} 1 ${x2} ${y2}`;
}

/** The score as an arc from 0 to 100 with its interval outside and the band limits as gaps. */
export function ScoreDial({ score }: { readonly score: Score }): ReactNode {
  const limits = [15, 35, 60, 80];
  const [lowX, lowY] = point(score.low, radius + 6);
  const [highX, highY] = point(score.high, radius + 6);
  return (
    <svg
      className="score-dial"
      width={96}
      height={88}
      role="img"
      aria-label={`Score ${score.value}, interval ${score.low} to ${score.high}, ${score.band}`}
    >
      <path className="dial-track" d={arc(0, 100)} />
      {score.value > 0 && (
        <path d={arc(0, score.value)} stroke={`var(--nhi-band-${score.band})`} className="dial-value" />
      )}
      {limits.map((limit) => {
        const [x1, y1] = point(limit, radius - 5);
        const [x2, y2] = point(limit, radius + 5);
        return <line key={limit} className="dial-limit" x1={x1} y1={y1} x2={x2} y2={y2} />;
      })}
      {score.high > score.low && (
        <path
          className="dial-interval"
          d={`M${lowX} ${lowY}A${radius + 6} ${radius + 6} 0 ${((score.high - score.low) * sweep) / 100 > 180 ? 1 : 0} 1 ${highX} ${highY}`}
        />
      )}
      <text x={48} y={54} textAnchor="middle" className="dial-number">
        {score.value}
      </text>
      <text x={48} y={76} textAnchor="middle" className="dial-range">
        {score.low === score.high ? 'exact' : `${score.low}–${score.high}`}
      </text>
    </svg>
  );
}
