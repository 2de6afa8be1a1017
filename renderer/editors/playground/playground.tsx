import { type ReactNode, useState } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import { fallenWords, leftWords } from '#renderer/state/issuer-words.ts';
import { changePlayground, usePlayground } from '#renderer/state/playground.ts';
import { useTicking } from '#renderer/state/use-ticking.ts';
import { useWatch } from '#renderer/state/use-watch.ts';
import { Button, IconButton } from '#renderer/ui/button.tsx';
import { Check } from '#renderer/ui/check.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { Icon } from '#renderer/ui/icon.tsx';
import { PageHead, Split } from '#renderer/ui/page.tsx';
import { ResidualTable } from '#renderer/ui/residual-table.tsx';
import { AgentDetail } from './agent-detail.tsx';
import { Agents } from './agents.tsx';
import { Requests } from './requests.tsx';
import { playgroundTitle, type View, verifyWords } from './sentences.ts';
import './playground.css';

const ways = [
  { how: 'local', command: 'playground.verify-locally', title: 'Reads tokens itself' },
  { how: 'introspection', command: 'playground.verify-by-asking', title: 'Asks the issuer' },
] as const;

/** Real processes that act for a customer at a small shop on this machine, and what may be done to them. */
export default function PlaygroundEditor(): ReactNode {
  const { view, error } = useWatch('playground.view', {});
  const { agent: chosen, fallen } = usePlayground();
  if (error !== undefined)
    return (
      <p className="page-head error-text">
        {error.message} {error.hint}
      </p>
    );
  if (view === undefined) return <div className="playground" aria-busy />;
  const agent = view.agents.find((one) => one.id === chosen);
  return (
    <div className="playground">
      <PageHead
        title={playgroundTitle(view)}
        text={
          view.shop === null ? (
            'A customer, her assistant and a shop, each a process of its own on this machine.'
          ) : (
            <>
              The shop is at <code>{view.shop}</code>. Everything here is on record in Audit as well.
            </>
          )
        }
        actions={view.running ? <Playing view={view} /> : undefined}
      />
      {view.running && <VerifyBy how={view.verifyBy} />}
      {view.agents.length === 0 && view.customer === null ? (
        <EmptyState
          icon="hubot"
          title={view.running ? 'The first agent is on its way' : 'Nobody plays'}
          text="Start it, let the assistant spawn sub-agents, let one misbehave, steal a token, then take the consent back and see who notices when."
          actions={view.running ? undefined : <Begin />}
        />
      ) : (
        <Split label="The chosen agent" detail={agent === undefined ? null : <AgentDetail agent={agent} />}>
          <Agents view={view} chosen={chosen} />
          <Requests view={view} />
        </Split>
      )}
      {fallen !== null && view.consent !== null && <Fallen consent={view.consent} fallen={fallen} />}
    </div>
  );
}

/** A bound token is of no use to a thief: that is the difference to try. */
function Begin(): ReactNode {
  const [bound, setBound] = useState(false);
  return (
    <>
      <Check checked={bound} label="Bind tokens to their holder (DPoP)" onChange={setBound} />
      <Button primary icon="debug-start" onClick={() => void runCommand('playground.start', { bound })}>
        Start
      </Button>
    </>
  );
}

function Playing({ view }: { readonly view: View }): ReactNode {
  return (
    <>
      {view.consent?.status === 'live' && (
        <Button icon="debug-disconnect" onClick={() => void runCommand('playground.withdraw')}>
          Withdraw Consent
        </Button>
      )}
      <Button icon="debug-stop" onClick={() => void runCommand('playground.stop')}>
        Stop
      </Button>
    </>
  );
}

function VerifyBy({ how }: { readonly how: View['verifyBy'] }): ReactNode {
  return (
    <div className="verify-by">
      <span>The shop</span>
      <span role="radiogroup" aria-label="How the shop verifies tokens" className="verify-ways">
        {ways.map((way) => (
          <button
            key={way.how}
            type="button"
            role="radio"
            aria-checked={way.how === how}
            onClick={() => void runCommand(way.command)}
          >
            {way.title}
          </button>
        ))}
      </span>
      <span className="dim small">{verifyWords[how]}</span>
    </div>
  );
}

function Fallen(props: {
  readonly consent: NonNullable<View['consent']>;
  readonly fallen: NonNullable<ReturnType<typeof usePlayground.getState>['fallen']>;
}): ReactNode {
  const { consent, fallen } = props;
  // It was shown the moment that it was withdrawn.
  const now = useTicking(consent.withdrawnAt ?? consent.givenAt);
  return (
    <section className="strip" aria-label="What has fallen" role="status">
      <div className="strip-head">
        <Icon name="pass" className="success-text" />
        <span className="grow">
          <b>The consent is withdrawn.</b> {fallenWords(fallen)}.
        </span>
        <IconButton icon="close" label="Close" onClick={() => changePlayground({ fallen: null })} />
      </div>
      {fallen.residual.length > 0 && (
        <div className="strip-body">
          <ResidualTable rows={fallen.residual} now={now} words={leftWords} />
        </div>
      )}
    </section>
  );
}
