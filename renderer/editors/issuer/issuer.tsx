import type { ReactNode } from 'react';
import { changeIssuer, type IssuerSection, issuerSections, useIssuer } from '#renderer/state/issuer.ts';
import { useSession } from '#renderer/state/session.ts';
import { useWatch, type ViewOf } from '#renderer/state/use-watch.ts';
import { TabList } from '#renderer/ui/tab-list.tsx';
import { Clients } from './clients.tsx';
import { Consents } from './consents.tsx';
import { Header } from './header.tsx';
import { Humans } from './humans.tsx';
import { Keys } from './keys.tsx';
import { Requests } from './requests.tsx';
import { Scopes } from './scopes.tsx';
import { SecretsPanel } from './secrets-panel.tsx';
import { OutcomeStrip, QuestionStrip } from './strips.tsx';
import { Tokens } from './tokens.tsx';
import './issuer.css';

type Status = ViewOf<'issuer.status'>;

const tabs: Readonly<Record<IssuerSection, { title: string; count?: (status: Status) => number }>> = {
  clients: { title: 'Clients', count: (status) => status.clients },
  humans: { title: 'Humans', count: (status) => status.humans },
  consents: { title: 'Consents', count: (status) => status.consents },
  tokens: { title: 'Tokens', count: (status) => status.liveTokens },
  scopes: { title: 'Scopes' },
  keys: { title: 'Keys' },
  requests: { title: 'Requests' },
};

function Section({ section, now }: { readonly section: IssuerSection; readonly now: number }): ReactNode {
  switch (section) {
    case 'clients':
      return <Clients now={now} />;
    case 'humans':
      return <Humans now={now} />;
    case 'consents':
      return <Consents now={now} />;
    case 'tokens':
      return <Tokens />;
    case 'scopes':
      return <Scopes />;
    case 'keys':
      return <Keys now={now} />;
    case 'requests':
      return <Requests />;
  }
}

/** The authorization server on this machine: who may ask it, what lives, what it is asked. */
export default function IssuerEditor(): ReactNode {
  const section = useIssuer((state) => state.section);
  const { view: status, error } = useWatch('issuer.status', {});
  const workbenchNow = useSession((session) => session.status?.now ?? 0);
  const { view: clock } = useWatch('issuer.tokens', { first: 0, count: 0 });
  // The demo company's clock stands still; the issuer's does not.
  const now = clock?.now ?? workbenchNow;
  if (error !== undefined)
    return (
      <p className="page-head error-text">
        {error.message} {error.hint}
      </p>
    );
  if (status === undefined) return <div className="issuer" aria-busy />;
  return (
    <div className="issuer">
      <Header status={status} now={now} />
      <SecretsPanel />
      <TabList
        label="Local issuer"
        tabs={issuerSections.map((id) => ({ id, title: tabs[id].title, count: tabs[id].count?.(status) }))}
        chosen={section}
        onChoose={(next) => changeIssuer({ section: next, outcome: null })}
      />
      <div className="issuer-section" role="tabpanel" aria-label={tabs[section].title} key={section}>
        <Section section={section} now={now} />
      </div>
      <QuestionStrip />
      <OutcomeStrip now={now} />
    </div>
  );
}
