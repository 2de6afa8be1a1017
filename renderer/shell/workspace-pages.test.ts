import { beforeEach, expect, it } from 'vitest';
import { editors } from '#renderer/editors/index.ts';
import { installContributions } from '#renderer/registry/contributions.ts';
import { noFilter, useInventory } from '#renderer/state/inventory.ts';
import { initialLayout, useLayout } from '#renderer/state/layout.ts';
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
