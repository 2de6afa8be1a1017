import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';
import { takeHeld } from '#renderer/state/tenants.ts';

export const tenantUnlock = command({
  id: 'tenant.unlock',
  title: 'Unlock a Tenant for This Run',
  category: 'Tenants',
  when: (keys) => keys.workspaceOpen && keys.engineRunning && !keys.readOnly,
  palette: false,
  run: async (_context, { tenant }: { tenant: string }) => {
    const secret = await takeHeld(`unlock ${tenant}`);
    if (secret !== null) await call('tenants.unlock', { tenant, secret });
  },
});
