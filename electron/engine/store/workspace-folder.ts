import { journalName } from '#engine/journal/journal.ts';
import type { System } from '#engine/system/system.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Instant } from '#shared/model/fact.ts';
import { lockName } from './lock.ts';
import { isWorkspace, type WorkspaceFile, writeWorkspaceFile } from './workspace-file.ts';

const keysFolder = 'keys';
const privateKeyName = 'workspace.key';
const fingerprintKeyName = 'fingerprint.key';
export const snapshotName = 'snapshot.sqlite';

/** What a folder may hold in which making a workspace was cut short: nothing of the analyst's. */
const ours = (name: string): boolean =>
  name === keysFolder || name === 'objects' || name.startsWith(lockName) || name.startsWith('.');

/** Refuses with workspace.not_empty where something else is in the folder. True: a workspace is to be made there. */
export function mustBeMade(system: Pick<System, 'files'>, folder: string): boolean {
  const { files } = system;
  if (!files.exists(folder)) return true;
  if (files.isFolder(folder) && isWorkspace(system, folder)) return false;
  if (files.isFolder(folder) && files.list(folder).every(ours)) return true;
  throw new AppError('workspace.not_empty', `${folder} is not empty and is not a workspace.`, {
    hint: 'Choose an empty folder or a new name.',
  });
}

/** Keys first, `workspace.json` last: what is cut short in between is taken up by the next attempt. */
export async function makeFolder(system: System, folder: string): Promise<WorkspaceFile> {
  const { files, keys, random, clock } = system;
  const keysPath = files.join(folder, keysFolder);
  await files.makeFolder(keysPath);
  const pair = keys.createPair();
  await files.writeAtomic(files.join(keysPath, privateKeyName), pair.privateKey);
  await files.writeAtomic(files.join(keysPath, fingerprintKeyName), `${hex(random.bytes(32))}\n`);
  const file: WorkspaceFile = {
    format: 1,
    id: `wsp_${hex(random.bytes(12))}`,
    name: files.base(folder).replace(/\.nhi$/, ''),
    publicKey: pair.publicKey,
    createdAt: new Date(clock.now()).toISOString(),
  };
  await writeWorkspaceFile(system, folder, file);
  return file;
}

/** A folder whose journal was never begun: making it was cut short behind `workspace.json`. */
export function isWithoutJournal(system: Pick<System, 'files'>, folder: string): boolean {
  const { files } = system;
  if (files.exists(files.join(folder, journalName))) return false;
  const objects = files.join(folder, 'objects');
  const hasObjects = files.exists(objects) && files.list(objects).some((name) => !name.startsWith('.'));
  return !hasObjects && !files.exists(files.join(folder, snapshotName));
}

/** What the first record of a journal says of its workspace. */
export function birthData(
  file: WorkspaceFile,
  asOf: Instant | undefined,
  isDemo: boolean | undefined,
): Record<string, unknown> {
  const { id, name, publicKey } = file;
  return { id, name, publicKey, ...(asOf === undefined ? {} : { asOf }), ...(isDemo === true ? { isDemo } : {}) };
}

/** Empty where it may not be read: fingerprints can then be shown but not made. */
export async function fingerprintKeyOf(system: System, folder: string, readOnly: boolean): Promise<string> {
  const { files, log, random } = system;
  const path = files.join(folder, keysFolder, fingerprintKeyName);
  if (files.exists(path)) {
    try {
      const key = Buffer.from(files.readSync(path)).toString('latin1').trim();
      if (/^[0-9a-f]{64}$/.test(key)) return key;
    } catch (error) {
      log.warning('the key of the fingerprints cannot be read');
      if (!readOnly) throw new AppError('workspace.write_failed', `${path} cannot be read.`, { cause: error });
    }
  }
  if (readOnly) return '';
  log.warning(
    'the key of the fingerprints is missing: a new one is made, older fingerprints cannot be compared with new ones',
  );
  const key = hex(random.bytes(32));
  await files.makeFolder(files.join(folder, keysFolder));
  await files.writeAtomic(path, `${key}\n`);
  return key;
}

/** Ed25519, PEM (PKCS #8). */
export const privateKeyPath = ({ files }: Pick<System, 'files'>, folder: string): string =>
  files.join(folder, keysFolder, privateKeyName);

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
