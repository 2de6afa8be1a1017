import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';
import { notify } from '#renderer/state/notifications.ts';
import { packTitles, type RulePack } from '#shared/model/finding.ts';

export const packsChoose = command({
  id: 'packs.choose',
  title: 'Choose the Packs of Rules That Run…',
  category: 'Findings',
  when: (keys) => keys.workspaceOpen && keys.engineRunning && !keys.readOnly,
  run: async ({ run }, choice?: { readonly on: readonly RulePack[] }) => {
    if (choice === undefined) return run('rules.show', undefined);
    const { seq, before } = await call('packs.choose', { on: [...choice.on] });
    if (seq === 0) return;
    notify({
      id: 'packs',
      message: `Rules that run: ${choice.on.map((pack) => packTitles[pack]).join(', ') || 'none'}.`,
      actions: [{ label: 'Undo', command: 'packs.choose', args: { on: before } }],
    });
  },
});
