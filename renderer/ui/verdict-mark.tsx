import type { ReactNode } from 'react';
import './verdict-mark.css';

export type Verdict = 'pass' | 'partial' | 'fail' | 'not_exposed' | 'not_run';

const words: Readonly<Record<Verdict, string>> = {
  pass: 'pass',
  partial: 'partial',
  fail: 'fail',
  not_exposed: 'not exposed',
  not_run: 'not run',
};
export const verdictWord = (verdict: Verdict): string => words[verdict];

const shapes: Readonly<Record<Verdict, ReactNode>> = {
  pass: (
    <>
      <circle cx={6} cy={6} r={5} />
      <path className="tick" d="M3.6 6.2l1.7 1.7l3.3-3.5" />
    </>
  ),
  partial: (
    <>
      <circle className="ring" cx={6} cy={6} r={4.5} />
      <path d="M6 1.5a4.5 4.5 0 0 1 0 9z" />
    </>
  ),
  fail: <path className="line" d="M2 2l8 8m0-8l-8 8" />,
  not_exposed: <path className="line" d="M2 6h8" />,
  not_run: <circle className="ring dotted" cx={6} cy={6} r={4.5} />,
};

/** Check, half, cross, dash or dotted ring: shape and colour say the same. */
export function VerdictMark({ verdict, label = true }: { readonly verdict: Verdict; readonly label?: boolean }) {
  return (
    <svg
      className={`verdict-mark ${verdict}`}
      width={12}
      height={12}
      viewBox="0 0 12 12"
      role={label ? 'img' : undefined}
      aria-hidden={!label}
    >
      <title>{words[verdict]}</title>
      {shapes[verdict]}
    </svg>
  );
}
