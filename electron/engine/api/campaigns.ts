import { type CampaignChange, CampaignsRegister, campaignIdOf, type KeptCampaign } from '#engine/campaigns/register.ts';
import type { CallHandlers, WatchHandlers } from '#engine/door/door.ts';
import { campaignDetail, campaignPreview, campaignRow, reviewed, reviewersOf } from '#engine/projections/campaigns.ts';
import { selectRows } from '#engine/projections/selection.ts';
import { registerOf } from '#engine/store/register-of.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { dayOfInstant } from '#shared/lib/days.ts';
import type { JournalAction } from '#shared/model/journal-record.ts';
import { writeReminders } from './campaign-reminders.ts';
import type { Session } from './session.ts';

type Method = 'start' | 'decide' | 'reassign' | 'postpone' | 'close' | 'reopen' | 'identities' | 'remind';
type Calls = Pick<CallHandlers, `campaigns.${Method}`>;

/** One journal record names them all. */
const mostIdentities = 5000;

export function campaignCalls(session: Session): Calls {
  async function record(action: JournalAction, object: string, summary: string, campaign: CampaignChange) {
    const { workspace } = session.mustBeOpen();
    const entry = { action, object, human: session.human, client: session.client, decision: 'allowed' as const };
    return (await workspace.record({ ...entry, data: { campaign, summary } })).seq;
  }

  function must(id: string): KeptCampaign {
    const kept = registerOf(session.mustBeOpen().workspace, CampaignsRegister).campaigns.get(id);
    if (kept === undefined) throw new AppError('record.absent', 'This campaign is not there.');
    return kept;
  }

  function mustGoOn(id: string): KeptCampaign {
    const kept = must(id);
    if (kept.closedAt === null) return kept;
    throw new AppError('campaign.closed', `“${kept.name}” is closed.`, { hint: 'Open it again first.' });
  }

  /** Refuses with identity.absent: a verdict about somebody who is not asked for is a slip. */
  function askedFor({ asked, name }: KeptCampaign, identities: readonly string[]): void {
    const stranger = identities.find((id) => !asked.has(id));
    if (stranger === undefined) return;
    throw new AppError('identity.absent', `“${name}” does not ask about ${stranger}.`);
  }

  const people = (count: number): string => (count === 1 ? '1 identity' : `${count} identities`);

  return {
    async 'campaigns.start'({ name, filter, due, ...who }) {
      session.mustBeOpen();
      const rows = selectRows(session.picture, filter);
      if (rows.length === 0) throw new AppError('input.invalid', 'The query finds nobody to review.');
      if (rows.length > mostIdentities) {
        throw new AppError('input.invalid', `${rows.length} identities are too many for one campaign.`, {
          hint: `Narrow the query to ${mostIdentities} at most: by tenant, kind or score.`,
        });
      }
      const asked = reviewersOf(session.picture, rows, who);
      const summary = `${people(rows.length)}, ${asked.length === 1 ? '1 reviewer' : `${asked.length} reviewers`}`;
      const seq = await record('campaign.started', name, summary, { is: 'started', name, due, asked });
      return { id: campaignIdOf(seq), identities: rows.length };
    },
    async 'campaigns.decide'({ campaign: id, identities, is, note }) {
      const kept = mustGoOn(id);
      askedFor(kept, identities);
      const before = said(kept, identities);
      const summary = `${is ?? 'taken back'}: ${people(identities.length)}`;
      await record('campaign.decided', kept.name, summary, { is: 'decided', id, identities, verdict: is, note });
      return { before };
    },
    async 'campaigns.reassign'({ campaign: id, identities, reviewer }) {
      const kept = mustGoOn(id);
      askedFor(kept, identities);
      const before = grouped(identities, (identity) => kept.asked.get(identity)?.reviewer ?? '').map(
        ({ of, identities: those }) => ({ reviewer: of, identities: those }),
      );
      const change = { is: 'reassigned', id, identities, reviewer } as const;
      await record('campaign.reassigned', kept.name, `${people(identities.length)} to ${reviewer}`, change);
      return { before };
    },
    async 'campaigns.postpone'({ campaign: id, due }) {
      const kept = mustGoOn(id);
      const day = dayOfInstant(due);
      await record('campaign.postponed', kept.name, `due ${day}`, { is: 'postponed', id, due });
      return { before: kept.due };
    },
    async 'campaigns.close'({ campaign: id }) {
      const kept = mustGoOn(id);
      await record('campaign.closed', kept.name, '', { is: 'closed', id });
      return {};
    },
    async 'campaigns.reopen'({ campaign: id }) {
      const kept = must(id);
      if (kept.closedAt !== null) await record('campaign.reopened', kept.name, '', { is: 'reopened', id });
      return {};
    },
    'campaigns.identities': ({ campaign: id, filter }) => ({
      identities: [...reviewed(session.picture, must(id), filter)],
    }),
    'campaigns.remind': ({ campaign: id, folder }) => writeReminders(session, mustGoOn(id), folder),
  };
}

/** Identities of whom the same was said, together. */
function said({ asked }: KeptCampaign, identities: readonly string[]) {
  const of = (id: string): string => {
    const verdict = asked.get(id)?.verdict ?? null;
    return JSON.stringify(verdict === null ? [null, ''] : [verdict.is, verdict.note]);
  };
  return grouped(identities, of).map(({ of: words, identities: those }) => {
    // Made three lines above.
    const [is, note] = JSON.parse(words) as ['keep' | 'shrink' | 'revoke' | null, string];
    return { is, note, identities: those };
  });
}

function grouped(identities: readonly string[], of: (id: string) => string) {
  const found = new Map<string, string[]>();
  for (const id of identities) {
    const key = of(id);
    const those = found.get(key);
    if (those === undefined) found.set(key, [id]);
    else those.push(id);
  }
  return [...found].map(([key, those]) => ({ of: key, identities: those }));
}

export function campaignWatches(session: Session): Pick<WatchHandlers, `campaigns.${'list' | 'detail' | 'preview'}`> {
  const here = (): ReadonlyMap<string, KeptCampaign> =>
    session.opened === null ? new Map() : registerOf(session.opened.workspace, CampaignsRegister).campaigns;
  const topics = ['campaigns', 'identities'] as const;
  return {
    'campaigns.list': () => ({
      topics,
      view: () => ({
        campaigns: [...here().values()].map((kept) => campaignRow(kept, session.picture.now)).reverse(),
      }),
    }),
    'campaigns.preview': ({ filter, ...who }) => ({
      topics: ['identities'],
      view: () => campaignPreview(session.picture, selectRows(session.picture, filter), who),
    }),
    'campaigns.detail': (params) => ({
      topics,
      view: () => campaignDetail(session.picture, here().get(params.campaign), params),
    }),
  };
}
