// npm run lock: after a change of dependencies made behind a registry mirror that lacks other platforms' packages,
// names those in the lock file too. Without them `npm ci` calls the lock file incomplete, on every machine.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './setup/paths.mjs';
import { say } from './setup/say.mjs';

const SYSTEMS = ['android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32', 'aix'];
const PROCESSORS = ['arm64', 'arm', 'x64', 'ia32', 'ppc64', 'riscv64', 's390x', 'loong64', 'mips64el', 'wasm32'];
const EXACT = /^\d+\.\d+\.\d+$/;

/** These packages carry their platform in their name: binding-linux-arm64-musl. */
function platform(name) {
  const words = name.split(/[-/]/);
  const os = SYSTEMS.find((system) => words.includes(system));
  const cpu = PROCESSORS.find((processor) => words.some((word) => word === processor));
  const libc = words.some((word) => word.startsWith('musl')) ? 'musl' : words.includes('gnu') ? 'glibc' : null;
  if (!os && cpu !== 'wasm32') return null;
  return {
    ...(os ? { os: [os] } : {}),
    ...(cpu ? { cpu: [cpu] } : {}),
    ...(os === 'linux' && libc ? { libc: [libc] } : {}),
  };
}

function complete(lock) {
  const added = [];
  for (const [place, entry] of Object.entries(lock.packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      const at = `node_modules/${name}`;
      const known = lock.packages[at] ?? lock.packages[`${place}/${at}`];
      const where = known || !EXACT.test(version) ? null : platform(name);
      if (!where) continue;
      lock.packages[at] = { version, ...where, dev: true, optional: true };
      added.push(`${name}@${version}`);
    }
  }
  return added;
}

const file = join(root, 'package-lock.json');
const lock = JSON.parse(readFileSync(file, 'utf8'));
const added = complete(lock);
if (added.length > 0) {
  const { '': own, ...rest } = lock.packages;
  const sorted = Object.entries(rest).sort(([a], [b]) => a.localeCompare(b, 'en'));
  lock.packages = { '': own, ...Object.fromEntries(sorted) };
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
}
say(added.length > 0 ? `added to the lock file: ${added.join(', ')}` : 'the lock file is complete');
