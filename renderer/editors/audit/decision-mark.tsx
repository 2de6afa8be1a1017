import type { ReactNode } from 'react';

/** Allowed is a filled disc, denied is a cross; a word always stands beside it. */
export function DecisionMark({ decision }: { readonly decision: 'allowed' | 'denied' }): ReactNode {
  return (
    <svg className={`decision-mark ${decision}`} width={10} height={10} viewBox="0 0 10 10" aria-hidden>
      {decision === 'allowed' ? <circle cx={5} cy={5} r={3.5} /> : <path d="M1.5 1.5l7 7m0-7l-7 7" />}
    </svg>
  );
}

/** The human was there (disc), was only acted for (ring), or there is none (bar). */
export function AttributionMark({ by }: { readonly by: 'live' | 'behalf' | 'nobody' }): ReactNode {
  return (
    <svg className={`attribution-mark ${by}`} width={10} height={10} viewBox="0 0 10 10" aria-hidden>
      {by === 'nobody' ? <path d="M5 1v8" /> : <circle cx={5} cy={5} r={by === 'live' ? 3.5 : 3} />}
    </svg>
  );
}
