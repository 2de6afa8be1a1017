import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';
import { notify } from '#renderer/state/notifications.ts';
import { planOf } from '#renderer/state/plans.ts';
import { plural } from '#renderer/ui/format.ts';

export const planSaveSecrets = command({
  id: 'plan.save-secrets',
  title: 'Save the New Secrets of the Plan…',
  category: 'Plans',
  when: (keys) => keys.workspaceOpen && keys.engineRunning,
  run: async ({ keys }, argument?: { readonly plan: string }) => {
    const plan = planOf(argument, keys.uri);
    const { path } = await call('host.chooseSave', { title: 'Save the New Secrets', name: 'new-secrets.json' });
    if (path === null) return;
    const { saved } = await call('plans.saveSecrets', { plan, path });
    notify({
      message: `${plural(saved, 'secret')} saved.`,
      hint: 'You alone can read the file. Delete it once they are handed on.',
    });
  },
});
