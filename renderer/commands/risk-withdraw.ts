import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';
import type { FindingKey } from '#renderer/state/findings.ts';
import { notify } from '#renderer/state/notifications.ts';
import { chosenRisks } from '#renderer/state/risks.ts';
import { plural } from '#renderer/ui/format.ts';

export const riskWithdraw = command({
  id: 'risk.withdraw',
  title: 'Withdraw the Acceptance of a Risk',
  category: 'Findings',
  when: (keys) => keys.workspaceOpen && keys.engineRunning && !keys.readOnly,
  run: async (_context, what?: { readonly findings: readonly FindingKey[] }) => {
    const findings = chosenRisks(what).map(({ rule, identity }) => ({ rule, identity }));
    const { before } = await call('risks.withdraw', { findings });
    notify({
      message: `${plural(findings.length, 'finding')} counts again.`.replace(/s counts/, 's count'),
      actions: [{ label: 'Undo', command: 'risk.accept', args: { again: before } }],
    });
  },
});
