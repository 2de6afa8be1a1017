// System libraries, the virtual display's server and a font for the user interface, on Linux.
import { existsSync, readFileSync } from 'node:fs';
import { collect, isOnPath } from './child.mjs';
import { hasDisplay } from './display.mjs';
import { isRoot } from './paths.mjs';
import { SetupError, step } from './say.mjs';

// The second name is the one from before the 64-bit time transition (Debian 13, Ubuntu 24.04).
const LIBRARIES = [
  ['libgtk-3-0t64', 'libgtk-3-0'],
  ['libnss3'],
  ['libasound2t64', 'libasound2'],
  ['libgbm1'],
  ['libxss1'],
  ['libnotify4'],
  ['libsecret-1-0'],
];
const DISPLAY = [['xvfb']];
const FONTS = [['fonts-inter'], ['fonts-dejavu-core']];

async function missingLibraries(executable) {
  const { output } = await collect('ldd', [executable]);
  return [...output.matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1]);
}

const hasFonts = () => ['/usr/share/fonts/opentype/inter', '/usr/share/fonts/truetype/inter'].some(existsSync);

function isDebianLike() {
  const release = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
  return /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(release) && isOnPath('apt-get');
}

async function available(names) {
  const { output } = await collect('apt-cache', ['policy', ...names], { env: { ...process.env, LC_ALL: 'C' } });
  const known = new Set();
  for (const part of output.split(/^(?=\S)/m)) {
    const name = /^(\S+):\n/.exec(part)?.[1];
    if (name && !/Candidate: \(none\)/.test(part)) known.add(name);
  }
  return known;
}

async function choose(groups) {
  const known = await available(groups.flat());
  return groups.map((names) => names.find((name) => known.has(name)) ?? names.at(-1));
}

async function apt(args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const { code, output } = await collect('apt-get', args, { env });
  if (code !== 0)
    throw new SetupError(
      `apt-get ${args[0]} ended with status ${code}:\n${output.trim().split('\n').slice(-8).join('\n')}`,
    );
}

async function installNow(groups, reason) {
  await step(`Installing system packages (${reason})`, async () => {
    await apt(['update', '-q']);
    await apt(['install', '-y', '-q', '--no-install-recommends', ...(await choose(groups))]);
  });
}

export async function systemLibraries(executable) {
  if (process.platform !== 'linux') return;
  const missing = await missingLibraries(executable);
  const groups = missing.length > 0 ? [...LIBRARIES] : [];
  const reasons =
    missing.length > 0 ? [`libraries: ${missing.slice(0, 4).join(', ')}${missing.length > 4 ? ' …' : ''}`] : [];
  if (!hasDisplay() && !isOnPath('Xvfb')) {
    groups.push(...DISPLAY);
    reasons.push('a virtual display: Xvfb');
  }
  const debianLike = isDebianLike();
  const installable = isRoot && debianLike;
  // Without a good font the window works all the same: nobody is asked for a password because of it.
  if (!hasFonts() && (installable || groups.length > 0)) {
    groups.push(...FONTS);
    reasons.push('fonts');
  }
  if (groups.length === 0) return;
  if (installable) return installNow(groups, reasons.join('; '));
  const names = debianLike ? await choose(groups) : groups.map((group) => group.at(-1));
  const command = `sudo apt-get install -y --no-install-recommends ${names.join(' ')}`;
  throw new SetupError(
    debianLike
      ? `missing: ${reasons.join('; ')}. Run: ${command}`
      : `missing: ${reasons.join('; ')}. On Debian: ${command}`,
  );
}
