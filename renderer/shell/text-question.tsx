import { Dialog } from 'radix-ui';
import { type ReactNode, useEffect, useId, useState } from 'react';
import { type Question, stopAsking, useAsking } from '#renderer/state/asking.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { useFocusBack } from './use-focus-back.ts';
import './quick-pick.css';

/** The box in which a command asks for one line of text: Enter answers, Escape leaves all as it was. */
export function TextQuestion(): ReactNode {
  const question = useAsking((state) => state.question);
  return question === null ? null : <Open question={question} />;
}

function Open({ question }: { question: Question }): ReactNode {
  const [text, setText] = useState(question.value);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const id = useId();
  const { remember, onCloseAutoFocus } = useFocusBack();
  useEffect(() => {
    setText(question.value);
    setBusy(false);
  }, [question]);

  async function answer(): Promise<void> {
    if (busy || text.trim() === '') return;
    setBusy(true);
    try {
      await question.answer(text.trim());
      // The answer may have led to another question.
      if (useAsking.getState().question === question) stopAsking();
    } catch (error) {
      if (!(error instanceof AppError)) console.error(error);
      setRefusal(
        error instanceof AppError
          ? `${error.message} ${error.hint}`
          : 'A fault in the workbench: see the Output panel.',
      );
      setBusy(false);
    }
  }

  return (
    <Dialog.Root open onOpenChange={(open) => (open ? undefined : stopAsking())}>
      <Dialog.Portal>
        <Dialog.Overlay className="quick-pick-overlay" />
        <Dialog.Content
          className="quick-pick"
          data-part="overlay"
          aria-describedby={undefined}
          onOpenAutoFocus={remember}
          onCloseAutoFocus={onCloseAutoFocus}
        >
          <Dialog.Title className="quick-pick-title">{question.title}</Dialog.Title>
          <input
            className="quick-pick-input"
            aria-label={question.placeholder}
            aria-invalid={refusal !== null}
            aria-describedby={refusal === null ? undefined : id}
            placeholder={question.placeholder}
            maxLength={question.most ?? 80}
            spellCheck={false}
            value={text}
            onFocus={(event) => event.target.select()}
            onChange={(event) => {
              setText(event.target.value);
              setRefusal(null);
            }}
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return;
              event.preventDefault();
              void answer();
            }}
          />
          {refusal !== null && (
            <p id={id} className="quick-pick-empty error-text" role="alert">
              {refusal}
            </p>
          )}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
