import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';
import { firstView } from '#renderer/state/first-view.ts';
import { notify } from '#renderer/state/notifications.ts';
import { bySuggestion, chosenOrphans, orphanRows } from '#renderer/state/owners.ts';
import { plural } from '#renderer/ui/format.ts';
import type { CallOutput } from '#shared/contract/contract.ts';
import { AppError } from '#shared/errors/app-error.ts';

export const ownerAccept = command({
  id: 'owner.accept',
  title: 'Accept the Suggested Owner',
  category: 'Owners',
  key: 'Alt+A',
  when: (keys) => keys.editor === 'owners' && keys.engineRunning && !keys.readOnly,
  run: async () => {
    const chosen = chosenOrphans();
    const { total } = await firstView('owners.queue', { first: 0, count: 0 });
    const groups = bySuggestion(await orphanRows(0, total), chosen);
    if (groups.size === 0) {
      throw new AppError('input.invalid', 'Nobody is suggested for what is chosen.', {
        hint: 'Name an owner instead.',
      });
    }
    const again: CallOutput<'owners.assign'>['before'] = [];
    let count = 0;
    for (const [name, identities] of groups) {
      const { before } = await call('owners.assign', { identities: [...identities], owners: [{ name }] });
      again.push(...before);
      count += identities.length;
    }
    const left = chosen.length - count;
    notify({
      message: `${plural(count, 'identity has', 'identities have')} an owner now.`,
      ...(left > 0 && { hint: `For ${plural(left, 'other')} nobody is suggested.` }),
      actions: [{ label: 'Undo', command: 'owner.assign', args: { again } }],
    });
  },
});
