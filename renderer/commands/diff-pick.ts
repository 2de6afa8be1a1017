import { command } from '#renderer/registry/command.ts';
import { diffUri } from '#renderer/state/diff.ts';
import { pickMoment } from '#renderer/state/moment.ts';

export const diffPick = command({
  id: 'diff.pick',
  title: 'Compare Two Moments…',
  category: 'Go',
  when: (keys) => keys.workspaceOpen && keys.engineRunning,
  menus: [{ menu: 'go', group: '6_moment', order: 3 }],
  run: async ({ run }) => {
    await pickMoment('Compare from', (from) => {
      void pickMoment('Compare with', (to) => void run('editor.open', { uri: diffUri({ from, to }), preview: false }));
    });
  },
});
