import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';

export const importChooseFolder = command({
  id: 'import.choose-folder',
  title: 'Import a Folder…',
  category: 'File',
  when: (keys) => keys.engineRunning && !keys.readOnly,
  menus: [{ menu: 'file', group: '2_import', order: 2 }],
  run: async ({ run }) => {
    const { paths } = await call('host.chooseFolders', { title: 'Import folders of vendor exports' });
    if (paths.length > 0) await run('import.files', { paths });
  },
});
