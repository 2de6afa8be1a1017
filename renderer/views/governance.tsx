import type { ReactNode } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import { useLayout } from '#renderer/state/layout.ts';
import { useWatch } from '#renderer/state/use-watch.ts';
import { IconButton } from '#renderer/ui/button.tsx';
import { number } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import { List } from '#renderer/ui/list.tsx';
import { Section } from '#renderer/ui/section.tsx';
import { dayOfInstant } from '#shared/lib/days.ts';

/** How much nobody answers for, and which vendors have an incident. */
export function Ownership(): ReactNode {
  const { view } = useWatch('owners.queue', { first: 0, count: 0 });
  const { view: incidents } = useWatch('incidents.list', {});
  const front = useLayout((layout) => layout.groups[layout.focusedGroup]?.active);
  return (
    <Section title="Ownership">
      <List
        label="Ownership"
        items={[
          {
            key: 'nhi:/owners',
            text: 'Orphan queue',
            count: number(view?.total ?? 0),
            selected: front === 'nhi:/owners',
            content: (
              <>
                <Icon name="organization" />
                <span className="list-text">Orphan queue</span>
              </>
            ),
          },
          {
            key: 'nhi:/incidents',
            text: 'Vendor incidents',
            count: number(incidents?.rows.length ?? 0),
            selected: front === 'nhi:/incidents',
            content: (
              <>
                <Icon name="shield" />
                <span className="list-text">Vendor incidents</span>
              </>
            ),
          },
        ]}
        onChoose={(key) => void runCommand(key === 'nhi:/owners' ? 'owner.show-queue' : 'incident.show')}
      />
    </Section>
  );
}

/** The campaigns that go on, with how many reviews each still waits for. */
export function Campaigns(): ReactNode {
  const { view } = useWatch('campaigns.list', {});
  const front = useLayout((layout) => layout.groups[layout.focusedGroup]?.active);
  const open = view?.campaigns.filter(({ closedAt }) => closedAt === null) ?? [];
  return (
    <Section
      title="Certification"
      count={open.length}
      actions={
        <>
          <IconButton
            icon="list-flat"
            size={14}
            label="All Campaigns"
            onClick={() => void runCommand('campaign.show')}
          />
          <IconButton icon="add" size={14} label="Start a Campaign…" onClick={() => void runCommand('campaign.new')} />
        </>
      }
    >
      <List
        label="Certification campaigns"
        items={open.map((campaign) => ({
          key: campaign.id,
          text: campaign.name,
          title: `${campaign.name}: ${campaign.overdue ? 'overdue since' : 'due'} ${dayOfInstant(campaign.due)}`,
          count: number(campaign.counts.open),
          selected: front === `nhi:/campaign/${campaign.id}`,
          content: (
            <>
              <Icon
                name={campaign.overdue ? 'warning' : 'tasklist'}
                className={campaign.overdue ? 'warning-text' : ''}
              />
              <span className="list-text">{campaign.name}</span>
            </>
          ),
        }))}
        onChoose={(id) => void runCommand('editor.open', { uri: `nhi:/campaign/${id}` })}
      />
    </Section>
  );
}
