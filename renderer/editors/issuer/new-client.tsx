import { type ReactNode, useState } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import { Button } from '#renderer/ui/button.tsx';
import { KindIcon, kindWord } from '#renderer/ui/kind-icon.tsx';
import { PageHead } from '#renderer/ui/page.tsx';
import { ClientFields, ProblemCount, TextLine } from './client-fields.tsx';
import { type ClientForm, type ClientKind, kinds, newForm, settingsOf, withKind } from './client-form.ts';
import { type FieldProblems, problemsOf } from './client-problems.ts';

const kindHints: Readonly<Record<ClientKind, string>> = {
  oauth_client: 'an app or a back end',
  api_key: 'one long-lived value, never accepted for tokens',
  service_account: 'a job or a script',
  workload: 'proves itself by a key that it holds',
  agent: 'acts for people, hands on to sub-agents',
};
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
  const fields = { form, problems, change };
  return (
    <div className="client-page">
      <PageHead
        title="A new client of the local issuer"
        text="It begins with the least that its kind is of use with. Its secret is shown once, when it is made."
      />
      <div
        className="client-form"
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
        <ClientFields {...fields} keysHint="JWK or JWK Set" />
        <TextLine
          {...fields}
          field="expiresInDays"
          label={form.kind === 'api_key' ? 'Key lives' : 'Secret lives'}
          hint="Days; empty: it never ends"
        />
        <div className="client-foot">
          <Button primary onClick={create}>
            {`Create ${kindWord(form.kind)}`}
          </Button>
          <Button onClick={() => void runCommand('editor.close')}>Cancel</Button>
          <ProblemCount problems={problems} />
        </div>
      </div>
    </div>
  );
}
