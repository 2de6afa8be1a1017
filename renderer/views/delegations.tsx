import type { ReactNode } from 'react';
import { changeDelegations, showConsent, useDelegations } from '#renderer/state/delegations.ts';
import { useWatch } from '#renderer/state/use-watch.ts';
import { CheckMark } from '#renderer/ui/checkbox.tsx';
import { Icon } from '#renderer/ui/icon.tsx';
import { List } from '#renderer/ui/list.tsx';
import { Section } from '#renderer/ui/section.tsx';
import './views.css';

const everybody = '';

export function DelegationsView(): ReactNode {
  const { human, withdrawn, consent } = useDelegations();
  const { view } = useWatch('issuer.humans', {});
  const chains = useWatch('delegations.view', { human, withdrawn });
  if (view === undefined) return null;
  const people = view.rows.filter((row) => row.consents > 0 || row.id === human);
  const consents = chains.view?.chains ?? [];
  const shown = consents.find((one) => one.consent.id === consent) ?? consents[0];
  const choose = (id: string): void => {
    showConsent(null);
    changeDelegations({ human: id === everybody || id === human ? null : id });
  };
  return (
    <>
      <Section title="On behalf of">
        <List
          label="On behalf of"
          items={[
            {
              key: everybody,
              text: 'Everybody',
              selected: human === null,
              count: people.reduce((sum, row) => sum + row.consents, 0),
              content: (
                <>
                  <Icon name="organization" />
                  <span className="list-text">Everybody</span>
                </>
              ),
            },
            ...people.map((row) => ({
              key: row.id,
              text: row.name,
              selected: row.id === human,
              count: row.consents,
              content: (
                <>
                  <Icon name="person" />
                  <span className="list-text">{row.name}</span>
                </>
              ),
            })),
          ]}
          onChoose={choose}
        />
      </Section>
      {consents.length > 0 && (
        <Section title="Consents">
          <List
            label="Consents"
            items={consents.map((one) => ({
              key: one.consent.id,
              text: `${one.consent.humanName}, ${one.consent.clientName}`,
              title: `${one.consent.humanName} lets ${one.consent.clientName} act: ${one.consent.scopes.join(', ')}`,
              selected: one === shown,
              count: one.consent.status === 'live' ? one.consent.liveTokens : one.consent.status,
              content: (
                <>
                  <Icon name="hubot" />
                  <span className="list-text">
                    {human === null ? `${one.consent.clientName}, ${one.consent.humanName}` : one.consent.clientName}
                  </span>
                </>
              ),
            }))}
            onChoose={showConsent}
          />
        </Section>
      )}
      <Section title="Show">
        <List
          label="Show"
          items={[
            {
              key: 'withdrawn',
              text: 'Withdrawn and expired',
              checked: withdrawn,
              content: (
                <>
                  <CheckMark checked={withdrawn} />
                  <span className="list-text">Withdrawn and expired</span>
                </>
              ),
            },
          ]}
          onChoose={() => changeDelegations({ withdrawn: !withdrawn })}
        />
      </Section>
    </>
  );
}
