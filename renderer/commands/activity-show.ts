import { command } from '#renderer/registry/command.ts';
import { allViews } from '#renderer/registry/contributions.ts';
import { setLayout } from '#renderer/state/layout.ts';

/** Shows the side bar of an activity and opens its page. */
export const activityShow = command({
  id: 'activity.show',
  title: 'Show Activity',
  category: 'View',
  palette: false,
  run: ({ keys, run }, { id }: { id: string }) => {
    const view = allViews().find((one) => one.id === id);
    if (view === undefined) throw new Error(`there is no activity ${id}`);
    setLayout({ activity: id, sideVisible: true });
    return keys.workspaceOpen ? run('editor.open', { uri: view.home }) : undefined;
  },
});
