import { verifyJournal } from '#engine/api/journal-listing.ts';
import { type Command, exitStatus } from '#engine/cli/command.ts';
import { counted } from '#engine/cli/words.ts';
import { AppError } from '#shared/errors/app-error.ts';

export const auditVerify: Command = {
  id: 'audit verify',
  usage: 'audit verify',
  summary: 'Reads the whole journal from the disk and checks every hash; exits 3 when it is damaged.',
  options: {},
  positionals: { least: 0, most: 0 },
  async run(_given, terminal) {
    const checked = await verify(terminal);
    terminal.print(checked, () =>
      checked.ok
        ? `${counted(checked.records, 'record')} verified, head ${checked.head}`
        : `Record ${checked.firstBad} does not verify; ${counted(checked.records, 'record')} before it do.`,
    );
    return checked.ok ? exitStatus.success : exitStatus.damaged;
  },
};

async function verify(terminal: Parameters<Command['run']>[1]): ReturnType<typeof verifyJournal> {
  try {
    return await verifyJournal(await terminal.read({ evenDamaged: true }));
  } catch (error) {
    const seq = error instanceof AppError && error.code === 'workspace.damaged' ? error.details['seq'] : undefined;
    if (typeof seq !== 'number') throw error;
    return { ok: false, records: seq - 1, head: '', firstBad: seq };
  }
}
