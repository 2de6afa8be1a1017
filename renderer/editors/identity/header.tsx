import type { ReactNode } from 'react';
import { menuGroups } from '#renderer/registry/commands-in-menu.ts';
import { contextKeys, runCommand } from '#renderer/registry/contributions.ts';
import { onBehalfWords, ownerLabel } from '#renderer/state/words.ts';
import { BandMark } from '#renderer/ui/band-mark.tsx';
import { Button, IconButton } from '#renderer/ui/button.tsx';
import { ago, date, exact, instantTitle, lastUsedWords, percent } from '#renderer/ui/format.ts';
import { KindIcon, kindWord } from '#renderer/ui/kind-icon.tsx';
import { Menu } from '#renderer/ui/menu.tsx';
import type { IdentityDetail } from '#shared/contract/inventory.ts';
import { isUnknown } from '#shared/model/fact.ts';
import { lifetimeWhole } from './lifetime-chain.tsx';
import { From } from './provenance.tsx';
import { ScoreDial } from './score-dial.tsx';
import { StillBelieved } from './still-believed.tsx';

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
          <span className="identity-name two-lines" title={identity.name}>
            <From field="name">{identity.name}</From>
          </span>
          {score !== null && (
            <span className="tag">
              <BandMark band={score.band} />
              {score.band}
            </span>
          )}
          <span className="tag" title={`The vendor calls it: ${identity.vendorKind}`}>
            <From field="kind">{kindWord(identity.kind).toLowerCase()}</From>
          </span>
          <span className={`tag status-cell ${identity.status}`}>
            <From field="status">{identity.status}</From>
          </span>
          {row.missingSince !== null && (
            <span
              className="tag warning-text"
              title="The newest file of this source does not list it. It may be gone, or the file holds only a part."
            >{`no longer in ${detail.provenance.streams[0]?.file ?? 'its source'} since ${date(row.missingSince, now)}`}</span>
          )}
          {identity.builtIn && (
            <span className="tag" title="Part of the product: changing it breaks the tenant">
              built in
            </span>
          )}
          {detail.departure !== null && (
            <span
              className="tag warning-text"
              title={`${detail.departure.by} said so on ${exact(detail.departure.at)}. ${detail.departure.note}`}
            >
              {identity.kind === 'human' ? 'has left' : 'has ended'}
            </span>
          )}
          {identity.leaked && <span className="tag error-text">leaked</span>}
          {detail.findings.length > 0 && (
            <IconButton
              icon="lightbulb"
              className="bulb"
              label="Show Fixes"
              keys="Ctrl+."
              data-bulb
              onClick={() => void runCommand('fix.show')}
            />
          )}
        </h1>
        <p>
          <Pair label="Tenant">{`${identity.tenant.name} (${identity.tenant.vendor})`}</Pair>
          <Pair label="Owner">
            {detail.assigned === null ? (
              <From field="owners">{ownerLabel(row)}</From>
            ) : (
              <span
                title={`${detail.assigned.by} said so on ${exact(detail.assigned.at)}; it counts before what sources say`}
              >
                {ownerLabel(row)}
              </span>
            )}
          </Pair>
          {!isUnknown(identity.publisher) && (
            <Pair label="Publisher">
              <From field="publisher">{identity.publisher}</From>
              {identity.publisherVerified !== undefined && (
                <span className={identity.publisherVerified ? 'dim' : 'warning-text'}>
                  {identity.publisherVerified ? ' (verified)' : ' (not verified)'}
                </span>
              )}
            </Pair>
          )}
          {!isUnknown(identity.environment) && (
            <Pair label="Environment">
              <From field="environment">{identity.environment}</From>
            </Pair>
          )}
          {identity.kind !== 'human' && <Pair label="Acts for">{onBehalfWords(row)}</Pair>}
          <Pair label="Last used">
            <From field="lastUsedAt">
              <span title={instantTitle(identity.lastUsedAt)}>
                {typeof identity.lastUsedAt === 'number'
                  ? ago(identity.lastUsedAt, now)
                  : lastUsedWords(identity.lastUsedAt, now)}
              </span>
            </From>
          </Pair>
          {!isUnknown(identity.createdAt) && (
            <Pair label="Created">
              <From field="createdAt">
                <span title={exact(identity.createdAt)}>{ago(identity.createdAt, now)}</span>
              </From>
            </Pair>
          )}
        </p>
        {score !== null && (
          <p>
            <Pair label="Power">{score.power.toFixed(1)}</Pair>
            <Pair label="Exposure">{score.exposure.toFixed(1)}</Pair>
            <Pair label="Lives for">
              <From field="tokenPolicy">{lifetimeWhole(detail.lifetime)}</From>
            </Pair>
            <StillBelieved detail={detail} now={now} />
            <Pair label="Confidence">{`${percent(score.confidence)}${missing.length > 0 ? `: ${missing.join(', ')} unknown` : ''}`}</Pair>
          </p>
        )}
        {identity.description !== '' && (
          <p className="dim identity-description">
            <From field="description">{identity.description}</From>
          </p>
        )}
      </div>
      <div className="identity-actions">
        <Button onClick={() => void runCommand('identity.revoke', { identities: [identity.id] })}>Revoke…</Button>
        {identity.kind !== 'human' && (
          <Button onClick={() => void runCommand('identity.rescope', { identities: [identity.id] })}>Rescope…</Button>
        )}
        <Button onClick={() => void runCommand('reach.show', { identities: [identity.id] })}>Blast Radius</Button>
        {identity.kind !== 'human' && (
          <Button onClick={() => void runCommand('identity.what-if', { identities: [identity.id] })}>What If…</Button>
        )}
        <Menu
          label="More for this identity"
          groups={() => menuGroups('identity', contextKeys())}
          trigger={<IconButton icon="ellipsis" label="More for This Identity" />}
        />
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
