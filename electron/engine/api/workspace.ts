import type { CallContext, CallHandlers, WatchHandlers } from '#engine/door/door.ts';
import { censusOf } from '#engine/projections/workspace-status.ts';
import type { WorkspaceInfo, WorkspaceStatus } from '#shared/contract/workspace.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Limits } from '#shared/model/limits.ts';
import { fillWithDemo } from './fill-demo.ts';
import { problemsOf } from './problems-of.ts';
import type { Session } from './session.ts';

type Calls = Pick<
  CallHandlers,
  | 'workspace.create'
  | 'workspace.open'
  | 'workspace.close'
  | 'workspace.openDemo'
  | 'workspace.resetDemo'
  | 'workspace.fillDemo'
  | 'workspace.forgetRecent'
  | 'workspace.cancelJob'
  | 'workspace.version'
>;

const demoName = 'Northwind Loyalty.nhi';

export function workspaceCalls(session: Session, version: { readonly engine: string; readonly node: string }): Calls {
  const { system } = session;

  const demoFolder = (): string => {
    if (session.userData === null) {
      throw new AppError('input.invalid', 'There is no folder for the demo company here.', {
        hint: 'Name a workspace: nhi demo --workspace DIR',
      });
    }
    return system.files.join(session.userData, 'demo', demoName);
  };

  async function openDemo(context: CallContext): Promise<WorkspaceInfo> {
    const folder = demoFolder();
    await session.open(folder, { readOnly: false, create: !system.files.exists(folder) });
    await fillWithDemo(session, context);
    return session.info();
  }

  return {
    async 'workspace.create'({ path }) {
      const { files } = system;
      const folder = files.absolute(path);
      if (files.exists(folder) && (!files.isFolder(folder) || files.list(folder).length > 0)) {
        throw new AppError('workspace.not_empty', `${folder} is not empty.`, {
          hint: 'Choose a folder that is absent or empty.',
        });
      }
      await session.open(folder, { readOnly: false, create: true });
      return session.info();
    },
    async 'workspace.open'({ path, readOnly }) {
      await session.open(path, { readOnly });
      return session.info();
    },
    async 'workspace.close'() {
      await session.close();
      return {};
    },
    'workspace.openDemo': (_input, context) => openDemo(context),
    async 'workspace.resetDemo'(_input, context) {
      const folder = demoFolder();
      if (session.opened?.workspace.path === system.files.absolute(folder)) await session.close();
      await system.files.remove(folder);
      return openDemo(context);
    },
    'workspace.fillDemo': (_input, context) => fillWithDemo(session, context),
    async 'workspace.forgetRecent'({ path }) {
      await session.recents.forget(path);
      session.touched(['workspace']);
      return {};
    },
    'workspace.cancelJob'({ id }) {
      session.jobs.cancel(id);
      return {};
    },
    'workspace.version': () => version,
  };
}

type Watches = Pick<WatchHandlers, 'workspace.status' | 'workspace.output'>;

export function workspaceWatches(session: Session): Watches {
  return {
    'workspace.status': () => ({
      topics: ['workspace', 'identities', 'activity', 'findings', 'problems', 'journal', 'jobs', 'settings'],
      view: () => statusOf(session),
    }),
    'workspace.output': ({ last }) => ({
      topics: ['output'],
      view: () => ({ lines: session.output.lines(last) }),
    }),
  };
}

function statusOf(session: Session): WorkspaceStatus {
  const { opened, picture, policy } = session;
  const { counts, tenants } = censusOf(picture, opened?.workspace.tenants ?? new Map());
  const chain = opened?.chain ?? { checkedAt: null, ok: null, firstBad: null };
  return {
    workspace: opened === null ? null : session.info(),
    now: session.now(),
    policy: policy.hash,
    limits: shownLimits(policy.data.limits),
    counts: {
      ...counts,
      findings: { ...counts.findings },
      problems: problemsOf(session).length,
    },
    tenants: tenants.map((tenant) => ({ ...tenant })),
    chain: {
      records: opened?.workspace.journal.records ?? 0,
      head: opened?.workspace.journal.head ?? '',
      ...chain,
    },
    jobs: session.jobs.list,
    recent: session.recents.list,
  };
}

const shownLimits = ({ usageDays, anyLifetime, accessLifetime, rotationDays }: Limits) => ({
  usageDays,
  anyLifetime,
  accessLifetime,
  rotationDays,
});
