import type { KeptCampaign } from '#engine/campaigns/register.ts';
import { reminderFile, reminderName } from '#engine/campaigns/reminder.ts';
import { reviewed, reviewerCounts } from '#engine/projections/campaigns.ts';
import type { Files } from '#engine/system/system.ts';
import { reviewFilter } from '#shared/contract/campaigns.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Session } from './session.ts';

/** One calendar file a reviewer who still owes something. Refuses with file.unreadable where it cannot be written. */
export async function writeReminders(
  session: Session,
  kept: KeptCampaign,
  folder: string,
): Promise<{ files: string[] }> {
  const { system, picture } = session;
  const { workspace } = session.mustBeOpen();
  const { identities } = picture;
  const taken = new Set<string>();
  const files: string[] = [];
  for (const { name: reviewer, open } of reviewerCounts(kept)) {
    if (open === 0) continue;
    const those = reviewed(picture, kept, reviewFilter.parse({ reviewers: [reviewer], states: ['open'] }));
    const reminder = {
      uid: `${kept.id}-${system.hash.sha256(reviewer).slice(0, 16)}@${workspace.id}`,
      campaign: kept.name,
      workspace: workspace.name,
      reviewer,
      due: kept.due,
      madeAt: system.clock.now(),
      lines: those.map((id) => {
        const row = identities.rowOf(id);
        return row === undefined ? id : `${identities.name(row)} (${identities.tenantName(identities.tenantId(row))})`;
      }),
    };
    const path = system.files.absolute(`${folder}/${reminderName(reminder, taken)}`);
    await write(system.files, path, reminderFile(reminder));
    files.push(path);
  }
  if (files.length === 0) throw new AppError('input.invalid', `Nobody owes a review in “${kept.name}”.`);
  return { files };
}

async function write(files: Files, path: string, text: string): Promise<void> {
  try {
    await files.makeFolder(files.parent(path));
    await files.writeAtomic(path, text);
  } catch (cause) {
    const hint = 'Check the rights and the space of its folder.';
    throw new AppError('file.unreadable', `${path} could not be written.`, { hint, cause });
  }
}
