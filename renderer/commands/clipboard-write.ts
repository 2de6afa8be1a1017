import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';

export const clipboardWrite = command({
  id: 'clipboard.write',
  title: 'Copy',
  category: 'Edit',
  palette: false,
  run: async (_context, { text }: { text: string }) => {
    await call('host.writeClipboard', { text });
  },
});
