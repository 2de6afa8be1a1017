import { command } from '#renderer/registry/command.ts';
import { notify } from '#renderer/state/notifications.ts';
import { verifiedWords, verifyChain } from '#renderer/state/verification.ts';

export const auditVerify = command({
  id: 'audit.verify',
  title: 'Verify the Audit Chain',
  category: 'Audit',
  when: (keys) => keys.workspaceOpen && keys.engineRunning,
  menus: [{ menu: 'go', group: '4_audit', order: 1 }],
  run: async () => {
    const result = await verifyChain();
    if (result.ok) notify({ id: 'verify', message: verifiedWords(result.records, result.head) });
    else {
      notify({
        id: 'verify',
        severity: 'error',
        message: `The audit chain does not verify: record ${result.firstBad} is damaged or was changed.`,
        hint: 'Everything before it is intact. Compare with a backup or an exported head.',
      });
    }
  },
});
