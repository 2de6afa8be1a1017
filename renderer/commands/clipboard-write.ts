import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';
import { number } from '#renderer/ui/format.ts';
import { mostCopied } from '#shared/contract/host.ts';
import { AppError } from '#shared/errors/app-error.ts';

export const clipboardWrite = command({
  id: 'clipboard.write',
  title: 'Copy',
  category: 'Edit',
  palette: false,
  run: async (_context, { text }: { text: string }) => {
    if (text.length > mostCopied) {
      throw new AppError('input.invalid', 'What is selected is too long for the clipboard.', {
        hint: `${number(text.length)} characters, of ${number(mostCopied)} at most. Select fewer rows.`,
      });
    }
    await call('host.writeClipboard', { text });
  },
});
