import { type ReactNode, useEffect, useMemo } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import { editorUri } from '#renderer/registry/uri.ts';
import { changeDelegations, showConsent, useDelegations } from '#renderer/state/delegations.ts';
import { useSession } from '#renderer/state/session.ts';
import { useTicking } from '#renderer/state/use-ticking.ts';
import { useWatch } from '#renderer/state/use-watch.ts';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { exact, plural, relative } from '#renderer/ui/format.ts';
import { Select } from '#renderer/ui/input.tsx';
import { PageHead, Split, Words } from '#renderer/ui/page.tsx';
import { Drawing } from './drawing.tsx';
import { HopDetail } from './hop-detail.tsx';
import { HopList } from './hop-list.tsx';
import { type Chain, placeHops } from './place-hops.ts';
import { chainTitle, delegationsTitle } from './sentences.ts';
import { Simulation, StillBelieved, Withdrawn } from './withdrawal.tsx';
import './delegations.css';

const none: ReadonlySet<string> = new Set();

/** Who acts for whom: the human on the left, each hop further to the right with fewer scopes. */
export default function DelegationsEditor(): ReactNode {
  const { human, withdrawn, consent } = useDelegations();
  const { view, error } = useWatch('delegations.view', { human, withdrawn });
  const now = useTicking(view?.now ?? 0);
  if (error !== undefined)
    return (
      <p className="page-head error-text">
        {error.message} {error.hint}
      </p>
    );
  if (view === undefined) return <div className="delegations" aria-busy />;
  const chain = view.chains.find((one) => one.consent.id === consent) ?? view.chains[0];
  if (chain === undefined) return <Nothing withdrawn={withdrawn} />;
  return (
    <div className="delegations">
      <PageHead
        title={delegationsTitle(view.chains)}
        text="Each hop can only narrow: it holds what its parent held, what its client may hold and what it asked for."
        actions={
          view.chains.length < 2 ? undefined : (
            <Select
              label="Consent"
              value={chain.consent.id}
              options={view.chains.map(({ consent: { id, humanName, clientName, status } }) => ({
                value: id,
                label: `${humanName}, ${clientName}${status === 'live' ? '' : `, ${status}`}`,
              }))}
              onChange={showConsent}
            />
          )
        }
      />
      <ChainPage chain={chain} now={now} key={chain.consent.id} />
    </div>
  );
}

function ChainPage({ chain, now }: { readonly chain: Chain; readonly now: number }): ReactNode {
  const { consent } = chain;
  const { jti, simulation, outcome } = useDelegations();
  const placing = useMemo(() => placeHops(chain.hops), [chain.hops]);
  const simulated = simulation?.consent === consent.id ? simulation.fallen : null;
  const done = outcome?.consent === consent.id ? outcome.fallen : null;
  const fallen = simulated ?? done;
  const falls = useMemo(() => (fallen === null ? none : new Set(fallen.fell.map((token) => token.jti))), [fallen]);
  const hop = chain.hops.find(({ token }) => token.jti === jti);
  // A token that came or went while the analyst looks belongs into the simulation too.
  const tokens = chain.hops.map(({ token }) => `${token.jti} ${token.death}`).join('\n');
  const simulating = simulated !== null;
  useEffect(() => {
    if (simulating && tokens !== '') void runCommand('delegations.simulate', { consent: consent.id });
  }, [simulating, tokens, consent.id]);
  return (
    <div className="chain-page">
      <Split label="The chosen hop" detail={hop === undefined ? null : <HopDetail hop={hop} now={now} />}>
        <div className="chain-head">
          <div className="grow">
            <h3>{chainTitle(chain)}</h3>
            <p className="dim small">
              {consent.purpose === '' ? 'No purpose given. ' : `${consent.purpose}. `}
              <span title={exact(consent.givenAt)}>{`Given ${relative(consent.givenAt, now)}`}</span>
              {consent.withdrawnAt === null ? (
                <span title={exact(consent.expiresAt)}>{`, ends ${relative(consent.expiresAt, now)}`}</span>
              ) : (
                <span title={exact(consent.withdrawnAt)}>
                  {`, withdrawn ${relative(consent.withdrawnAt, now)} by ${consent.withdrawnBy ?? 'the workbench'}`}
                </span>
              )}
              . <Words words={consent.scopes} none="No scope." />
            </p>
          </div>
          {consent.status === 'live' && !simulating && (
            <Button
              icon="debug-disconnect"
              onClick={() => void runCommand('delegations.simulate', { consent: consent.id })}
            >
              Withdraw…
            </Button>
          )}
        </div>
        <Drawing chain={chain} placing={placing} now={now} jti={jti} falls={falls} />
        {placing.placed.length === 0 ? (
          <p className="chain-none dim">
            {consent.status === 'live'
              ? consent.liveTokens === 0
                ? 'No token of this consent lives.'
                : `No access token of this consent lives; ${plural(consent.liveTokens, 'token')} of another kind may still make one.`
              : 'No access token of this consent is on record.'}
          </p>
        ) : (
          <div className="hop-list-frame">
            <HopList placed={placing.placed} now={now} jti={jti} falls={falls} />
          </div>
        )}
      </Split>
      {simulated !== null && <Simulation fallen={simulated} now={now} />}
      {done !== null && <Withdrawn fallen={done} now={now} />}
      {fallen === null && <StillBelieved rows={chain.residual} now={now} />}
    </div>
  );
}

const actsForPeople = editorUri('inventory', { filter: { mark: { by: 'acts_for_people' } } });

function Nothing({ withdrawn }: { readonly withdrawn: boolean }): ReactNode {
  const hasImported = useSession(({ status }) => (status?.counts.identities ?? 0) > 0);
  return (
    <EmptyState
      icon="type-hierarchy-sub"
      title={withdrawn ? 'No consent is on record at the local issuer' : 'No consent stands at the local issuer'}
      text="When a human lets an agent act there, the chain from the human to every sub-agent stands here, with the scopes at each hop. Agents of imported and connected tenants show theirs on their own pages."
      actions={
        <>
          {!withdrawn && (
            <Button onClick={() => changeDelegations({ withdrawn: true })}>Show Withdrawn and Expired</Button>
          )}
          <Button primary={!hasImported} onClick={() => void runCommand('activity.issuer')}>
            Open Local Issuer
          </Button>
          {hasImported && (
            <Button primary onClick={() => void runCommand('editor.open', { uri: actsForPeople })}>
              Show Who Acts for People
            </Button>
          )}
        </>
      }
    />
  );
}
