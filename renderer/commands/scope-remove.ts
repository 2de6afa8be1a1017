import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';
import { type Chosen, choose, targetOf } from '#renderer/state/issuer.ts';

export const scopeRemove = command({
  id: 'scope.remove',
  title: 'Remove the Limits of a Scope',
  category: 'Local Issuer',
  when: (keys) => keys.workspaceOpen && keys.engineRunning && !keys.readOnly,
  run: async (_context, scope?: Chosen) => {
    await call('issuer.removeScopePolicy', { scope: targetOf('scopes', scope).id });
    choose('scopes', null);
  },
});
