import { type Verified, verifyJournal } from '#engine/api/audit.ts';
import { type Command, exitStatus, textOf } from '#engine/cli/command.ts';
import { text } from '#engine/cli/option.ts';
import { counted } from '#engine/cli/words.ts';
import { AppError } from '#shared/errors/app-error.ts';

export const auditVerify: Command = {
  id: 'audit verify',
  usage: 'audit verify [--against FILE]',
  summary: 'Checks every hash of the journal, and that it still holds an exported head; exits 3 when it does not.',
  options: { against: text('FILE', 'an exported head that the journal must still hold') },
  positionals: { least: 0, most: 0 },
  async run(given, terminal) {
    const file = textOf(given, 'against');
    const checked = await verify(terminal, file === undefined ? undefined : terminal.absolute(file));
    terminal.print(checked, () => wordsFor(checked));
    return checked.ok ? exitStatus.success : exitStatus.damaged;
  },
};

async function verify(terminal: Parameters<Command['run']>[1], against: string | undefined): Promise<Verified> {
  try {
    return await verifyJournal(await terminal.read({ evenDamaged: true }), against);
  } catch (error) {
    const seq = error instanceof AppError && error.code === 'workspace.damaged' ? error.details['seq'] : undefined;
    if (typeof seq !== 'number') throw error;
    return { ok: false, records: seq - 1, head: '', firstBad: seq, against: null };
  }
}

function wordsFor({ ok, records, head, firstBad, against }: Verified): string {
  const chain = `${counted(records, 'record')} verified, head ${head}`;
  if (against === null && ok) {
    return `${chain}\nA rollback to an older copy is not provable without an exported head: audit verify --against FILE`;
  }
  switch (against?.verdict) {
    case 'same':
      return `${chain}\nRecord ${against.seq} is the one that was exported at ${against.at}.`;
    case 'rewritten':
      return `The journal was rewritten: record ${against.seq} is not the one that was exported at ${against.at}.`;
    case 'rolled_back':
      return `The journal was rolled back: it ends with record ${records}, record ${against.seq} was exported at ${against.at}.`;
    case 'other_key':
      return `The workspace has another key than the one that signed its head at ${against.at}: it was replaced.`;
    default:
      return `Record ${firstBad} does not verify; ${counted(records, 'record')} before it do.`;
  }
}
