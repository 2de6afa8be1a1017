import { type ReactNode, useState } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import { authWords, grantWords } from '#renderer/state/issuer-words.ts';
import { Button, IconButton, LinkButton } from '#renderer/ui/button.tsx';
import { exact, number, plural, relative } from '#renderer/ui/format.ts';
import { Select } from '#renderer/ui/input.tsx';
import { KindIcon, kindWord } from '#renderer/ui/kind-icon.tsx';
import { Facts, Words } from '#renderer/ui/page.tsx';
import type { ClientRow } from '#shared/contract/issuer.ts';
import { durationWords } from '#shared/lib/duration.ts';

/** How long the old credential works on beside the new one. */
const overlaps = [
  { value: '0', label: 'old one ends now' },
  { value: '3600', label: 'old one works 1 h on' },
  { value: '86400', label: 'old one works 1 d on' },
  { value: '604800', label: 'old one works 7 d on' },
] as const;

const originWords: Readonly<Record<ClientRow['origin'], string>> = {
  analyst: 'by hand',
  registration: 'by registration (RFC 7591)',
  playground: 'by the playground',
  questions: 'by the five questions',
};

function policyFacts({ policy }: ClientRow): readonly (readonly [string, ReactNode])[] {
  const limits: readonly (readonly [string, string | null])[] = [
    ['Access token', policy.accessTtl === null ? null : `at most ${durationWords(policy.accessTtl)}`],
    ['Refresh', policy.refreshAbsolute === null ? null : `at most ${durationWords(policy.refreshAbsolute)}`],
    ['Idle', policy.refreshIdle === null ? null : `at most ${durationWords(policy.refreshIdle)}`],
    ['Depth', policy.depth === null ? null : `at most ${plural(policy.depth, 'hop')}`],
    ['Fan-out', policy.fanOut === null ? null : `at most ${number(policy.fanOut)}`],
    ['Exchange to', policy.exchangeTo.length === 0 ? null : policy.exchangeTo.join(', ')],
    ['Its tokens may_act', policy.mayAct],
    ['Human gives', policy.humanApproves.length === 0 ? null : policy.humanApproves.join(' ')],
  ];
  return limits.flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]));
}

export function ClientDetail({ client, now }: { readonly client: ClientRow; readonly now: number }): ReactNode {
  const [overlap, setOverlap] = useState<(typeof overlaps)[number]['value']>('0');
  const target = { id: client.id, name: client.name };
  const policy = policyFacts(client);
  return (
    <>
      <h3>
        <KindIcon kind={client.kind} />
        <span className="ellipsis">{client.name}</span>
      </h3>
      <div className="detail-actions">
        <Button
          icon="list-tree"
          onClick={() =>
            void runCommand('issuer.show', { section: 'tokens', tokensOf: { ...target, is: 'client' }, dead: false })
          }
        >
          Tokens
        </Button>
        <Button icon="edit" onClick={() => void runCommand('client.edit', target)}>
          Edit…
        </Button>
        {client.status === 'active' ? (
          <Button onClick={() => void runCommand('client.disable', target)}>Disable…</Button>
        ) : (
          <Button onClick={() => void runCommand('client.enable', target)}>Enable</Button>
        )}
        <Button onClick={() => void runCommand('client.revoke', target)}>Revoke…</Button>
        <Button onClick={() => void runCommand('client.delete', target)}>Delete…</Button>
      </div>
      <Facts
        facts={[
          [
            'Client id',
            <span key="id" className="page-copied">
              <code>{client.id}</code>
              <IconButton
                icon="copy"
                size={12}
                label="Copy the client id"
                onClick={() => void runCommand('clipboard.write', { text: client.id })}
              />
            </span>,
          ],
          ['Kind', kindWord(client.kind)],
          ['Grants', client.grants.map((grant) => grantWords[grant]).join(', ') || 'none'],
          ['Scopes', <Words key="scopes" words={client.scopes} none="none" />],
          ['By default', <Words key="default" words={client.defaultScopes} none="none" />],
          ['Resources', <Words key="resources" words={client.resources} none="this issuer only" />],
          ['Tokens', `${client.opaque ? 'opaque' : 'JWT'}, ${client.dpopBound ? 'bound by DPoP' : 'bearer'}`],
          ...(client.redirectUris.length === 0
            ? []
            : [['Redirects to', <Words key="uris" words={client.redirectUris} none="" />] as const]),
          ...(client.mayActFor.length === 0 ? [] : [['May act for', client.mayActFor.join(', ')] as const]),
          ...(client.mayIntrospect ? [['Introspection', 'of every token'] as const] : []),
          ['Owner', client.owner ?? <span className="dim">none</span>],
          [
            'Made',
            <span
              key="made"
              title={exact(client.createdAt)}
            >{`${relative(client.createdAt, now)}, ${originWords[client.origin]}`}</span>,
          ],
          ...policy,
        ]}
      />
      <LinkButton onClick={() => void runCommand('editor.open', { uri: `nhi:/identity/${client.identity}` })}>
        Open in the Inventory
      </LinkButton>
      <h4>{client.kind === 'api_key' ? 'Key' : `Authenticates by: ${authWords[client.auth]}`}</h4>
      {client.credentials.map((credential) => (
        <p key={credential.id} className="small">
          <code>{credential.label}</code>{' '}
          <span className="dim">
            {credential.expiresAt === null ? 'never ends' : `ends ${relative(credential.expiresAt, now)}`}
          </span>
        </p>
      ))}
      {client.kind === 'api_key' || client.auth.startsWith('client_secret') ? (
        <div className="detail-actions">
          <Select label="What becomes of the old credential" value={overlap} options={overlaps} onChange={setOverlap} />
          <Button icon="sync" onClick={() => void runCommand('client.rotate', { ...target, overlap: Number(overlap) })}>
            Rotate
          </Button>
        </div>
      ) : (
        <p className="small dim">
          {client.auth === 'none'
            ? 'A public client has no credential to rotate.'
            : 'Its private key never comes here.'}
        </p>
      )}
    </>
  );
}
