import { Fragment, type ReactNode } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import { IconButton } from '#renderer/ui/button.tsx';
import { plural } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import { VerdictMark, verdictWord } from '#renderer/ui/verdict-mark.tsx';
import { type Check, messageLines, tookWords } from './sentences.ts';

function Message({ title, text }: { readonly title: string; readonly text: string }): ReactNode {
  return (
    <>
      <div className="message-head">
        <span className="grow ellipsis">{title}</span>
        <IconButton
          icon="copy"
          size={14}
          label={`Copy: ${title}`}
          onClick={() => void runCommand('clipboard.write', { text })}
        />
      </div>
      <pre className="message">
        {messageLines(text).map(({ text: line, is }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines of a recorded text never move
          <Fragment key={at}>
            <span className={`message-${is}`}>{line}</span>
            {'\n'}
          </Fragment>
        ))}
      </pre>
    </>
  );
}

/** What was asked and answered, as it went over the wire; tokens and secrets are masked. */
export function Evidence({ check, number }: { readonly check: Check; readonly number: string }): ReactNode {
  const took = check.evidence.reduce((sum, one) => sum + one.took, 0);
  return (
    <>
      <h3>
        <Icon name="beaker" />
        <span className="ellipsis">{`Evidence ${number}`}</span>
      </h3>
      <p className="evidence-verdict">
        <VerdictMark verdict={check.verdict} label={false} />
        {verdictWord(check.verdict)}
        <span className="dim small">{`${plural(check.evidence.length, 'exchange')}, ${tookWords(took)}`}</span>
      </p>
      <p className="evidence-seen">
        <b>{check.title}:</b> {check.seen}
      </p>
      {check.evidence.map(({ request, response, took: one }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: exchanges stand in the order in which they were recorded
        <Fragment key={at}>
          <Message title={check.evidence.length === 1 ? 'Request' : `Request ${at + 1}`} text={request} />
          <Message title={`Response, ${tookWords(one)}`} text={response} />
        </Fragment>
      ))}
    </>
  );
}
