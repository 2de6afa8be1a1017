import { command } from '#renderer/registry/command.ts';
import { editorUri } from '#renderer/registry/uri.ts';
import { setLayout } from '#renderer/state/layout.ts';
import { noScopeFilter } from '#renderer/state/scopes.ts';
import type { ScopeFilter } from '#shared/contract/scopes.ts';

export const scopesShow = command({
  id: 'scopes.show',
  title: 'Show Scopes',
  category: 'Privilege',
  when: (keys) => keys.workspaceOpen,
  menus: [{ menu: 'go', group: '2_pages', order: 1, title: 'Scopes' }],
  run: async ({ run }, filter?: Partial<ScopeFilter>) => {
    const search = filter === undefined ? {} : { filter: { ...noScopeFilter, ...filter } };
    await run('editor.open', { uri: editorUri('scopes', search) });
    setLayout({ activity: 'privilege' });
  },
});
