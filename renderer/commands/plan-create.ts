import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';
import { notify } from '#renderer/state/notifications.ts';
import { plural } from '#renderer/ui/format.ts';
import type { CallInput } from '#shared/contract/contract.ts';
import { AppError } from '#shared/errors/app-error.ts';

/** Makes a draft and opens it; nothing is sent. Where nothing of it can be done, says what to do first. */
export const planCreate = command({
  id: 'plan.create',
  title: 'Make a Plan',
  category: 'Plans',
  when: (keys) => keys.workspaceOpen && keys.engineRunning && !keys.readOnly,
  palette: false,
  run: async ({ run }, wish: CallInput<'plans.create'>) => {
    try {
      const { plan } = await call('plans.create', wish);
      // Asked and answered.
      await run('editor.close', { key: 'nhi:/new-plan' });
      await run('editor.open', { uri: `nhi:/plan/${plan}`, preview: false });
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'plan.empty') throw error;
      const others = (wish.targets?.length ?? 0) - 1;
      notify({
        severity: 'error',
        message: others > 0 ? `${error.message} And ${plural(others, 'other')} likewise.` : error.message,
        hint: `${error.hint} Only identities of connected tenants can be changed.`,
        actions: [{ label: 'Add Tenant…', command: 'tenant.new' }],
      });
    }
  },
});
