import { beforeEach, expect, it } from 'vitest';
import { editors } from '#renderer/editors/index.ts';
import { installContributions } from '#renderer/registry/contributions.ts';
import { useDiffSelection } from '#renderer/state/diff.ts';
import { useFindings } from '#renderer/state/findings.ts';
import { noFilter, useInventory } from '#renderer/state/inventory.ts';
import { initialLayout, useLayout } from '#renderer/state/layout.ts';
import { notify, useNotifications } from '#renderer/state/notifications.ts';
import { useProblems } from '#renderer/state/problems.ts';
import { type Session, useSession } from '#renderer/state/session.ts';
import { changeTabs, opened } from '#renderer/state/tabs.ts';
import { followWorkspace } from './workspace-pages.ts';

const keys = (): readonly string[] => useLayout.getState().groups.flatMap((group) => group.tabs.map((tab) => tab.key));

/** Only what is looked at here. */
const statusOf = (id: string | null): Session['status'] =>
  ({ workspace: id === null ? null : { id } }) as Session['status'];
const says = (id: string | null): void => useSession.setState({ status: statusOf(id) });

beforeEach(() => {
  const contextKeys = () => {
    throw new Error('nobody asks');
  };
  installContributions({ commands: [], editors, views: [], contextKeys, report: () => {} });
  useLayout.setState(initialLayout);
  useSession.setState({ status: null });
});

it('begins with Welcome where the workspace of the last session is not open', () => {
  changeTabs((layout) => opened({ ...layout, workspaceId: 'old' }, 'nhi:/audit', false));
  const stop = followWorkspace();
  says(null);
  expect(keys()).toEqual(['nhi:/welcome']);
  stop();
});

it('keeps the pages where it is, and through a restart of the engine', () => {
  changeTabs((layout) => opened({ ...layout, workspaceId: 'acme' }, 'nhi:/audit', false));
  const stop = followWorkspace();
  says('acme');
  says(null);
  says('acme');
  expect(keys()).toEqual(['nhi:/welcome', 'nhi:/audit']);
  stop();
});

it('shows the inventory of a workspace that came up by itself', () => {
  const stop = followWorkspace();
  says(null);
  says('acme');
  expect(keys()).toEqual(['nhi:/welcome', 'nhi:/inventory']);
  stop();
});

it('shows all of another workspace, and leaves a filter alone while the engine restarts', () => {
  const stop = followWorkspace();
  says('acme');
  useInventory.getState().changeFilter({ tenants: ['of acme'] });
  says(null);
  says('acme');
  expect(useInventory.getState().filter.tenants).toEqual(['of acme']);
  says('other');
  expect(useInventory.getState().filter).toEqual(noFilter);
  stop();
});

it('begins anew with what was chosen, asked or may be taken back', () => {
  const stop = followWorkspace();
  says('acme');
  useFindings.getState().group('rule');
  useDiffSelection.setState({ seq: 3 });
  useProblems.setState({ text: 'severity:high' });
  notify({ message: 'Policy set.', actions: [{ label: 'Undo', command: 'policy.put-back' }] });
  notify({ message: 'It is there.' });
  says('acme');
  expect(useDiffSelection.getState().seq).toBe(3);
  says('other');
  expect(useFindings.getState()).toBe(useFindings.getInitialState());
  expect(useDiffSelection.getState().seq).toBe(null);
  expect(useProblems.getState().text).toBe('');
  expect(useNotifications.getState().all.map(({ message }) => message)).toEqual(['It is there.']);
  stop();
});
