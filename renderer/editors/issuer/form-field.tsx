import type { ReactNode } from 'react';

interface FieldProps {
  readonly label: string;
  readonly hint: string;
  readonly problem: string | undefined;
}

/** One line of a form: label, value, and what is wrong with it or else what it means. */
export function Field(
  props: Omit<FieldProps, 'problem'> & { problem?: string | undefined; children: ReactNode },
): ReactNode {
  const { label, hint, problem, children } = props;
  return (
    <div className="client-field">
      <span>{label}</span>
      <span className="client-value">{children}</span>
      <span className={problem === undefined ? 'dim small' : 'error-text small'}>{problem ?? hint}</span>
    </div>
  );
}

/** Public keys as JSON. */
export function KeysField(props: FieldProps & { value: string; change: (keys: string) => void }): ReactNode {
  const { label, hint, problem, value, change } = props;
  return (
    <Field label={label} hint={hint} problem={problem}>
      <textarea
        aria-label={label}
        aria-invalid={problem !== undefined}
        className="input code"
        rows={4}
        spellCheck={false}
        value={value}
        onChange={(event) => change(event.target.value)}
      />
    </Field>
  );
}
