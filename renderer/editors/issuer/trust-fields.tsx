import type { ReactNode } from 'react';
import { Button } from '#renderer/ui/button.tsx';
import { Input } from '#renderer/ui/input.tsx';
import { mostTrusts, newTrust, type TrustForm } from './client-form.ts';
import type { FieldProblems } from './client-problems.ts';
import { Field, KeysField } from './form-field.tsx';

interface TrustsProps {
  readonly trusts: readonly TrustForm[];
  readonly problems: FieldProblems;
  readonly change: (trusts: readonly TrustForm[]) => void;
}

/** Everybody whose assertions stand for the client, at least one. */
export function TrustFields({ trusts, problems, change }: TrustsProps): ReactNode {
  return (
    <>
      {trusts.map((trust, place) => (
        <OneTrust
          // biome-ignore lint/suspicious/noArrayIndexKey: two may be equal while they are typed; their place is what they are.
          key={place}
          trust={trust}
          place={place}
          problems={problems}
          change={(next) => change(trusts.with(place, next))}
          remove={trusts.length > 1 ? () => change(trusts.toSpliced(place, 1)) : null}
        />
      ))}
      <Field label="" hint={trusts.length < mostTrusts ? '' : `A client trusts ${mostTrusts} at most`}>
        <Button icon="add" disabled={trusts.length >= mostTrusts} onClick={() => change([...trusts, newTrust])}>
          Trust Another Issuer or Subject
        </Button>
      </Field>
    </>
  );
}

interface OneProps {
  readonly trust: TrustForm;
  readonly place: number;
  readonly problems: FieldProblems;
  readonly change: (trust: TrustForm) => void;
  /** null: it is the only one. */
  readonly remove: (() => void) | null;
}

function OneTrust({ trust, place, problems, change, remove }: OneProps): ReactNode {
  const numbered = (label: string): string => (place === 0 ? label : `${label} ${place + 1}`);
  const text = (field: 'issuer' | 'subject', label: string, hint: string): ReactNode => {
    const problem = problems[`trusts.${place}.${field}`];
    return (
      <Field label={numbered(label)} hint={hint} problem={problem}>
        <Input
          label={numbered(label)}
          code
          value={trust[field]}
          invalid={problem !== undefined}
          onChange={(event) => change({ ...trust, [field]: event.target.value })}
        />
      </Field>
    );
  };
  return (
    <>
      {text('issuer', 'Trusted issuer', 'iss of the assertions that stand for it: its platform')}
      {text('subject', 'Trusted subject', 'Their sub: the workload, exactly')}
      <KeysField
        label={numbered('Keys of that issuer')}
        hint="JWK or JWK Set, public parts only"
        problem={problems[`trusts.${place}.keys`]}
        value={trust.keys}
        change={(keys) => change({ ...trust, keys })}
      />
      {remove !== null && (
        <Field label="" hint="Its assertions are refused once this is saved">
          <Button icon="trash" onClick={remove}>
            {`Remove ${trust.subject.trim() || numbered('Trusted subject')}`}
          </Button>
        </Field>
      )}
    </>
  );
}
