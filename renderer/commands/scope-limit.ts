import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';
import { choose } from '#renderer/state/issuer.ts';
import type { CallInput } from '#shared/contract/contract.ts';

export const scopeLimit = command({
  id: 'scope.limit',
  title: 'Limit a Scope',
  category: 'Local Issuer',
  when: (keys) => keys.workspaceOpen && keys.engineRunning && !keys.readOnly,
  palette: false,
  run: async ({ run }, policy: CallInput<'issuer.setScopePolicy'>) => {
    await call('issuer.setScopePolicy', policy);
    choose('scopes', { id: policy.scope, name: policy.scope });
    await run('issuer.show', { section: 'scopes' });
  },
});
