import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { modules } from './paths.mjs';
import { say } from './say.mjs';

const TOOLCHAIN_MAJOR = 22;

/** The Node that tools, tests and the headless engine run under: the pinned one, else the user's. */
export function toolchainNode() {
  const system = process.platform === 'win32' ? 'win' : process.platform;
  const file = process.platform === 'win32' ? 'node.exe' : 'node';
  const pinned = join(modules, `node-${system}-${process.arch}`, 'bin', file);
  if (existsSync(pinned)) return pinned;
  return process.execPath;
}

export function warnOfOldNode() {
  if (toolchainNode() !== process.execPath) return;
  if (Number(process.versions.node.split('.')[0]) >= TOOLCHAIN_MAJOR) return;
  say(
    `no Node ${TOOLCHAIN_MAJOR} is pinned for ${process.platform}-${process.arch}: going on with Node ${process.versions.node}`,
  );
}
