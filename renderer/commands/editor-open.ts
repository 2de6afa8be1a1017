import { command } from '#renderer/registry/command.ts';
import { allViews, editorFor } from '#renderer/registry/contributions.ts';
import { parseUri } from '#renderer/registry/uri.ts';
import { focusEditor } from '#renderer/state/focus.ts';
import { setLayout } from '#renderer/state/layout.ts';
import { changeTabs, opened, split, tabKey } from '#renderer/state/tabs.ts';
import { AppError } from '#shared/errors/app-error.ts';

export const editorOpen = command({
  id: 'editor.open',
  title: 'Open a Page',
  category: 'Go',
  palette: false,
  run: (_context, { uri, preview, side = false }: { uri: string; preview?: boolean; side?: boolean }) => {
    const editor = editorFor(uri);
    if (editor === undefined) throw new AppError('input.invalid', 'There is no page at this address.');
    // Pages of single things are looked through; homes of an activity stay.
    const asPreview = preview ?? editor.home === undefined;
    if (side) changeTabs(split);
    changeTabs((layout) => opened(layout, uri, asPreview));
    const head = parseUri(uri)?.head ?? '';
    const activity = allViews().find((view) => tabKey(view.home) === tabKey(uri) || view.pages?.includes(head));
    if (activity !== undefined) setLayout({ activity: activity.id });
    focusEditor();
  },
});
