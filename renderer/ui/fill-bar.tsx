import type { ReactNode } from 'react';
import './interval-bar.css';

/** An outlined frame (all there is) with a fill (what of it is used). `share` null: not known, the frame stays empty and dashed. */
export function FillBar({ share, width }: { readonly share: number | null; readonly width: number }): ReactNode {
  return (
    <svg className="interval-bar fill-bar" width={width} height={10} aria-hidden>
      {share !== null && <rect x={0} y={0} width={Math.max(0, Math.min(1, share)) * width} height={10} />}
      <rect
        className="fill-frame"
        x={0.5}
        y={0.5}
        width={width - 1}
        height={9}
        strokeDasharray={share === null ? '2 2' : undefined}
      />
    </svg>
  );
}
