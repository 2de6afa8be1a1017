import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';

export const importChoose = command({
  id: 'import.choose',
  title: 'Import an Export…',
  category: 'File',
  key: 'Mod+I',
  when: (keys) => keys.engineRunning && !keys.readOnly,
  menus: [{ menu: 'file', group: '2_import', order: 1 }],
  run: async ({ run }) => {
    const { paths } = await call('host.chooseFiles', { title: 'Import vendor exports' });
    if (paths.length > 0) await run('import.files', { paths });
  },
});
