import { type ReactNode, useEffect, useState } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import type { EditorProps } from '#renderer/registry/editor.ts';
import { parseUri } from '#renderer/registry/uri.ts';
import { describeTab } from '#renderer/state/tabs.ts';
import { useWatch } from '#renderer/state/use-watch.ts';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { kindIconName, kindWord } from '#renderer/ui/kind-icon.tsx';
import { PageHead } from '#renderer/ui/page.tsx';
import type { ClientRow } from '#shared/contract/issuer.ts';
import { ClientFields, ProblemCount } from './client-fields.tsx';
import { type ClientForm, changeOf, formOf } from './client-form.ts';
import { changeProblems } from './client-problems.ts';

/** A page that changes a client. What others change meanwhile stays, unless the same field was changed here. */
export default function EditClientEditor({ uri }: EditorProps): ReactNode {
  const id = parseUri(uri)?.rest ?? '';
  const { view, stale, error } = useWatch('issuer.clients', { text: id, first: 0, count: 20 });
  const client = view?.rows.find((row) => row.id === id);
  const [name, kind] = [client?.name, client?.kind];
  useEffect(() => {
    if (name === undefined || kind === undefined) return;
    describeTab(uri, { title: `Edit ${name}`, icon: kindIconName(kind), crumbs: ['Local Issuer', 'Clients'] });
  }, [uri, name, kind]);
  if (error !== undefined) return <p className="client-page error-text">{error.message}</p>;
  if (client !== undefined) return <ChangeForm key={id} client={client} />;
  if (view === undefined || stale) return <div className="client-page" aria-busy />;
  return (
    <EmptyState
      icon="plug"
      title="This client is not there (any more)"
      text="It may have been deleted, or belong to another workspace."
      actions={<Button onClick={() => void runCommand('issuer.show', { section: 'clients' })}>Show the clients</Button>}
    />
  );
}

function ChangeForm({ client }: { readonly client: ClientRow }): ReactNode {
  const [before] = useState(client);
  const [form, setForm] = useState(() => formOf(client));
  const [tried, setTried] = useState(false);
  const change = changeOf(form, before);
  const problems = tried ? changeProblems(form, before) : {};
  const isSame = Object.keys(change).length === 0;
  const save = (): void => {
    setTried(true);
    if (isSame || Object.keys(changeProblems(form, before)).length > 0) return;
    void runCommand('client.update', { id: client.id, name: form.name.trim(), change });
  };
  return (
    <div className="client-page">
      <PageHead
        title={`${kindWord(client.kind)} ${client.name}`}
        text="Holds from the next request on. Tokens that live keep what they were given: Revoke ends them."
      />
      <div
        className="client-form"
        onKeyDown={(event) => {
          if (event.key === 'Enter' && event.target instanceof HTMLInputElement) save();
        }}
      >
        <ClientFields
          form={form}
          problems={problems}
          change={(values: Partial<ClientForm>) => setForm({ ...form, ...values })}
          keysHint="JWK or JWK Set; empty: those that it has"
        />
        <div className="client-foot">
          <Button primary onClick={save} disabled={isSame}>
            Save
          </Button>
          <Button onClick={() => void runCommand('editor.close')}>Cancel</Button>
          {isSame && <span className="dim">Nothing is changed yet.</span>}
          <ProblemCount problems={problems} />
        </div>
      </div>
    </div>
  );
}
