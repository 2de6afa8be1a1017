import { type ReactNode, useEffect, useMemo } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import type { EditorProps } from '#renderer/registry/editor.ts';
import { parseUri } from '#renderer/registry/uri.ts';
import {
  campaignTitle,
  changeCampaignPage,
  noReviewFilter,
  reviewRows,
  useCampaignPage,
} from '#renderer/state/campaigns.ts';
import { useSession } from '#renderer/state/session.ts';
import { describeTab } from '#renderer/state/tabs.ts';
import { useWatch, type ViewOf } from '#renderer/state/use-watch.ts';
import { Button, LinkButton } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { exact, number, plural, relative } from '#renderer/ui/format.ts';
import { Grid } from '#renderer/ui/grid/grid.tsx';
import { nothingSelected } from '#renderer/ui/grid/selection.ts';
import { useWindow } from '#renderer/ui/grid/use-window.ts';
import { Select } from '#renderer/ui/input.tsx';
import { PageHead } from '#renderer/ui/page.tsx';
import type { Campaign, Review, ReviewFilter } from '#shared/contract/campaigns.ts';
import { reviewStates } from '#shared/contract/campaigns.ts';
import { dayOfInstant } from '#shared/lib/days.ts';
import { reviewColumns } from './columns.tsx';
import './campaigns.css';

const rowHeights = { compact: 22, comfortable: 28 } as const;
const noRows: readonly Review[] = [];
const everybody = '';
const stateLabels = { open: 'Open', keep: 'Keep', shrink: 'Shrink', revoke: 'Revoke' } as const;

type Reviewers = ViewOf<'campaigns.detail'>['reviewers'];

/** One campaign: who is asked about whom, and what was said. */
export default function CampaignEditor({ uri }: EditorProps): ReactNode {
  const id = parseUri(uri)?.rest ?? '';
  const { filter, selection } = useCampaignPage(id);
  const { range, onWindow } = useWindow();
  const params = useMemo(() => ({ campaign: id, filter, ...range }), [id, filter, range]);
  const { view, error } = useWatch('campaigns.detail', params);
  const status = useSession((session) => session.status);
  const density = useSession((session) => session.settings.density);
  const now = status?.now ?? 0;
  const name = view?.campaign?.name;
  useEffect(() => {
    if (name !== undefined) describeTab(uri, { title: name, icon: 'tasklist', crumbs: ['Campaigns'] });
  }, [uri, name]);
  const columns = useMemo(() => reviewColumns(now), [now]);
  if (error !== undefined) return <p className="campaign-message error-text">{`${error.message} ${error.hint}`}</p>;
  if (view === undefined) return <div className="campaign" aria-busy />;
  if (view.campaign === null) {
    return (
      <EmptyState
        icon="tasklist"
        title="This campaign is not here"
        text="It may belong to another workspace."
        actions={<Button onClick={() => void runCommand('campaign.show')}>Show the campaigns</Button>}
      />
    );
  }
  const { campaign } = view;
  const blocked = status?.workspace?.readOnly === true || campaign.closedAt !== null;
  return (
    <div className="campaign">
      <Head campaign={campaign} now={now} />
      <Narrow
        filter={filter}
        reviewers={view.reviewers}
        matched={view.matched}
        total={view.total}
        counts={campaign.counts}
        onChange={(change) => changeCampaignPage(id, { filter: { ...filter, ...change }, selection: nothingSelected })}
      />
      <Verdicts count={selection.ids.size} blocked={blocked} />
      <Grid
        label="Reviews"
        isMain
        columns={columns}
        total={view.matched}
        first={view.first}
        rows={view.rows.length === 0 ? noRows : view.rows}
        rowHeight={rowHeights[density]}
        idOf={({ identity }) => identity}
        sort={null}
        selection={selection}
        onSelect={(next) => changeCampaignPage(id, { selection: next })}
        loadRows={(first, count) => reviewRows(id, first, count)}
        onWindow={onWindow}
        onOpen={({ identity }) => void runCommand('editor.open', { uri: `nhi:/identity/${identity}` })}
        onCopy={(text) => void runCommand('clipboard.write', { text })}
        empty={
          <EmptyState
            icon="tasklist"
            title="No review is like that"
            actions={
              <Button onClick={() => changeCampaignPage(id, { filter: noReviewFilter })}>Show all of them</Button>
            }
          />
        }
      />
    </div>
  );
}

function Head({ campaign, now }: { readonly campaign: Campaign; readonly now: number }): ReactNode {
  const { counts, due, startedBy, startedAt, closedAt, overdue } = campaign;
  return (
    <PageHead
      title={<span className={overdue ? 'warning-text' : undefined}>{campaignTitle(campaign)}</span>}
      text={
        <>
          <span title={exact(due)}>{`Due ${dayOfInstant(due)}, ${relative(due, now)}`}</span>
          {`; ${number(counts.keep)} keep, ${number(counts.shrink)} shrink, ${number(counts.revoke)} revoke; started by ${startedBy}, `}
          <span title={exact(startedAt)}>{dayOfInstant(startedAt)}</span>
        </>
      }
      actions={
        closedAt === null ? (
          <>
            <Button onClick={() => void runCommand('campaign.remind')}>Write Reminders…</Button>
            <Button onClick={() => void runCommand('campaign.postpone')}>Other Day…</Button>
            <Button onClick={() => void runCommand('campaign.close')}>Close Campaign</Button>
          </>
        ) : (
          <Button onClick={() => void runCommand('campaign.reopen')}>Open Again</Button>
        )
      }
    />
  );
}

function Narrow(props: {
  readonly filter: ReviewFilter;
  readonly reviewers: Reviewers;
  readonly matched: number;
  readonly total: number;
  readonly counts: Campaign['counts'];
  onChange(change: Partial<ReviewFilter>): void;
}): ReactNode {
  const { filter, reviewers, matched, total, onChange } = props;
  const { shrink, revoke } = props.counts;
  const isNarrow = filter.reviewers.length + filter.states.length > 0;
  return (
    <div className="campaign-bar">
      <Select
        label="Reviewer"
        value={filter.reviewers[0] ?? everybody}
        options={[
          { value: everybody, label: `All ${plural(reviewers.length, 'reviewer')}` },
          ...reviewers.map((one) => ({ value: one.name, label: `${one.name}: ${one.open} of ${one.total} open` })),
        ]}
        onChange={(who) => onChange({ reviewers: who === everybody ? [] : [who] })}
      />
      <Select
        label="Verdict"
        value={filter.states[0] ?? everybody}
        options={[
          { value: everybody, label: 'Every verdict' },
          ...reviewStates.map((state) => ({ value: state, label: stateLabels[state] })),
        ]}
        onChange={(state) => onChange({ states: reviewStates.filter((one) => one === state) })}
      />
      <span className="dim nowrap" role="status">{`${number(matched)} of ${number(total)}`}</span>
      {isNarrow && <LinkButton onClick={() => onChange(noReviewFilter)}>Clear Filters</LinkButton>}
      <span className="grow" />
      {revoke > 0 && (
        <Button
          onClick={() => void runCommand('campaign.plan', { said: 'revoke' })}
        >{`Plan ${plural(revoke, 'Revocation')}…`}</Button>
      )}
      {shrink > 0 && (
        <Button
          onClick={() => void runCommand('campaign.plan', { said: 'shrink' })}
        >{`Plan ${plural(shrink, 'Rescope')}…`}</Button>
      )}
    </div>
  );
}

function Verdicts(props: { readonly count: number; readonly blocked: boolean }): ReactNode {
  const { count } = props;
  const blocked = props.blocked || count === 0;
  return (
    <div className="campaign-bar" role="group" aria-label="Say what becomes of the chosen">
      <span className="campaign-chosen nowrap" role="status">
        {count === 0 ? (
          <span className="dim">Choose rows, then Alt+K keeps, Alt+S shrinks, Alt+R revokes</span>
        ) : (
          `${number(count)} chosen`
        )}
      </span>
      <Button disabled={blocked} onClick={() => void runCommand('campaign.keep')}>
        Keep
      </Button>
      <Button disabled={blocked} onClick={() => void runCommand('campaign.shrink')}>
        Shrink
      </Button>
      <Button disabled={blocked} onClick={() => void runCommand('campaign.revoke')}>
        Revoke
      </Button>
      <Button disabled={blocked} onClick={() => void runCommand('campaign.decide-with-note')}>
        With a Note…
      </Button>
      <Button disabled={blocked} onClick={() => void runCommand('campaign.decide', { is: null })}>
        Take Back
      </Button>
      <Button disabled={blocked} onClick={() => void runCommand('campaign.reassign')}>
        Other Reviewer…
      </Button>
    </div>
  );
}
