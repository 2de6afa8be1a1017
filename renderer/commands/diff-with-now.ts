import { command } from '#renderer/registry/command.ts';
import { diffUri, nowMoment } from '#renderer/state/diff.ts';
import { pickMoment } from '#renderer/state/moment.ts';
import { useSession } from '#renderer/state/session.ts';

/** Without a record: the moment that is shown, else one that is chosen. */
export const diffWithNow = command({
  id: 'diff.with-now',
  title: 'Compare with Now',
  category: 'Go',
  when: (keys) => keys.workspaceOpen && keys.engineRunning,
  run: async ({ run }, record?: { readonly seq: number }) => {
    const from = record ?? useSession.getState().status?.workspace?.moment ?? null;
    if (from === null) await pickMoment('Compare with now', (picked) => void run('diff.with-now', picked));
    else await run('editor.open', { uri: diffUri({ from: { seq: from.seq }, to: nowMoment() }), preview: false });
  },
});
