import { create } from 'zustand';
import { watch } from '#renderer/client/feed.ts';
import type { HostWatchView } from '#shared/contract/host.ts';
import { type SettingsValues, settingsValues } from '#shared/contract/settings.ts';
import type { WorkspaceStatus } from '#shared/contract/workspace.ts';

export interface Session {
  /** null until the engine has answered for the first time. */
  readonly status: WorkspaceStatus | null;
  /** null until main has answered, or outside the app. */
  readonly host: HostWatchView<'host.state'> | null;
  readonly settings: SettingsValues;
  readonly settingsFile: string;
  /** What is wrong with the settings file; empty when all is well. */
  readonly settingsProblem: string;
}

/** What the whole window hangs on: the workspace, the engine's health and the settings. Fed once, read everywhere. */
export const useSession = create<Session>()(() => ({
  status: null,
  host: null,
  settings: settingsValues.parse({}),
  settingsFile: '',
  settingsProblem: '',
}));

/** Opens the three views for as long as the window lives. Answers how to stop, for tests. */
export function startSession(): () => void {
  const stops = [
    watch('workspace.status', {}, (status) => useSession.setState({ status })),
    watch('host.state', {}, (host) => useSession.setState({ host })),
    watch('settings.view', {}, ({ values, file, problem }) =>
      useSession.setState({ settings: values, settingsFile: file, settingsProblem: problem }),
    ),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/** By which policy what is shown was weighed, for charts; undefined while nobody knows. */
export const usePolicyBasis = (): string | undefined =>
  useSession(({ status }) => (status?.workspace == null ? undefined : `policy ${status.policy}`));

export const enginePhase = (session: Session): 'starting' | 'running' | 'restarting' | 'stopped' =>
  session.host?.engine.phase ?? (session.status === null ? 'starting' : 'running');

/** What stands on the Problems tab: findings and what imports complained about. */
export function problemsTotal(session: Session): number {
  const counts = session.status?.workspace == null ? undefined : session.status.counts;
  if (counts === undefined) return 0;
  const { critical, high, medium, low } = counts.findings;
  return counts.problems + critical + high + medium + low;
}
