import type { ReactNode } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import { useWatch } from '#renderer/state/use-watch.ts';
import { Button, LinkButton } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { exact, number, plural } from '#renderer/ui/format.ts';
import { PageHead, Table } from '#renderer/ui/page.tsx';
import type { Campaign } from '#shared/contract/campaigns.ts';
import { dayOfInstant } from '#shared/lib/days.ts';
import './campaigns.css';

const stateWords = ({ closedAt, overdue }: Campaign): string =>
  closedAt !== null ? 'closed' : overdue ? 'overdue' : 'open';

/** Every campaign of the workspace, the latest first. */
export default function CampaignsEditor(): ReactNode {
  const { view } = useWatch('campaigns.list', {});
  if (view === undefined) return <div className="campaigns" aria-busy />;
  const { campaigns } = view;
  const starting = (
    <Button primary onClick={() => void runCommand('campaign.new')}>
      Start a Campaign…
    </Button>
  );
  if (campaigns.length === 0) {
    return (
      <EmptyState
        icon="tasklist"
        title="Nobody was asked who may keep what"
        text="A certification campaign asks the owners of identities to keep, shrink or revoke each by a day. Their verdicts are records of the journal, and become plans."
        actions={starting}
      />
    );
  }
  const late = campaigns.filter(({ overdue }) => overdue).length;
  const open = campaigns.filter(({ closedAt }) => closedAt === null).length;
  return (
    <div className="campaigns">
      <PageHead
        title={
          late > 0
            ? `${plural(late, 'campaign is', 'campaigns are')} overdue`
            : `${plural(open, 'campaign is', 'campaigns are')} open, none overdue`
        }
        text="Who may keep what, asked of somebody by name, until a day."
        actions={starting}
      />
      <div className="campaigns-table">
        <Table
          label="Campaigns, the latest first"
          head={['Campaign', 'State', 'Due', 'Open', 'Keep', 'Shrink', 'Revoke', 'Started', 'By']}
          rows={campaigns.map((campaign) => ({
            key: campaign.id,
            cells: [
              <LinkButton
                key="name"
                onClick={() => void runCommand('editor.open', { uri: `nhi:/campaign/${campaign.id}` })}
              >
                {campaign.name}
              </LinkButton>,
              <span key="state" className={campaign.overdue ? 'warning-text' : ''}>
                {stateWords(campaign)}
              </span>,
              <span key="due" title={exact(campaign.due)}>
                {dayOfInstant(campaign.due)}
              </span>,
              ...(['open', 'keep', 'shrink', 'revoke'] as const).map((state) => number(campaign.counts[state])),
              <span key="started" title={exact(campaign.startedAt)}>
                {dayOfInstant(campaign.startedAt)}
              </span>,
              campaign.startedBy,
            ],
          }))}
        />
      </div>
    </div>
  );
}
