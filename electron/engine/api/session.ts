import type { Topic } from '#engine/door/door.ts';
import { endedBetween } from '#engine/jobs/ended-between.ts';
import { wokenBy } from '#engine/jobs/index.ts';
import type { JournalMoment } from '#engine/journal/journal-up-to.ts';
import type { Policies } from '#engine/policy/workspace-policy.ts';
import { AcceptedRisks, lapsedBetween } from '#engine/posture/accepted-risks.ts';
import { summaryOf } from '#engine/projections/audit.ts';
import { emptyPicture } from '#engine/projections/empty-picture.ts';
import type { Picture } from '#engine/projections/picture.ts';
import type { Policy } from '#engine/scoring/policy.ts';
import { type OpenOptions, openWorkspace } from '#engine/store/open-workspace.ts';
import { registerOf } from '#engine/store/register-of.ts';
import type { Projector } from '#engine/store/staging.ts';
import type { Workspace } from '#engine/store/store.ts';
import type { System } from '#engine/system/system.ts';
import type { WorkspaceInfo } from '#shared/contract/workspace.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Instant } from '#shared/model/fact.ts';
import type { Output } from './output.ts';
import { lookAgain, lookAnew, nowIn, type Sight } from './picture-of.ts';
import type { RecentFile } from './recent-file.ts';
import type { RunningJobs } from './running-jobs.ts';
import type { SettingsFile } from './settings-file.ts';

interface ChainState {
  readonly checkedAt: Instant | null;
  readonly ok: boolean | null;
  readonly firstBad: number | null;
}

/** One workspace that is open, and what follows from it. */
interface Opened extends Sight {
  readonly workspace: Workspace;
  readonly chain: ChainState;
  /** How it was open before it was shown as of a moment, and will be again; as it is now: how it is. */
  readonly readOnlyNow: boolean;
}

type OpenRequest = Pick<OpenOptions, 'readOnly'> &
  Partial<Pick<OpenOptions, 'create' | 'asOf' | 'isDemo' | 'until' | 'signal' | 'progress'>>;

/** What all recipes share: at most one workspace is open, everything else is about it. */
export interface Session {
  readonly system: System;
  readonly policies: Policies;
  /** Of what is open; the standard where nothing is. */
  readonly policy: Policy;
  readonly settings: SettingsFile;
  readonly recents: RecentFile;
  readonly jobs: RunningJobs;
  readonly output: Output;
  /** Folder of the demo company and the settings; null headless. */
  readonly userData: string | null;
  /** Who acts. */
  readonly human: string;
  readonly client: string;
  readonly opened: Opened | null;
  /** Of what is open, without a look at what the last records have changed: the issuer is asked for it all the time. */
  readonly workspace: Workspace | null;
  readonly picture: Picture;
  /** Refuses with workspace.not_open. */
  mustBeOpen(): Opened;
  info(): WorkspaceInfo;
  /** The instant that ages are measured against. */
  now(): Instant;
  /** Shows what is open as of a moment. */
  openMoment(moment: JournalMoment, caller: Parameters<RunningJobs['start']>[1]): Promise<void>;
  open(path: string, request: OpenRequest): Promise<Opened>;
  /** Once `hurry` aborts, work under way is cancelled and nothing is written that the journal has anyway. */
  close(hurry?: AbortSignal): Promise<void>;
  chainChecked(chain: ChainState): void;
  touched(topics: readonly Topic[]): void;
}

export interface SessionParts {
  readonly system: System;
  readonly policies: Policies;
  readonly settings: SettingsFile;
  readonly recents: RecentFile;
  readonly jobs: RunningJobs;
  readonly output: Output;
  readonly userData: string | null;
  readonly human: string;
  readonly client: string;
  readonly projector: Projector;
  touched(topics: readonly Topic[]): void;
  /** Lets other processes work through this one while the workspace is open for writing. */
  serve(workspace: Workspace): Promise<{ close(): Promise<void> } | null>;
  /** What would have to end if it were closed, in words; null: nothing. */
  busyWith(workspace: Workspace): string | null;
  /** It is about to be closed: whoever works with it ends. */
  leaving(workspace: Workspace): Promise<void>;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

const everything: readonly Topic[] = [
  'workspace',
  'identities',
  'activity',
  'findings',
  'problems',
  'journal',
  'issuer',
  'tenants',
  'plans',
  'views',
  'campaigns',
];

/** Opening has checked the hash of every record; read-only it may have stopped before a bad one, and said so. */
async function chainOf(workspace: Workspace, now: Instant): Promise<ChainState> {
  if (!workspace.readOnly || workspace.notices.length === 0) return { checkedAt: now, ok: true, firstBad: null };
  const { ok, firstBad } = await workspace.journal.verify();
  return { checkedAt: now, ok, firstBad };
}

/** Between two judgements of requests that rules look at. */
const pauseMs = 5_000;

export function createSession(parts: SessionParts): Session {
  const { system, settings, recents, touched } = parts;
  const policyOf = parts.policies.of;
  let opened: Opened | null = null;
  /** Commits since the last look have changed no score and no finding. */
  let stale = false;
  /** When findings were worked out last, by the clock. */
  let judgedAt = 0;
  let serving: { close(): Promise<void> } | null = null;
  /** Left, but still being closed. */
  let leaving: Workspace | null = null;
  let cancelTick = (): void => undefined;
  /** A judgement is due: null where none is. */
  let cancelJudgement: (() => void) | null = null;
  let nothing = emptyPicture(system.clock.now());
  /** Opening and closing follow one another. */
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = turn.then(work, work);
    turn = next.catch(() => undefined);
    return next;
  };
  const human = (): string => settings.values.actor || parts.human;

  function lookNow(sight: Sight): void {
    if (opened) opened = { ...opened, ...sight };
    stale = false;
  }

  function judgeNow(workspace: Workspace): void {
    judgedAt = system.clock.now();
    cancelJudgement?.();
    cancelJudgement = null;
    lookNow(lookAnew(workspace, policyOf(workspace), judgedAt));
  }

  /** Whoever asks for the wrong thing all the time does not keep the engine at work with it. */
  function judgeSoon(workspace: Workspace): void {
    const due = Math.max(0, judgedAt + pauseMs - system.clock.now());
    cancelJudgement ??= system.clock.after(due, () => {
      cancelJudgement = null;
      if (opened?.workspace !== workspace) return;
      judgeNow(workspace);
      touched(['workspace', 'identities', 'findings']);
    });
  }

  /** What is open, as the last commit left it. */
  function current(): Opened | null {
    if (opened && stale) lookNow(lookAgain(opened.workspace, policyOf(opened.workspace), opened));
    return opened;
  }

  function follow(workspace: Workspace): void {
    workspace.onCommit((commit) => {
      if (opened?.workspace !== workspace) return;
      const { rescore, topics } = wokenBy(commit);
      // Thousands of records a second may come from the issuer: what they change is looked at when somebody looks.
      if (rescore) judgeNow(workspace);
      else stale = true;
      if (commit.signals === true) judgeSoon(workspace);
      touched(topics);
    });
  }

  /**
   * Ages grow while the workspace stays open: they are worked out anew with each hour and each day, and in the minute in
   * which a disabled identity loses its last token or the day of an accepted risk has passed.
   */
  function tick(): void {
    cancelTick = system.clock.after(minuteMs, tick);
    if (opened === null) return;
    const { workspace, picture } = opened;
    if (workspace.ledger.asOf !== null || workspace.past !== null) return;
    const now = system.clock.now();
    const isStale =
      Math.abs(now - picture.now) >= hourMs ||
      Math.floor(now / dayMs) !== Math.floor(picture.now / dayMs) ||
      endedBetween(workspace, picture.now, now) ||
      lapsedBetween(registerOf(workspace, AcceptedRisks), picture.now, now);
    if (isStale) judgeNow(workspace);
    touched(isStale ? ['workspace', 'identities', 'activity', 'findings'] : ['workspace']);
  }

  async function leave(hurry?: AbortSignal): Promise<void> {
    if (opened === null) return;
    const { workspace } = opened;
    leaving = workspace;
    opened = null;
    cancelTick();
    cancelJudgement?.();
    cancelJudgement = null;
    nothing = emptyPicture(system.clock.now());
    touched(everything);
    try {
      await serving?.close();
      await parts.leaving(workspace);
    } catch (error) {
      // Whoever worked with it could not end in order; its lock must not stay for that.
      system.log.error('the workspace was left in disorder', error);
    }
    serving = null;
    try {
      await workspace.close(hurry);
    } finally {
      leaving = null;
    }
  }

  async function enter(path: string, request: OpenRequest): Promise<Opened> {
    const folder = system.files.absolute(path);
    const until = request.until ?? null;
    const here = opened?.workspace.path === folder ? opened : null;
    if (here !== null && until === null && here.workspace.past === null) {
      if (here.workspace.readOnly === request.readOnly) return here;
      await leave();
    }
    const workspace = await openWorkspace(system, folder, {
      ...request,
      ...parts.projector,
      human: human(),
      client: parts.client,
    });
    await leave();
    const now = system.clock.now();
    const chain = await chainOf(workspace, now);
    const readOnlyNow = until === null ? request.readOnly : (here?.readOnlyNow ?? true);
    opened = { workspace, chain, readOnlyNow, ...lookAnew(workspace, policyOf(workspace), now) };
    follow(workspace);
    cancelTick();
    cancelTick = system.clock.after(minuteMs, tick);
    serving = workspace.readOnly ? null : await parts.serve(workspace);
    for (const notice of workspace.notices) system.log.warning(notice);
    await recents.opened({ path: folder, name: workspace.name, openedAt: now });
    touched(everything);
    return opened;
  }

  /** What the window shows of the moment; null: it shows now. */
  function momentOf({ past }: Workspace): WorkspaceInfo['moment'] {
    if (past === null) return null;
    const { seq, at, whole } = past;
    const [record] = whole.list(seq - 1, 1);
    if (record === undefined) throw new Error(`the journal has no record ${seq}`);
    return { seq, at, summary: summaryOf(record), object: record.object, records: whole.records };
  }

  const session: Session = {
    system,
    policies: parts.policies,
    get policy() {
      return policyOf(opened?.workspace ?? null);
    },
    settings,
    recents,
    jobs: parts.jobs,
    output: parts.output,
    userData: parts.userData,
    client: parts.client,
    get human() {
      return human();
    },
    get opened() {
      return current();
    },
    get workspace() {
      return opened?.workspace ?? null;
    },
    get picture() {
      return current()?.picture ?? nothing;
    },
    mustBeOpen() {
      const found = current();
      if (found === null) {
        throw new AppError('workspace.not_open', 'No workspace is open.', { hint: 'Open or create one first.' });
      }
      return found;
    },
    info() {
      const { workspace } = session.mustBeOpen();
      const { path, name, id, readOnly, notices, ledger } = workspace;
      const { asOf, isDemo } = ledger;
      return { path, name, id, readOnly, notices: [...notices], asOf, isDemo, moment: momentOf(workspace) };
    },
    now() {
      const now = system.clock.now();
      return opened === null ? now : nowIn(opened.workspace, now);
    },
    openMoment: (moment, caller) =>
      inTurn(async () => {
        const { workspace } = session.mustBeOpen();
        const work = parts.busyWith(workspace);
        if (work !== null) {
          throw new AppError('workspace.busy', `${work} would end if the past were shown.`, {
            hint: 'Wait for its end or end it first.',
          });
        }
        const job = parts.jobs.start('Opening a moment', caller);
        const progress: OpenRequest['progress'] = (far) => job.progress({ ...far, detail: 'Replaying the journal' });
        try {
          await enter(workspace.path, { readOnly: true, until: moment, signal: job.signal, progress });
        } finally {
          job.end();
        }
      }),
    open: (path, request) => inTurn(() => enter(path, request)),
    async close(hurry) {
      const hasten = (): void => {
        parts.jobs.cancelAll();
        // Whatever else goes wrong with it is told to whoever asked for it first.
        leaving?.close(AbortSignal.abort()).catch(() => undefined);
      };
      if (hurry?.aborted) hasten();
      else hurry?.addEventListener('abort', hasten, { once: true });
      await inTurn(() => leave(hurry));
      hurry?.removeEventListener('abort', hasten);
    },
    chainChecked(chain) {
      if (opened) opened = { ...opened, chain };
      touched(['workspace']);
    },
    touched,
  };
  return session;
}
