import type { ReactNode } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import { type IssuerSection, issuerSections, useIssuer } from '#renderer/state/issuer.ts';
import { useLayout } from '#renderer/state/layout.ts';
import { useWatch } from '#renderer/state/use-watch.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Icon } from '#renderer/ui/icon.tsx';
import { List } from '#renderer/ui/list.tsx';
import { Section } from '#renderer/ui/section.tsx';
import './views.css';

const sections: Readonly<Record<IssuerSection, { readonly icon: string; readonly title: string }>> = {
  clients: { icon: 'plug', title: 'Clients' },
  humans: { icon: 'person', title: 'Humans' },
  consents: { icon: 'law', title: 'Consents' },
  tokens: { icon: 'key', title: 'Live tokens' },
  scopes: { icon: 'shield', title: 'Limits of scopes' },
  keys: { icon: 'lock', title: 'Signing keys' },
  requests: { icon: 'pulse', title: 'Requests' },
};

/** Paths below the issuer, as a client's developer looks for them. */
const endpoints = [
  ['Metadata', '/.well-known/oauth-authorization-server'],
  ['Token', '/token'],
  ['Authorize', '/authorize'],
  ['Introspect', '/introspect'],
  ['Revoke', '/revoke'],
  ['Keys (JWKS)', '/jwks'],
  ['Account page', '/account'],
] as const;

export function IssuerView(): ReactNode {
  const { view: status } = useWatch('issuer.status', {});
  const section = useIssuer((state) => state.section);
  const inFront = useLayout((layout) => layout.groups[layout.focusedGroup]?.active === 'nhi:/issuer');
  if (status === undefined) return null;
  const counts: Readonly<Partial<Record<IssuerSection, number>>> = {
    clients: status.clients,
    humans: status.humans,
    consents: status.consents,
    tokens: status.liveTokens,
    requests: status.requests.allowed + status.requests.denied,
  };
  const { issuer } = status;
  return (
    <>
      <Section title="On this machine">
        <List
          label="Parts of the local issuer"
          items={issuerSections.map((one) => ({
            key: one,
            text: sections[one].title,
            count: counts[one],
            selected: inFront && one === section,
            content: (
              <>
                <Icon name={sections[one].icon} />
                <span className="list-text">{sections[one].title}</span>
              </>
            ),
          }))}
          // The keys are those of the list above.
          onChoose={(key) => void runCommand('issuer.show', { section: key as IssuerSection })}
        />
      </Section>
      {issuer === null ? (
        <div className="side-start">
          <Button onClick={() => void runCommand('issuer.start')}>Start the Local Issuer</Button>
        </div>
      ) : (
        <Section title="Addresses, a click copies">
          <List
            label="Addresses of the local issuer"
            items={endpoints.map(([title, path]) => ({
              key: path,
              text: title,
              title: `${issuer}${path}`,
              content: (
                <>
                  <Icon name="copy" size={14} />
                  <span className="list-text">{title}</span>
                </>
              ),
            }))}
            onChoose={(path) => void runCommand('clipboard.write', { text: `${issuer}${path}` })}
          />
        </Section>
      )}
    </>
  );
}
