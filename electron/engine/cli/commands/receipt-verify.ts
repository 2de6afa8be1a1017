import { mostDocumentBytes, verifyDocument } from '#engine/api/verify-document.ts';
import { type Command, exitStatus, textOf } from '#engine/cli/command.ts';
import { text } from '#engine/cli/option.ts';

export const receiptVerify: Command = {
  id: 'receipt verify',
  usage: 'receipt verify FILE [--key FILE]',
  summary: 'Checks a signed receipt or plan without any workspace; exits 1 when it is not genuine.',
  options: { key: text('FILE', 'the public key that it must be signed with; the one within where none is given') },
  positionals: { least: 1, most: 1 },
  run(given, terminal) {
    const [file = ''] = given.positionals;
    const key = textOf(given, 'key');
    const checked = verifyDocument(
      terminal.tools,
      terminal.readFile(file, mostDocumentBytes),
      key === undefined ? null : terminal.readFile(key),
    );
    terminal.print(checked, () => checked.words.join('\n'));
    return Promise.resolve(checked.ok ? exitStatus.success : exitStatus.gateFails);
  },
};
