import type { ReactNode } from 'react';
import { onBehalfWords, ownerLabel } from '#renderer/state/words.ts';
import { BandMark } from '#renderer/ui/band-mark.tsx';
import {
  date,
  exact,
  instantTitle,
  lastUsedWords,
  lifetimeWords,
  percent,
  relative,
  unknownWords,
} from '#renderer/ui/format.ts';
import { KindIcon, kindWord } from '#renderer/ui/kind-icon.tsx';
import type { IdentityDetail } from '#shared/contract/inventory.ts';
import { isUnknown } from '#shared/model/fact.ts';
import { ScoreDial } from './score-dial.tsx';

/** Who it is, whom it acts for, and how bad it is, at a glance. */
export function IdentityHeader({ detail, now }: { readonly detail: IdentityDetail; readonly now: number }): ReactNode {
  const { identity, score, row } = detail;
  const missing = score?.parts.filter((part) => part.unknown).map((part) => part.component) ?? [];
  return (
    <header className="identity-head">
      {score !== null && <ScoreDial score={score} />}
      <div className="identity-who">
        <h1>
          <KindIcon kind={identity.kind} />
          <span title={identity.externalId}>{identity.name}</span>
          {score !== null && (
            <span className="tag">
              <BandMark band={score.band} />
              {score.band}
            </span>
          )}
          <span className="tag" title={`The vendor calls it: ${identity.vendorKind}`}>
            {kindWord(identity.kind).toLowerCase()}
          </span>
          <span className={`tag status-cell ${identity.status}`}>{identity.status}</span>
          {identity.builtIn && (
            <span className="tag" title="Part of the product: changing it breaks the tenant">
              built in
            </span>
          )}
          {identity.leaked && <span className="tag error-text">leaked</span>}
        </h1>
        <p>
          <Pair label="Tenant">{`${identity.tenant.name} (${identity.tenant.vendor})`}</Pair>
          <Pair label="Owner">{ownerLabel(row)}</Pair>
          {identity.kind !== 'human' && <Pair label="Acts for">{onBehalfWords(row)}</Pair>}
          <Pair label="Last used">
            <span title={instantTitle(identity.lastUsedAt)}>
              {typeof identity.lastUsedAt === 'number'
                ? relative(identity.lastUsedAt, now)
                : lastUsedWords(identity.lastUsedAt, now)}
            </span>
          </Pair>
          {!isUnknown(identity.createdAt) && (
            <Pair label="Created">
              <span title={exact(identity.createdAt)}>{relative(identity.createdAt, now)}</span>
            </Pair>
          )}
        </p>
        {score !== null && (
          <p>
            <Pair label="Power">{score.power.toFixed(1)}</Pair>
            <Pair label="Exposure">{score.exposure.toFixed(1)}</Pair>
            <Pair label="Lives for">{lifetimeWords(detail.lifetime.seconds)}</Pair>
            {detail.residualUntil !== null && (
              <Pair label="Tokens still believed">
                <span title="Whoever verifies a token without asking goes on until it ends, although its client is disabled.">
                  {isUnknown(detail.residualUntil)
                    ? unknownWords(detail.residualUntil)
                    : `until ${date(detail.residualUntil, now)}, ${relative(detail.residualUntil, now)}`}
                </span>
              </Pair>
            )}
            <Pair label="Confidence">{`${percent(score.confidence)}${missing.length > 0 ? `: ${missing.join(', ')} unknown` : ''}`}</Pair>
          </p>
        )}
        {identity.description !== '' && <p className="dim identity-description">{identity.description}</p>}
      </div>
    </header>
  );
}

function Pair({ label, children }: { readonly label: string; readonly children: ReactNode }): ReactNode {
  return (
    <span className="pair">
      <span className="dim">{label}</span> {children}
    </span>
  );
}
