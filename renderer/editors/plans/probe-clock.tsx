import type { ReactNode } from 'react';
import { Icon } from '#renderer/ui/icon.tsx';
import type { ProbeResult } from '#shared/model/plan.ts';

type Probe = Pick<ProbeResult, 'verdict' | 'at' | 'until'>;

/** A pie of the time that a token has left; a check when it is proved dead; a dashed ring when it could not be tried. */
export function ProbeClock({ probe, now }: { readonly probe: Probe; readonly now: number }): ReactNode {
  const { verdict, at, until } = probe;
  if (verdict === 'dead') return <Icon name="pass" size={14} className="success-text" />;
  if (verdict === 'not_run') return <Icon name="circle-large-outline" size={14} className="dim probe-not-run" />;
  if (until !== null && until <= now) return <Icon name="watch" size={14} className="dim" />;
  const share = until === null ? 1 : Math.min(1, (until - now) / Math.max(1, until - at));
  const angle = 2 * Math.PI * share;
  const [x, y] = [7 + 6 * Math.sin(angle), 7 - 6 * Math.cos(angle)];
  return (
    <svg width={14} height={14} className="probe-clock" aria-hidden>
      <circle cx={7} cy={7} r={6} />
      {share >= 0.999 ? (
        <circle className="left" cx={7} cy={7} r={6} />
      ) : (
        <path className="left" d={`M7 7 L7 1 A6 6 0 ${share > 0.5 ? 1 : 0} 1 ${x.toFixed(2)} ${y.toFixed(2)} Z`} />
      )}
    </svg>
  );
}
