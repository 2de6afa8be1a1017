import { type ReactNode, useEffect } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import type { EditorProps } from '#renderer/registry/editor.ts';
import { useDocument } from '#renderer/state/documents.ts';
import { checkRule, ruleIdOf } from '#renderer/state/own-rules.ts';
import { useSession } from '#renderer/state/session.ts';
import { describeTab } from '#renderer/state/tabs.ts';
import { useWatch } from '#renderer/state/use-watch.ts';
import { Button } from '#renderer/ui/button.tsx';
import { DocumentPage } from '#renderer/ui/document-page.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { number, plural } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import { mistakes } from '#renderer/ui/mistakes.tsx';
import { Flagged } from './flagged.tsx';
import './rule.css';

const none: readonly never[] = [];

/** A rule of the workspace's own as YAML, beside whom it would flag now. It runs from when it is saved. */
export default function RuleEditor({ uri }: EditorProps): ReactNode {
  const { view } = useWatch('ownRules.list', {});
  const readOnly = useSession((session) => session.status?.workspace?.readOnly === true);
  const id = ruleIdOf(uri);
  const rule = view?.rules.find((each) => each.id === id);
  const saved = view === undefined ? undefined : (rule?.text ?? '');
  const { dirty, answer, isCurrent, editor } = useDocument({
    kind: 'rule',
    uri,
    saved,
    checksEmpty: false,
    check: checkRule,
  });
  const title = id ?? 'New Rule';
  useEffect(() => describeTab(uri, { title, icon: 'law' }), [uri, title]);
  if (view === undefined) return null;
  if (id !== null && rule === undefined && !dirty) {
    return (
      <EmptyState
        icon="law"
        title={`There is no rule ${id}`}
        text="It was removed, or never saved."
        actions={<Button onClick={() => void runCommand('rule.new')}>New Rule…</Button>}
      />
    );
  }
  const problems = answer?.problems ?? none;
  const wrong = answer?.examples.filter(({ ok }) => !ok) ?? none;
  const canSave = dirty && isCurrent && problems.length === 0 && wrong.length === 0;
  return (
    <DocumentPage
      name="Rule"
      title={sentence(problems.length, wrong.length, answer?.total, rule !== undefined && !dirty)}
      text="Whom it flags is a query of the inventory. It runs with all other rules from when it is saved."
      actions={
        <>
          <Button primary disabled={readOnly || !canSave} onClick={() => void runCommand('document.save')}>
            Save
          </Button>
          <Button disabled={!dirty || rule === undefined} onClick={() => void runCommand('document.discard', { uri })}>
            Discard
          </Button>
          <Button
            disabled={readOnly || rule === undefined}
            onClick={() => void runCommand('rule.remove', { id: rule?.id })}
          >
            Remove
          </Button>
        </>
      }
      editor={{ ...editor, readOnly, problems }}
      sideLabel="What it would flag"
    >
      <ul className="document-list" aria-label="Mistakes and examples">
        {mistakes(problems)}
        {answer?.examples.map(({ what, is, ok }) => (
          <li key={what}>
            <Icon name={ok ? 'pass' : 'error'} size={14} className={ok ? 'dim' : 'error-text'} />
            <span className="grow ellipsis">{what}</span>
            <span className={ok ? 'dim' : 'error-text'}>{ok ? is : `does not come out as ${is}`}</span>
          </li>
        ))}
        {problems.length === 0 && answer?.examples.length === 0 ? (
          <li className="dim">It has no examples: they are run whenever it is saved.</li>
        ) : null}
      </ul>
      {problems.length > 0 || answer === undefined ? null : <Flagged rows={answer.rows} total={answer.total} />}
    </DocumentPage>
  );
}

/** The sentence that the page proves. */
function sentence(problems: number, wrong: number, total: number | undefined, runs: boolean): string {
  if (problems > 0) return `${plural(problems, 'mistake')}: it cannot be saved so`;
  if (wrong > 0) return `${plural(wrong, 'example does', 'examples do')} not come out as said`;
  if (total === undefined) return 'A rule of your own';
  const identities = total === 1 ? '1 identity' : `${number(total)} identities`;
  return runs ? `It flags ${identities}` : `It would flag ${identities} now`;
}
