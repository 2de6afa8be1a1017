import type { ReactNode } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import { useWatch } from '#renderer/state/use-watch.ts';
import { onBehalfWords, ownerLabel } from '#renderer/state/words.ts';
import { Button, IconButton } from '#renderer/ui/button.tsx';
import { DetailHead, DetailPart } from '#renderer/ui/detail-part.tsx';
import { expiryWords, lastUsedWords, lifetimeWords, percent, plural } from '#renderer/ui/format.ts';
import { IntervalBar } from '#renderer/ui/interval-bar.tsx';
import { KindIcon } from '#renderer/ui/kind-icon.tsx';
import type { IdentityDetail } from '#shared/contract/inventory.ts';

/** px */
export const detailWidth = 264;

interface InventoryDetailProps {
  readonly id: string | null;
  readonly now: number;
  /** It lies over the grid: there is no room beside it. */
  readonly floating: boolean;
  onClose(): void;
}

/** The selected row, without leaving the grid. */
export function InventoryDetail({ id, now, floating, onClose }: InventoryDetailProps): ReactNode {
  const { view } = useWatch('identities.detail', id === null ? null : { id });
  return (
    <DetailPart
      label="Details of the selected identity"
      width={detailWidth}
      floating={floating}
      foot={view ? <Deeds detail={view} /> : undefined}
    >
      {id === null || !view ? (
        <p className="dim detail-empty">Select an identity to see why it scores what it scores.</p>
      ) : (
        <>
          <DetailHead
            icon={<KindIcon kind={view.identity.kind} />}
            title={view.identity.name}
            actions={
              <IconButton
                icon="go-to-file"
                label="Open Identity"
                keys="Enter"
                onClick={() => void runCommand('editor.open', { uri: `nhi:/identity/${id}` })}
              />
            }
            onClose={onClose}
          />
          <ScoreHead detail={view} />
          <Why detail={view} />
          <Facts detail={view} now={now} />
          <Fixes detail={view} />
        </>
      )}
    </DetailPart>
  );
}

function Deeds({ detail: { identity } }: { readonly detail: IdentityDetail }): ReactNode {
  const identities = [identity.id];
  return (
    <>
      {identity.kind !== 'human' && (
        <Button onClick={() => void runCommand('identity.rescope', { identities })}>Rescope…</Button>
      )}
      <Button onClick={() => void runCommand('identity.revoke', { identities })}>Revoke…</Button>
    </>
  );
}

function ScoreHead({ detail }: { readonly detail: IdentityDetail }): ReactNode {
  const { score } = detail;
  if (score === null) return <p className="dim">Humans have no score.</p>;
  const missing = score.parts.filter((part) => part.unknown).length;
  return (
    <div className="detail-score">
      <span className="detail-number">{score.value}</span>
      <div>
        <div className="small">{`${score.band}, ${score.low === score.high ? 'every fact known' : `interval ${score.low}–${score.high}`}`}</div>
        <IntervalBar
          value={score.value}
          low={score.low}
          high={score.high}
          most={100}
          colour={`--nhi-band-${score.band}`}
          width={176}
        />
        <div className="small">{`power ${score.power.toFixed(1)}, exposure ${score.exposure.toFixed(1)}`}</div>
        <div className="small">{`confidence ${percent(score.confidence)}${missing > 0 ? `, ${plural(missing, 'fact')} missing` : ''}`}</div>
      </div>
    </div>
  );
}

function Why({ detail }: { readonly detail: IdentityDetail }): ReactNode {
  const { score } = detail;
  if (score === null) return null;
  const parts = [...score.parts].sort((a, b) => b.weighted - a.weighted);
  const top = parts.slice(0, 6);
  const rest = parts.slice(6).reduce((sum, part) => sum + part.weighted, 0);
  const widest = Math.max(1, top[0]?.weighted ?? 1);
  const floor = score.floors.find((one) => one.certain);
  return (
    <section>
      <h3>Why</h3>
      <dl className="why">
        {top.map((part) => (
          <div key={part.component} title={part.evidence}>
            <dt className={part.unknown ? 'dim' : ''}>{part.label}</dt>
            <dd>
              <svg width={36} height={8} aria-hidden>
                <rect className="why-bar" y={1} height={6} width={(part.weighted / widest) * 36} />
              </svg>
              <span>{part.weighted.toFixed(1)}</span>
            </dd>
          </div>
        ))}
        {rest > 0 && (
          <div className="dim">
            <dt>{`${parts.length - 6} more${floor ? `, and floor ${floor.id} holds ${floor.value}` : ''}`}</dt>
            <dd>{rest.toFixed(1)}</dd>
          </div>
        )}
      </dl>
    </section>
  );
}

function Facts({ detail, now }: { readonly detail: IdentityDetail; readonly now: number }): ReactNode {
  const { row, identity } = detail;
  const active = identity.credentials.filter((credential) => credential.status === 'active');
  const facts: readonly (readonly [string, ReactNode])[] = [
    ['Tenant', row.tenant],
    ['Acts for', onBehalfWords(row)],
    ['Owner', ownerLabel(row)],
    [
      'Credential',
      active.length === 0
        ? 'none in force'
        : active.map((credential) => credential.kind.replaceAll('_', ' ')).join(', '),
    ],
    ['Rotated', lastUsedWords(row.rotatedAt, now)],
    ['Lives for', lifetimeWords(row.lifetime)],
    ['Last used', lastUsedWords(row.lastUsedAt, now)],
    ['Expires', expiryWords(row.expiresAt, now)],
  ];
  return (
    <section>
      <h3>Facts</h3>
      <dl className="facts">
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Fixes({ detail }: { readonly detail: IdentityDetail }): ReactNode {
  if (detail.fixes.length === 0 || detail.score === null) return null;
  const before = detail.score.value;
  return (
    <section>
      <h3>Fixes, each alone</h3>
      <dl className="fixes">
        {detail.fixes.slice(0, 6).map((fix) => (
          <div key={`${fix.intent} ${fix.label}`}>
            <dt>{fix.label}</dt>
            <dd>{fix.scoreAfter === null ? '' : `${before} → ${fix.scoreAfter}`}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
