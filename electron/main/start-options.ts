import { resolve } from 'node:path';

export interface StartOptions {
  /** A workspace to open instead of the last one. */
  readonly workspace: string | null;
}

/** `--workspace=DIR`, relative to where the app was started. What is not known here is Chromium's or Electron's. */
export function readStartOptions(argv: readonly string[], folder: string): StartOptions {
  const prefix = '--workspace=';
  const given = argv.find((argument) => argument.startsWith(prefix) && argument.length > prefix.length);
  return { workspace: given === undefined ? null : resolve(folder, given.slice(prefix.length)) };
}
