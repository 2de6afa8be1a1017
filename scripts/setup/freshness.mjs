// Decides by names, sizes and times alone what has to be built: the headless command asks this on every start.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.mjs';

/** For each target: the folders it is made of, and the files it must have left behind. */
export const targets = {
  main: { inputs: ['electron/main', 'shared'], outputs: ['out/main/index.js'] },
  preload: { inputs: ['electron/preload', 'shared'], outputs: ['out/preload/index.cjs'] },
  engine: {
    inputs: ['electron/engine', 'shared'],
    outputs: ['index.js', 'import-worker.js', 'snapshot-worker.js', 'nhi.js', 'sql-wasm.wasm'].map(
      (name) => `out/engine/${name}`,
    ),
  },
  renderer: { inputs: ['renderer', 'shared'], outputs: ['out/renderer/index.html'] },
};

const ALWAYS = ['package.json', 'package-lock.json', 'vite.config.ts', 'scripts/build.mjs'];
const IGNORED = /\.test\.tsx?$|^\.|~$/;

function record(hash, path) {
  const { size, mtimeMs } = statSync(join(root, path));
  hash.update(`${path}\0${size}\0${mtimeMs}\n`);
}

function walk(hash, folder) {
  const entries = readdirSync(join(root, folder), { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (IGNORED.test(entry.name)) continue;
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) walk(hash, path);
    else record(hash, path);
  }
}

export function signature(target) {
  const hash = createHash('sha256');
  for (const path of ALWAYS) record(hash, path);
  for (const folder of targets[target].inputs) if (existsSync(join(root, folder))) walk(hash, folder);
  return hash.digest('hex');
}

const stampFile = (target) => join(root, 'out', `.stamp-${target}.json`);

export function isFresh(target) {
  try {
    if (JSON.parse(readFileSync(stampFile(target), 'utf8')).inputs !== signature(target)) return false;
  } catch {
    return false;
  }
  return targets[target].outputs.every((path) => existsSync(join(root, path)));
}

/** `inputs` is the signature taken before the build: what changed meanwhile is built again. */
export function stamp(target, inputs) {
  writeFileSync(stampFile(target), JSON.stringify({ inputs }));
}

export const staleTargets = (wanted = Object.keys(targets)) => wanted.filter((target) => !isFresh(target));
