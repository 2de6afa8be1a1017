import { type ReactNode, useEffect } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import { useDocument } from '#renderer/state/documents.ts';
import { checkPolicy, policyUri } from '#renderer/state/policy.ts';
import { useSession } from '#renderer/state/session.ts';
import { describeTab } from '#renderer/state/tabs.ts';
import { useWatch, type ViewOf } from '#renderer/state/use-watch.ts';
import { Button, LinkButton } from '#renderer/ui/button.tsx';
import { DocumentPage } from '#renderer/ui/document-page.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { exact, plural } from '#renderer/ui/format.ts';
import { mistakes } from '#renderer/ui/mistakes.tsx';
import { Effect, effectTitle } from './effect.tsx';
import './policy.css';

const none: readonly never[] = [];

/** The policy as YAML, beside what it would make of the inventory. Nothing holds before it is saved. */
export default function PolicyEditor(): ReactNode {
  const { view, error } = useWatch('policy.view', {});
  const readOnly = useSession((session) => session.status?.workspace?.readOnly === true);
  const saved = view === undefined ? undefined : view.text === '' ? view.standard : view.text;
  const { dirty, answer, isCurrent, editor } = useDocument({
    kind: 'policy',
    uri: policyUri,
    saved,
    checksEmpty: true,
    check: checkPolicy,
  });
  useEffect(() => describeTab(policyUri, { title: 'Policy', icon: 'law' }), []);
  if (view === undefined) {
    return error === undefined ? null : <EmptyState icon="law" title={error.message} text={error.hint} />;
  }
  const problems = answer?.problems ?? none;
  const effect = answer?.effect ?? null;
  const title =
    problems.length > 0
      ? `${plural(problems.length, 'mistake')}: policy ${view.hash} stays in force`
      : dirty && effect !== null
        ? effectTitle(effect)
        : `Policy ${view.hash} is in force`;
  return (
    <DocumentPage
      name="Policy"
      title={title}
      text="Weights of the score, thresholds of the rules, points of What If. What is left out is standard."
      actions={
        <>
          <Button
            primary
            disabled={readOnly || !dirty || problems.length > 0 || !isCurrent}
            onClick={() => void runCommand('document.save')}
          >
            Save
          </Button>
          <Button disabled={!dirty} onClick={() => void runCommand('document.discard', { uri: policyUri })}>
            Discard
          </Button>
          <Button disabled={readOnly || view.text === ''} onClick={() => void runCommand('policy.reset')}>
            Reset to Standard
          </Button>
        </>
      }
      editor={{ ...editor, readOnly, problems }}
      sideLabel="What it would change"
    >
      {problems.length > 0 ? (
        <ul className="document-list">{mistakes(problems)}</ul>
      ) : effect === null ? null : (
        <Effect effect={effect} />
      )}
      <History view={view} inForce={saved ?? ''} />
    </DocumentPage>
  );
}

function History({ view, inForce }: { readonly view: ViewOf<'policy.view'>; readonly inForce: string }): ReactNode {
  return (
    <>
      {view.unread === null ? null : (
        <p className="warning-text">
          {`Record ${view.unread.seq} sets a policy that this version cannot read: the one before is in force.`}
        </p>
      )}
      <h3>History</h3>
      {view.history.length === 0 ? <p className="dim">Nobody has set one: the standard is in force.</p> : null}
      <ul className="document-list">
        {view.history.map(({ seq, by, at, hash, inForce: holds, standard }) => (
          <li key={seq}>
            <code>{hash}</code>
            <span className="grow ellipsis" title={exact(at)}>
              {`${standard ? 'standard, ' : ''}${by}, ${exact(at)}`}
            </span>
            {holds ? (
              <span className="dim">in force</span>
            ) : (
              <LinkButton onClick={() => void runCommand('policy.lay-out', { seq, inForce })}>Lay Out</LinkButton>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
