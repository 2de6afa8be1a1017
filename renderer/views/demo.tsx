import type { ReactNode } from 'react';
import { allEditors, runCommand } from '#renderer/registry/contributions.ts';
import { useLayout } from '#renderer/state/layout.ts';
import { chooseCheck, useQuestions } from '#renderer/state/questions.ts';
import { useWatch } from '#renderer/state/use-watch.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import { List } from '#renderer/ui/list.tsx';
import { Section } from '#renderer/ui/section.tsx';
import { VerdictMark } from '#renderer/ui/verdict-mark.tsx';
import './views.css';

/** Pages of the demo, those that there are. */
const pages = ['playground', 'questions'];

export function DemoView(): ReactNode {
  const { view } = useWatch('questions.last', {});
  const chosen = useQuestions((state) => state.check);
  const front = useLayout((layout) => layout.groups[layout.focusedGroup]?.active);
  const editors = allEditors().filter((editor) => pages.includes(editor.id));
  return (
    <>
      <Section title="Stage">
        <List
          label="Stage"
          items={editors.map((editor) => ({
            key: editor.home ?? '',
            text: editor.title(''),
            selected: editor.home === front,
            content: (
              <>
                <Icon name={editor.icon} />
                <span className="list-text">{editor.title('')}</span>
              </>
            ),
          }))}
          onChoose={(uri) => void runCommand('editor.open', { uri })}
        />
      </Section>
      {view !== undefined && view.questions.length > 0 && (
        <Section title="Five questions">
          <List
            label="Five questions"
            items={view.questions.map((question) => ({
              key: question.id,
              text: question.question,
              selected: chosen?.startsWith(`${question.id} `) === true,
              count: question.checks.length,
              content: (
                <>
                  <VerdictMark verdict={question.verdict} />
                  <span className="list-text">{question.question}</span>
                </>
              ),
            }))}
            onChoose={(id) => {
              const question = view.questions.find((one) => one.id === id);
              const check = question?.checks.find((one) => one.verdict !== 'pass') ?? question?.checks[0];
              chooseCheck(check === undefined ? null : `${id} ${check.id}`);
              void runCommand('editor.open', { uri: 'nhi:/questions' });
            }}
          />
        </Section>
      )}
    </>
  );
}
