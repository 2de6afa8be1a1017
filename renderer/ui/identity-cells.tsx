import type { ReactNode } from 'react';
import type { IdentityKind } from '#shared/model/identity.ts';
import type { Band } from '#shared/model/score.ts';
import { BandMark } from './band-mark.tsx';
import { KindIcon } from './kind-icon.tsx';

/** The score without its interval; null: humans have none. */
export function ScoreMark({
  score,
}: {
  readonly score: { readonly value: number; readonly band: Band } | null;
}): ReactNode {
  if (score === null) return <span className="dim">–</span>;
  return (
    <span className="icon-cell">
      <BandMark band={score.band} />
      {score.value}
    </span>
  );
}

export function KindName({ kind, name }: { readonly kind: IdentityKind; readonly name: string }): ReactNode {
  return (
    <span className="icon-cell" title={name}>
      <KindIcon kind={kind} />
      <span className="name">{name}</span>
    </span>
  );
}
