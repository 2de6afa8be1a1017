import { type ReactNode, useMemo, useState } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import { type CampaignForm, campaignProblems, newCampaignForm } from '#renderer/state/campaigns.ts';
import { isFiltered, noFilter, useInventory } from '#renderer/state/inventory.ts';
import { completeInventory } from '#renderer/state/query.ts';
import { useSession } from '#renderer/state/session.ts';
import { useWatch } from '#renderer/state/use-watch.ts';
import { Button, LinkButton } from '#renderer/ui/button.tsx';
import { Check } from '#renderer/ui/check.tsx';
import { number, plural } from '#renderer/ui/format.ts';
import { Input } from '#renderer/ui/input.tsx';
import { PageHead } from '#renderer/ui/page.tsx';
import { QueryBox } from '#renderer/ui/query-box.tsx';
import { endOfDay } from '#shared/lib/days.ts';
import './campaigns.css';

const shownReviewers = 8;

/** Whom to ask about what, until when; a campaign begins only then. */
export default function NewCampaignEditor(): ReactNode {
  const now = useSession((session) => session.status?.now ?? null);
  return now === null ? <div className="new-campaign" aria-busy /> : <Asking now={now} />;
}

function Asking({ now }: { readonly now: number }): ReactNode {
  // What the inventory shows is what one most likely asks about.
  const [base, setBase] = useState(() => useInventory.getState().filter);
  const [form, setForm] = useState(() => newCampaignForm(base.text, now));
  const [tried, setTried] = useState(false);
  const change = (part: Partial<CampaignForm>): void => setForm({ ...form, ...part });
  const filter = useMemo(() => ({ ...base, text: form.query }), [base, form.query]);
  const { byOwner } = form;
  const reviewer = form.reviewer.trim();
  const params = useMemo(
    () => ({ filter, byOwner, reviewer: reviewer === '' ? 'nobody yet' : reviewer }),
    [filter, byOwner, reviewer],
  );
  const { view, error } = useWatch('campaigns.preview', params);
  const problems = campaignProblems(form, now);
  const shown = tried ? problems : {};
  const start = (): void => {
    setTried(true);
    const due = endOfDay(form.due);
    if (Object.keys(problems).length > 0 || due === null) return;
    void runCommand('campaign.start', { name: form.name, filter, due, byOwner, reviewer });
  };
  return (
    <div className="new-campaign" tabIndex={-1} data-autofocus role="region" aria-label="A new campaign">
      <PageHead
        title="Ask who may keep what"
        text="Each identity is kept, shrunk or revoked by its reviewer until the day. Nothing is changed by a verdict: it becomes a plan."
      />
      <div className="campaign-form">
        <Line title="Name" hint={shown.name}>
          <Input
            label="Name of the campaign"
            value={form.name}
            onChange={(event) => change({ name: event.target.value })}
          />
        </Line>
        <Line title="About" hint={error === undefined ? undefined : `${error.message} ${error.hint}`}>
          <QueryBox
            label="Identities to review"
            placeholder="All identities; or ask: kind:agent score:>=60"
            text={form.query}
            onChange={(query) => change({ query })}
            complete={completeInventory}
          />
        </Line>
        {isFiltered({ ...base, text: '' }) && (
          <Line title="">
            <span className="dim">Narrowed as the inventory is now.</span>{' '}
            <LinkButton onClick={() => setBase(noFilter)}>Ask about all instead</LinkButton>
          </Line>
        )}
        <Line title="Due" hint={shown.due}>
          <Input
            label="Day it is due"
            placeholder="YYYY-MM-DD"
            value={form.due}
            onChange={(event) => change({ due: event.target.value })}
          />
        </Line>
        <Line title="Reviewers">
          <Check label="Owners review what is theirs" checked={byOwner} onChange={(on) => change({ byOwner: on })} />
        </Line>
        <Line title={byOwner ? 'Where there is no owner' : 'Reviewer'} hint={shown.reviewer}>
          <Input
            label="Reviewer"
            placeholder="Name or e-mail"
            value={form.reviewer}
            onChange={(event) => change({ reviewer: event.target.value })}
          />
        </Line>
      </div>
      {view !== undefined && <Preview total={view.total} reviewers={view.reviewers} />}
      <div className="campaign-foot">
        <Button primary onClick={start}>
          Start the Campaign
        </Button>
        <Button onClick={() => void runCommand('editor.close')}>Cancel</Button>
        {Object.keys(shown).length > 0 && (
          <span className="error-text" role="alert">
            Some fields need other values.
          </span>
        )}
      </div>
    </div>
  );
}

function Line(props: {
  readonly title: string;
  readonly hint?: string | undefined;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <div className="campaign-line">
      <span>{props.title}</span>
      <span className="campaign-value">{props.children}</span>
      {props.hint === undefined ? null : <span className="error-text small">{props.hint}</span>}
    </div>
  );
}

function Preview(props: {
  readonly total: number;
  readonly reviewers: readonly { readonly name: string; readonly total: number }[];
}): ReactNode {
  const { total, reviewers } = props;
  if (total === 0) {
    return (
      <p className="campaign-preview dim" role="status">
        There is no identity to ask about.
      </p>
    );
  }
  const more = reviewers.length - shownReviewers;
  return (
    <p className="campaign-preview" role="status">
      {`It asks ${plural(reviewers.length, 'reviewer')} about ${plural(total, 'identity', 'identities')}: `}
      {reviewers
        .slice(0, shownReviewers)
        .map((one) => `${one.name} ${number(one.total)}`)
        .join(', ')}
      {more > 0 ? ` and ${number(more)} more.` : '.'}
    </p>
  );
}
