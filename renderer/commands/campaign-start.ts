import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';
import type { CallInput } from '#shared/contract/contract.ts';

export const campaignStart = command({
  id: 'campaign.start',
  title: 'Start the Campaign',
  category: 'Campaigns',
  palette: false,
  when: (keys) => keys.workspaceOpen && keys.engineRunning && !keys.readOnly,
  run: async ({ run }, wish: CallInput<'campaigns.start'>) => {
    const { id } = await call('campaigns.start', wish);
    await run('editor.close', { key: 'nhi:/new-campaign' });
    await run('editor.open', { uri: `nhi:/campaign/${id}`, preview: false });
  },
});
