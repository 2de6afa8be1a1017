import type { ReactNode } from 'react';
import { authWords, grantWords } from '#renderer/state/issuer-words.ts';
import { Check } from '#renderer/ui/check.tsx';
import { Input, Select } from '#renderer/ui/input.tsx';
import { assertion, type ClientForm, exchange, type GrantType } from './client-form.ts';
import type { FieldProblems } from './client-problems.ts';
import { Field, KeysField } from './form-field.tsx';
import { TrustFields } from './trust-fields.tsx';
import './client-fields.css';

const grants: readonly GrantType[] = ['client_credentials', 'authorization_code', 'refresh_token', exchange, assertion];
const auths = (['client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none'] as const).map((value) => ({
  value,
  label: authWords[value],
}));

/** Names whose values are text. */
type TextField = Exclude<
  { [K in keyof ClientForm]: ClientForm[K] extends string ? K : never }[keyof ClientForm],
  'kind' | 'auth'
>;

interface FieldsProps {
  readonly form: ClientForm;
  readonly problems: FieldProblems;
  readonly change: (values: Partial<ClientForm>) => void;
}

/** What may be set of a client, whatever else the page asks. */
export function ClientFields({ keysHint, ...props }: FieldsProps & { readonly keysHint: string }): ReactNode {
  const { form, change } = props;
  const text = (field: TextField, label: string, hint: string, code = true): ReactNode => (
    <TextLine {...props} field={field} label={label} hint={hint} code={code} />
  );
  return (
    <>
      {text('name', 'Name', 'What people see, on the consent page too', false)}
      {text('owner', 'Owner', 'Who answers for it', false)}
      {text('scopes', 'Scopes', 'The most that it may ever ask for, blanks between')}
      {text('resources', 'Resources', 'URIs that its tokens may be for; none: this issuer only')}
      {form.kind !== 'api_key' && (
        <>
          {text('defaultScopes', 'Default scopes', 'Granted when a request names none')}
          <Field label="Grants" hint="Ways to a token">
            <span className="checks">
              {grants.map((grant) => (
                <Check
                  key={grant}
                  label={grantWords[grant]}
                  checked={form.grants.includes(grant)}
                  onChange={(on) =>
                    change({ grants: on ? [...form.grants, grant] : form.grants.filter((one) => one !== grant) })
                  }
                />
              ))}
            </span>
          </Field>
          {form.grants.includes('authorization_code') &&
            text('redirectUris', 'Redirect URIs', 'Exact addresses that a code is sent to')}
          <Field label="Authenticates by" hint="At the token endpoint">
            <Select label="Authenticates by" value={form.auth} options={auths} onChange={(auth) => change({ auth })} />
          </Field>
          {form.auth === 'private_key_jwt' && (
            <KeysField
              label="Public keys"
              hint={keysHint}
              problem={props.problems.keys}
              value={form.keys}
              change={(keys) => change({ keys })}
            />
          )}
          {form.grants.includes(assertion) && (
            <TrustFields trusts={form.trusts} problems={props.problems} change={(trusts) => change({ trusts })} />
          )}
          {form.grants.includes(exchange) && (
            <>
              {text(
                'mayActFor',
                'May act for',
                'Client ids whose tokens it may exchange as actor; none: the subject token decides',
              )}
              {text('depth', 'Depth', 'Hops below a token of its own; empty: the issuer’s limit')}
              {text('fanOut', 'Fan-out', 'Live tokens that may come of one; empty: the issuer’s limit')}
              {text('exchangeTo', 'Exchange to', 'URIs that an exchange may add to a token’s audience')}
            </>
          )}
          {text(
            'mayAct',
            'May act on its tokens',
            'One client id (the claim may_act); empty: any client whose policy allows it',
          )}
          {text('humanApproves', 'Only by a human', 'Scopes that need a consent')}
          {text('detailTypes', 'Detail types', 'Of authorization details that it may ask for (RFC 9396)')}
          {text('accessMinutes', 'Access token lives', 'Minutes, at most 60')}
          {form.grants.includes('refresh_token') && (
            <>
              {text('refreshIdleDays', 'Refresh token rests', 'Days unused before it ends; empty: 7')}
              {text('refreshDays', 'Refresh chain lives', 'Days from the consent, at most; empty: 30')}
            </>
          )}
          <Field label="Tokens" hint="Their form">
            <span className="checks">
              <Check label="bound by DPoP" checked={form.dpopBound} onChange={(dpopBound) => change({ dpopBound })} />
              <Check label="opaque" checked={form.opaque} onChange={(opaque) => change({ opaque })} />
              <Check
                label="may introspect all tokens"
                checked={form.mayIntrospect}
                onChange={(mayIntrospect) => change({ mayIntrospect })}
              />
            </span>
          </Field>
        </>
      )}
    </>
  );
}

export function TextLine(
  props: FieldsProps & {
    readonly field: TextField;
    readonly label: string;
    readonly hint: string;
    readonly code?: boolean;
  },
): ReactNode {
  const { form, problems, change, field, label, hint, code = true } = props;
  return (
    <Field label={label} hint={hint} problem={problems[field]}>
      <Input
        label={label}
        code={code}
        value={form[field]}
        invalid={problems[field] !== undefined}
        onChange={(event) => change({ [field]: event.target.value })}
      />
    </Field>
  );
}

/** How many fields need another value, beside the buttons. */
export function ProblemCount({ problems }: Pick<FieldsProps, 'problems'>): ReactNode {
  const left = Object.keys(problems).length;
  if (left === 0) return null;
  return (
    <span className="error-text" role="alert">
      {left === 1 ? 'One field needs another value.' : `${left} fields need other values.`}
    </span>
  );
}
