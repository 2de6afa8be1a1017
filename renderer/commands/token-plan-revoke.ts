import { command } from '#renderer/registry/command.ts';
import { firstView } from '#renderer/state/first-view.ts';
import { AppError } from '#shared/errors/app-error.ts';

/** One token of the local issuer, by a plan: shown, approved, run, with a receipt. */
export const tokenPlanRevoke = command({
  id: 'token.plan-revoke',
  title: 'Revoke a Token by a Plan…',
  category: 'Local Issuer',
  when: (keys) => keys.workspaceOpen && keys.engineRunning && !keys.readOnly,
  palette: false,
  run: async ({ run }, { jti, client }: { readonly jti: string; readonly client: string }) => {
    const { rows } = await firstView('issuer.clients', { text: client, first: 0, count: 50 });
    const identity = rows.find(({ id }) => id === client)?.identity;
    if (identity === undefined)
      throw new AppError('plan.empty', 'The client of this token is not there any more.', {
        hint: 'Its tokens died with it.',
      });
    await run('plan.create', {
      intent: 'revoke',
      targets: [{ identity, part: 'credential', ref: jti }],
      everything: false,
    });
  },
});
