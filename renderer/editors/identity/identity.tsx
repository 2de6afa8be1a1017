import { type ReactNode, useEffect, useRef } from 'react';
import type { EditorProps } from '#renderer/registry/editor.ts';
import { parseUri } from '#renderer/registry/uri.ts';
import { useSession } from '#renderer/state/session.ts';
import { describeTab } from '#renderer/state/tabs.ts';
import { useWatch } from '#renderer/state/use-watch.ts';
import { number, plural } from '#renderer/ui/format.ts';
import { kindIconName, kindPlural, kindWord } from '#renderer/ui/kind-icon.tsx';
import { Section } from '#renderer/ui/section.tsx';
import { Accounts } from './accounts.tsx';
import { ActivitySection } from './activity.tsx';
import { BlastRadius } from './blast-radius.tsx';
import { Chain } from './chain.tsx';
import { CredentialTable, GrantTable, grantsTitle } from './credentials.tsx';
import { IdentityFindings } from './findings.tsx';
import { IdentityHeader } from './header.tsx';
import { History } from './history.tsx';
import { LifetimeChain, lifetimeTitle } from './lifetime-chain.tsx';
import { Privileges, privilegesTitle } from './privileges.tsx';
import { Conflicts, disputed, Streams, ToldBy } from './provenance.tsx';
import { RegistrationSection } from './registration.tsx';
import { useShownSection } from './shown-section.ts';
import { SourceRecord } from './source-record.tsx';
import { Waterfall, whyTitle } from './waterfall.tsx';
import './identity.css';

export default function IdentityEditor({ uri }: EditorProps): ReactNode {
  const id = parseUri(uri)?.rest ?? '';
  const { view, error } = useWatch('identities.detail', { id });
  const now = useSession((session) => session.status?.now ?? 0);
  const named = view?.identity;
  useEffect(() => {
    if (named === undefined) return;
    const crumbs = [named.tenant.name, kindPlural(named.kind)];
    describeTab(uri, { title: named.name, icon: kindIconName(named.kind), crumbs });
  }, [uri, named]);
  const frame = useRef<HTMLDivElement>(null);
  useShownSection(uri, frame, view);
  if (error !== undefined)
    return (
      <p className="identity-message error-text">
        {error.message} {error.hint}
      </p>
    );
  if (view === undefined) return <div className="identity" aria-busy />;
  if (view === null)
    return (
      <p className="identity-message dim">
        This identity is not in the workspace (any more). It may have been in another workspace or import.
      </p>
    );

  const { identity, score, scopes } = view;
  const conflicts = disputed(view.provenance);
  const bound = identity.credentials.filter((credential) => credential.binding !== 'none').length;
  return (
    <ToldBy detail={view}>
      <div
        className="identity"
        role="region"
        aria-label={`${kindWord(identity.kind)} ${identity.name}`}
        tabIndex={-1}
        data-autofocus
        ref={frame}
      >
        <IdentityHeader detail={view} now={now} />
        <div className="identity-pair">
          {score !== null && (
            <Section look="page" id="identity.why" title={whyTitle(score)}>
              <Waterfall score={score} />
            </Section>
          )}
          <Section look="page" id="identity.privileges" title={privilegesTitle(scopes, view.usageDays)}>
            <Privileges scopes={scopes} now={now} days={view.usageDays} />
          </Section>
        </div>
        {view.human !== null && (
          <Section
            look="page"
            id="identity.accounts"
            title={`Accounts: ${plural(view.human.accounts.length, 'account')} of one human${view.human.suggestions.length === 0 ? '' : `, ${number(view.human.suggestions.length)} more of the same name`}`}
          >
            <Accounts id={identity.id} human={view.human} />
          </Section>
        )}
        {view.chains.length > 0 && (
          <Section
            look="page"
            id="identity.delegation"
            title={`Delegation: ${plural(view.chains.length, 'chain')} through ${identity.name}, ${plural(view.reach.customers, 'customer')} and ${plural(view.reach.resources, 'resource')} in reach`}
          >
            {view.chains.slice(0, 12).map((chain) => (
              <Chain key={chain.map((hop) => hop.id).join('>')} chain={chain} names={view.names} self={identity.id} />
            ))}
          </Section>
        )}
        <BlastRadius id={identity.id} />
        <Section
          look="page"
          id="identity.credentials"
          title={
            identity.credentials.length === 0
              ? 'Credentials: none'
              : `Credentials: ${number(identity.credentials.length)}, ${bound === 0 ? 'none' : number(bound)} bound to its holder`
          }
        >
          <CredentialTable credentials={identity.credentials} shared={view.sharedKeys} names={view.names} now={now} />
        </Section>
        <RegistrationSection identity={identity} />
        {view.lifetime.hops.length > 0 && (
          <Section look="page" id="identity.lifetime" title={lifetimeTitle(view.lifetime)}>
            <LifetimeChain lifetime={view.lifetime} policy={identity.tokenPolicy} names={view.names} />
          </Section>
        )}
        {identity.grants.length > 0 && (
          <Section look="page" id="identity.grants" title={grantsTitle(view.grants, view.row.onBehalf.count)}>
            <GrantTable
              identity={identity.id}
              grants={identity.grants}
              total={view.grants.held + view.grants.ended}
              names={view.names}
              now={now}
            />
          </Section>
        )}
        <Section look="page" id="identity.activity" title="Activity">
          <ActivitySection id={identity.id} now={now} />
        </Section>
        <Section
          look="page"
          id="identity.findings"
          title={view.findings.length === 0 ? 'Findings: none' : `Findings: ${number(view.findings.length)}`}
        >
          <IdentityFindings findings={view.findings} score={score?.value ?? null} />
        </Section>
        {conflicts.length > 0 && (
          <Section
            look="page"
            id="identity.conflicts"
            title={`Conflicts: sources differ in ${plural(conflicts.length, 'value')}`}
          >
            <Conflicts fields={conflicts} />
          </Section>
        )}
        <Section
          look="page"
          id="identity.source"
          title={`Source records: ${plural(identity.sources.length, 'record')} of ${plural(view.provenance.streams.length, 'file')}`}
          defaultOpen={false}
        >
          <Streams streams={view.provenance.streams} now={now} />
          <SourceRecord id={identity.id} sources={identity.sources} />
        </Section>
        <Section
          look="page"
          id="identity.history"
          title={`History: ${plural(view.history.length, 'change')}`}
          defaultOpen={false}
        >
          <History id={identity.id} entries={view.history} epoch={view} />
        </Section>
      </div>
    </ToldBy>
  );
}
