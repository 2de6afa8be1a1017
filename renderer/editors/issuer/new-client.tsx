import { type ReactNode, useState } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import { authWords, grantWords } from '#renderer/state/issuer-words.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Check } from '#renderer/ui/check.tsx';
import { Input, Select } from '#renderer/ui/input.tsx';
import { KindIcon, kindWord } from '#renderer/ui/kind-icon.tsx';
import { PageHead } from '#renderer/ui/page.tsx';
import {
  assertion,
  type ClientForm,
  type ClientKind,
  exchange,
  type FieldProblems,
  type GrantType,
  kinds,
  newForm,
  problemsOf,
  settingsOf,
  withKind,
} from './client-form.ts';
import './new-client.css';

const kindHints: Readonly<Record<ClientKind, string>> = {
  oauth_client: 'an app or a back end',
  api_key: 'one long-lived value, never accepted for tokens',
  service_account: 'a job or a script',
  workload: 'proves itself by a key that it holds',
  agent: 'acts for people, hands on to sub-agents',
};
const grants: readonly GrantType[] = ['client_credentials', 'authorization_code', 'refresh_token', exchange, assertion];
const auths = (['client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none'] as const).map((value) => ({
  value,
  label: authWords[value],
}));

/** Names whose values are text. */
type TextField = { [K in keyof ClientForm]: ClientForm[K] extends string ? K : never }[keyof ClientForm];

/** A page that makes a client. What is wrong is said beside the field once Create was pressed. */
export default function NewClientEditor(): ReactNode {
  const [form, setForm] = useState(() => newForm('oauth_client'));
  const [tried, setTried] = useState(false);
  const problems: FieldProblems = tried ? problemsOf(form) : {};
  const change = (values: Partial<ClientForm>): void => setForm({ ...form, ...values });
  const create = (): void => {
    setTried(true);
    if (Object.keys(problemsOf(form)).length === 0) void runCommand('client.create', settingsOf(form));
  };
  const text = (field: Exclude<TextField, 'kind' | 'auth'>, label: string, hint: string, code = true): ReactNode => (
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
  const isKey = form.kind === 'api_key';
  const left = Object.keys(problems).length;
  return (
    <div className="new-client">
      <PageHead
        title="A new client of the local issuer"
        text="It begins with the least that its kind is of use with. Its secret is shown once, when it is made."
      />
      <div
        className="new-client-form"
        onKeyDown={(event) => {
          if (event.key === 'Enter' && event.target instanceof HTMLInputElement) create();
        }}
      >
        <div className="kinds" role="radiogroup" aria-label="Kind">
          {kinds.map((kind) => (
            <button
              key={kind}
              type="button"
              role="radio"
              aria-checked={kind === form.kind}
              onClick={() => setForm(withKind(form, kind))}
            >
              <KindIcon kind={kind} label={false} />
              <b>{kindWord(kind)}</b>
              <span className="dim">{kindHints[kind]}</span>
            </button>
          ))}
        </div>
        {text('name', 'Name', 'What people see, on the consent page too', false)}
        {text('owner', 'Owner', 'Who answers for it', false)}
        {text('scopes', 'Scopes', 'The most that it may ever ask for, blanks between')}
        {text('resources', 'Resources', 'URIs that its tokens may be for; none: this issuer only')}
        {!isKey && (
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
              <Select
                label="Authenticates by"
                value={form.auth}
                options={auths}
                onChange={(auth) => change({ auth })}
              />
            </Field>
            {form.auth === 'private_key_jwt' && (
              <Field label="Public keys" hint="JWK or JWK Set" problem={problems.keys}>
                <textarea
                  aria-label="Public keys"
                  aria-invalid={problems.keys !== undefined}
                  className="input code"
                  rows={4}
                  spellCheck={false}
                  value={form.keys}
                  onChange={(event) => change({ keys: event.target.value })}
                />
              </Field>
            )}
            {form.grants.includes(exchange) && (
              <>
                {text(
                  'mayActFor',
                  'May act for',
                  'Client ids whose tokens it may exchange as actor; none: the subject token decides',
                )}
                {text('depth', 'Depth', 'Hops below a token of its own; empty: the issuer’s limit')}
              </>
            )}
            {text(
              'mayAct',
              'May act on its tokens',
              'One client id (the claim may_act); empty: any client whose policy allows it',
            )}
            {text('humanApproves', 'Only by a human', 'Scopes that need a consent')}
            {text('accessMinutes', 'Access token lives', 'Minutes, at most 60')}
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
        {text('expiresInDays', isKey ? 'Key lives' : 'Secret lives', 'Days; empty: it never ends')}
        <div className="new-client-foot">
          <Button primary onClick={create}>
            {`Create ${kindWord(form.kind)}`}
          </Button>
          <Button onClick={() => void runCommand('editor.close')}>Cancel</Button>
          {left > 0 && (
            <span className="error-text" role="alert">
              {left === 1 ? 'One field needs another value.' : `${left} fields need other values.`}
            </span>
          )}
        </div>
      </div>
    </div>
  );
}

function Field(props: { label: string; hint: string; problem?: string | undefined; children: ReactNode }): ReactNode {
  const { label, hint, problem, children } = props;
  return (
    <div className="new-client-field">
      <span>{label}</span>
      <span className="new-client-value">{children}</span>
      <span className={problem === undefined ? 'dim small' : 'error-text small'}>{problem ?? hint}</span>
    </div>
  );
}
