import { type KeyboardEvent, type ReactNode, useRef } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import { chooseCheck, useQuestions } from '#renderer/state/questions.ts';
import { useWatch } from '#renderer/state/use-watch.ts';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { exact, number, stamp } from '#renderer/ui/format.ts';
import { PageHead, Split } from '#renderer/ui/page.tsx';
import { Progress } from '#renderer/ui/progress.tsx';
import { type Verdict, VerdictMark, verdictWord } from '#renderer/ui/verdict-mark.tsx';
import type { QuestionResult } from '#shared/contract/questions.ts';
import { Evidence } from './evidence.tsx';
import { answersTitle, checksOf, countOf } from './sentences.ts';
import './questions.css';

const verdicts: readonly Verdict[] = ['pass', 'partial', 'fail', 'not_exposed'];
const keyOf = (question: QuestionResult, check: QuestionResult['checks'][number]): string =>
  `${question.id} ${check.id}`;

function Running(): ReactNode {
  const progress = useQuestions((state) => state.progress);
  const share = progress === null || progress.total === null ? null : progress.done / Math.max(1, progress.total);
  return (
    <div className="questions-running" role="status">
      <Progress value={share} label="The five questions are being asked" />
      <span className="dim small">
        {progress === null
          ? 'Beginning…'
          : `${number(progress.done)}${progress.total === null ? '' : ` of ${number(progress.total)}`}: ${progress.detail}`}
      </span>
    </div>
  );
}

/** The five questions as named checks, each with what was asked and answered over HTTP. */
export default function QuestionsEditor(): ReactNode {
  const { view, error } = useWatch('questions.last', {});
  const { running, check: chosen } = useQuestions();
  if (error !== undefined)
    return (
      <p className="page-head error-text">
        {error.message} {error.hint}
      </p>
    );
  if (view === undefined) return <div className="questions" aria-busy />;
  const { questions, ranAt, target } = view;
  const found = questions.flatMap((question, at) =>
    question.checks.flatMap((check, index) =>
      keyOf(question, check) === chosen ? [{ check, number: `${at + 1}.${index + 1}` }] : [],
    ),
  )[0];
  const run = running ? (
    <Button icon="debug-stop" onClick={() => void runCommand('questions.cancel')}>
      Cancel
    </Button>
  ) : (
    <Button primary icon="run-all" onClick={() => void runCommand('questions.run')}>
      {ranAt === null ? 'Run' : 'Run Again'}
    </Button>
  );
  return (
    <div className="questions">
      <PageHead
        title={answersTitle(questions)}
        text={
          ranAt === null || target === null ? (
            'Each check makes real requests, as any client on this machine could.'
          ) : (
            <>
              Each verdict opens the recorded exchange. Asked of <code>{target}</code> on{' '}
              <span title={exact(ranAt)}>{`${stamp(ranAt)} UTC`}</span>.
            </>
          )
        }
        actions={run}
      />
      {running && <Running />}
      {questions.length === 0 ? (
        <EmptyState
          icon="question"
          title={running ? 'The checks are being asked' : 'Nobody has asked yet'}
          text="Scoped tokens for machines, acting for a customer with consent, seeing and revoking all of it, least privilege per agent, an audit that tells human, agent and action apart."
          actions={
            running ? undefined : (
              <span className="dim small">An issuer of its own is started for the run where none runs.</span>
            )
          }
        />
      ) : (
        <Split
          label="The chosen check"
          width={396}
          detail={found === undefined ? null : <Evidence check={found.check} number={found.number} />}
        >
          <Answers questions={questions} chosen={chosen} />
        </Split>
      )}
    </div>
  );
}

function Answers({
  questions,
  chosen,
}: {
  readonly questions: readonly QuestionResult[];
  readonly chosen: string | null;
}) {
  const list = useRef<HTMLDivElement>(null);
  const keys = questions.flatMap((question) => question.checks.map((check) => keyOf(question, check)));
  const entry = chosen !== null && keys.includes(chosen) ? chosen : keys[0];
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const next = keys[keys.indexOf(entry ?? '') + step];
    if (step === 0 || next === undefined) return;
    chooseCheck(next);
    list.current?.querySelector<HTMLElement>(`[data-check="${CSS.escape(next)}"]`)?.focus();
    event.preventDefault();
  };
  const checks = checksOf(questions);
  return (
    <div className="answers" ref={list} role="group" aria-label="Questions and checks" onKeyDown={onKeyDown}>
      {questions.map((question, at) => (
        <section key={question.id} aria-label={question.question}>
          <h3>
            <span className="answers-number">{at + 1}</span>
            <span className="grow ellipsis" title={question.question}>
              {question.question}
            </span>
            <span className="answers-verdict">
              <VerdictMark verdict={question.verdict} />
              {`${countOf(question.checks, 'pass')}/${question.checks.length}`}
            </span>
          </h3>
          {question.checks.map((check) => {
            const key = keyOf(question, check);
            return (
              <button
                key={key}
                type="button"
                data-check={key}
                tabIndex={key === entry ? 0 : -1}
                aria-pressed={key === chosen}
                className="answers-check"
                title={check.seen}
                onClick={() => chooseCheck(key === chosen ? null : key)}
              >
                <span className="grow ellipsis">{check.title}</span>
                <span className="answers-verdict">
                  <VerdictMark verdict={check.verdict} />
                  {check.verdict === 'pass' ? '' : verdictWord(check.verdict)}
                </span>
              </button>
            );
          })}
        </section>
      ))}
      <div className="answers-total">
        <b className="grow">{`Passed of ${checks.length}`}</b>
        <b className="answers-verdict">{countOf(checks, 'pass')}</b>
      </div>
      <ul className="answers-key" aria-label="Verdicts">
        {verdicts.map((verdict) => (
          <li key={verdict}>
            <VerdictMark verdict={verdict} label={false} />
            {verdictWord(verdict)}
          </li>
        ))}
      </ul>
    </div>
  );
}
