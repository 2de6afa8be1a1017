import { type ReactNode, useEffect, useRef } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import { focusEditor } from '#renderer/state/focus.ts';
import { changeIssuer, type Question, useIssuer } from '#renderer/state/issuer.ts';
import { fallenWords, leftWords, whoWords } from '#renderer/state/issuer-words.ts';
import { useTicking } from '#renderer/state/use-ticking.ts';
import { useWatch } from '#renderer/state/use-watch.ts';
import { Button, IconButton } from '#renderer/ui/button.tsx';
import { plural } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import { ResidualTable } from '#renderer/ui/residual-table.tsx';

const named = 6;

/** Asks before something falls, and names what. Escape and Keep take nothing away. */
export function QuestionStrip(): ReactNode {
  const question = useIssuer((state) => state.question);
  return question === null ? null : <Ask question={question} key={`${question.command} ${question.target.id}`} />;
}

function Ask({ question }: { readonly question: Question }): ReactNode {
  const { command, verb, target, says, tokensOf } = question;
  const { view } = useWatch('issuer.tokens', { live: true, ...tokensOf, first: 0, count: named });
  const keep = useRef<HTMLButtonElement>(null);
  useEffect(() => keep.current?.focus(), []);
  const close = (): void => {
    changeIssuer({ question: null });
    focusEditor();
  };
  return (
    <section
      className="strip warning"
      role="alertdialog"
      aria-label={`${verb} ${target.name}?`}
      onKeyDown={(event) => {
        if (event.key === 'Escape') close();
      }}
    >
      <div className="strip-head">
        <Icon name="warning" className="warning-text" />
        <span className="grow">
          <b>{`${verb} ${target.name}?`}</b> {says}{' '}
          {view === undefined ? '' : view.total === 0 ? 'no live token.' : `${plural(view.total, 'live token')}.`}
        </span>
        <Button ref={keep} onClick={close}>
          Keep
        </Button>
        <Button primary onClick={() => void runCommand(command, { ...target, confirmed: true })}>
          {verb}
        </Button>
      </div>
      {view !== undefined && view.total > 0 && (
        <p className="small dim">
          {view.rows.map((token) => `${whoWords(token)} (${token.kind})`).join('; ')}
          {view.total > view.rows.length && `; and ${view.total - view.rows.length} more`}
        </p>
      )}
    </section>
  );
}

/** What has fallen, and who still believes in what. */
export function OutcomeStrip({ now }: { readonly now: number }): ReactNode {
  const outcome = useIssuer((state) => state.outcome);
  const clock = useTicking(now);
  if (outcome === null) return null;
  const { title, fallen } = outcome;
  return (
    <section className="strip" aria-label="What has fallen" role="status">
      <div className="strip-head">
        <Icon name="pass" className="success-text" />
        <span className="grow">
          <b>{title}.</b> {fallenWords(fallen)}.
        </span>
        <IconButton icon="close" label="Close" onClick={() => changeIssuer({ outcome: null })} />
      </div>
      {fallen.residual.length > 0 && (
        <div className="strip-body">
          <ResidualTable rows={fallen.residual} now={clock} words={leftWords} />
        </div>
      )}
    </section>
  );
}
