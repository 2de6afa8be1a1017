import { command } from '#renderer/registry/command.ts';
import { editorUri } from '#renderer/registry/uri.ts';
import { bringBack, pageOf } from '#renderer/state/saved-views.ts';
import type { ViewContent } from '#shared/contract/queries.ts';

export const viewShow = command({
  id: 'view.show',
  title: 'Show a Saved View',
  category: 'View',
  palette: false,
  when: (keys) => keys.workspaceOpen,
  run: ({ run }, { content }: { content: ViewContent }) => {
    bringBack(content);
    return run('editor.open', { uri: editorUri(pageOf[content.over]) });
  },
});
