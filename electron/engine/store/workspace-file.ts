import type { System } from '#engine/system/system.ts';
import { AppError } from '#shared/errors/app-error.ts';

export const workspaceFileName = 'workspace.json';
/** Grows when an older version could no longer read the folder. */
const newestFormat = 1;

/** `workspace.json`: what makes a folder a workspace. Written once. */
export interface WorkspaceFile {
  readonly format: 1;
  readonly id: string;
  readonly name: string;
  /** Ed25519, PEM (SPKI): checks what `keys/workspace.key` signed. */
  readonly publicKey: string;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
}

type FileSystem = Pick<System, 'files'>;

export const isWorkspace = (system: FileSystem, folder: string): boolean =>
  system.files.exists(system.files.join(folder, workspaceFileName));

/** Refuses with workspace.absent, workspace.not_a_workspace, workspace.newer or workspace.damaged. */
export function readWorkspaceFile(system: FileSystem, folder: string): WorkspaceFile {
  const { files } = system;
  if (!files.exists(folder)) {
    throw new AppError('workspace.absent', `There is no folder ${folder}.`, {
      hint: 'Check the path, or create a workspace there.',
    });
  }
  if (!files.isFolder(folder) || !isWorkspace(system, folder)) {
    throw new AppError('workspace.not_a_workspace', `${folder} is not a workspace: it has no ${workspaceFileName}.`, {
      hint: 'Choose a folder that NHI Workbench created, or create a new workspace.',
    });
  }
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(files.readSync(files.join(folder, workspaceFileName))).toString('utf8'));
  } catch (error) {
    throw unreadable(folder, error);
  }
  if (typeof value !== 'object' || value === null || !('format' in value)) throw unreadable(folder);
  const { format } = value;
  if (typeof format === 'number' && format > newestFormat) {
    throw new AppError('workspace.newer', `This workspace was made by a newer version (format ${format}).`, {
      hint: 'Update NHI Workbench.',
      details: { format },
    });
  }
  if (!isWorkspaceFile(value)) throw unreadable(folder);
  return value;
}

export function writeWorkspaceFile(system: FileSystem, folder: string, file: WorkspaceFile): Promise<void> {
  return system.files.writeAtomic(system.files.join(folder, workspaceFileName), `${JSON.stringify(file, null, 2)}\n`);
}

function isWorkspaceFile(value: object): value is WorkspaceFile {
  // Checked member by member in the next lines.
  const file = value as WorkspaceFile;
  const texts = [file.id, file.name, file.publicKey, file.createdAt];
  return file.format === newestFormat && texts.every((text) => typeof text === 'string');
}

function unreadable(folder: string, cause?: unknown): AppError {
  return new AppError('workspace.damaged', `${workspaceFileName} in ${folder} cannot be read.`, {
    hint: `Bring ${workspaceFileName} back from a backup; the journal beside it is untouched.`,
    cause,
  });
}
