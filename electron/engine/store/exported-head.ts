import type { System } from '#engine/system/system.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Receipt } from './store.ts';
import type { WorkspaceFile } from './workspace-file.ts';
import { privateKeyPath } from './workspace-folder.ts';

/**
 * What the journal ended with at a moment, signed: kept elsewhere, it proves later that nothing up to there was rewritten
 * or rolled back (SECURITY.md, row 16).
 */
export interface ExportedHead {
  readonly format: 1;
  /** Id of the workspace. */
  readonly workspace: string;
  /** The last record that it covers, which is the record of the export itself. */
  readonly seq: number;
  /** Hash of record `seq`. */
  readonly head: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** Ed25519, PEM (SPKI). */
  readonly publicKey: string;
  /** Ed25519 over `signedText`, base64. */
  readonly signature: string;
}

/** The first line keeps it apart from everything else that the key signs. */
const signedText = ({ format, workspace, seq, head, at }: Omit<ExportedHead, 'publicKey' | 'signature'>): string =>
  ['nhi-workbench journal head', format, workspace, seq, head, at].join('\n');

/** Signed by the key that it names; whose key that is must be asked beside. */
export const isGenuine = ({ keys }: Pick<System, 'keys'>, head: ExportedHead): boolean =>
  keys.isSigned(head.publicKey, signedText(head), head.signature);

/** Signs with the workspace's key. Refuses with file.unreadable when it is missing or is not the one of `workspace.json`. */
export function signerOf(system: System, folder: string, file: WorkspaceFile): (text: string) => string {
  const { files, keys } = system;
  const path = privateKeyPath(system, folder);
  try {
    const key = Buffer.from(files.readSync(path)).toString('latin1');
    if (!keys.isSigned(file.publicKey, file.id, keys.sign(key, file.id))) throw new Error('the keys are no pair');
    return (text) => keys.sign(key, text);
  } catch (cause) {
    throw new AppError('file.unreadable', 'The key of this workspace cannot be used, so nothing can be signed.', {
      hint: 'Bring keys/workspace.key back from a backup.',
      cause,
    });
  }
}

/** Refuses as `signerOf` does. */
export function headSigner(system: System, folder: string, file: WorkspaceFile): (receipt: Receipt) => ExportedHead {
  const sign = signerOf(system, folder, file);
  return ({ seq, hash }) => {
    const at = new Date(system.clock.now()).toISOString();
    const said = { format: 1, workspace: file.id, seq, head: hash, at } as const;
    return { ...said, publicKey: file.publicKey, signature: sign(signedText(said)) };
  };
}
