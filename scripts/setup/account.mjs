// Chromium's sandbox refuses to work for root. Tests then start Electron as an account without rights.
import { spawnSync } from 'node:child_process';
import { chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { collect, isOnPath } from './child.mjs';
import { isRoot, root } from './paths.mjs';
import { say } from './say.mjs';

/** The account that Electron runs as when we are root, or null. */
export function unprivileged() {
  if (!isRoot || process.platform !== 'linux' || !isOnPath('setpriv')) return null;
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith('nobody:'));
  if (!line) return null;
  const [name, , uid, gid] = line.split(':');
  return { name, uid: Number(uid), gid: Number(gid) };
}

export function asAccount({ uid, gid }, command, args) {
  return ['setpriv', [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', '--', command, ...args]];
}

function cannotRead(account, paths) {
  return paths.find((path) => spawnSync(...asAccount(account, 'test', ['-r', path])).status !== 0);
}

/** Far above what it takes on a slow machine: without the sandbox less is tested. */
const readyWithinMs = 120_000;

/** Starts Electron once, as that account and sandboxed, with an app that quits as soon as it is ready. */
async function probe(account, executable, env) {
  const home = mkdtempSync(join(tmpdir(), 'nhi-probe-'));
  try {
    mkdirSync(join(home, 'run'), { mode: 0o700 });
    for (const path of [home, join(home, 'run')]) chownSync(path, account.uid, account.gid);
    const { code, output, timedOut } = await collect(
      ...asAccount(account, executable, [join(root, 'scripts/setup/probe'), '--disable-dev-shm-usage']),
      {
        timeout: readyWithinMs,
        cwd: home,
        env: { ...process.env, ...env, HOME: home, TMPDIR: home, XDG_RUNTIME_DIR: join(home, 'run') },
      },
    );
    if (code === 0) return null;
    return timedOut
      ? `it does not get ready within ${readyWithinMs / 1000} s`
      : (output.trim().split('\n').at(-1) ?? `status ${code}`);
  } finally {
    // Processes that it has left to themselves may still write there.
    rmSync(home, { recursive: true, force: true, maxRetries: 10 });
  }
}

/** What tests need to know to start Electron: `{ account }`, or `{ noSandbox: true }` where nothing better works. */
export async function electronAccount(account, executable, env) {
  if (!isRoot) return {};
  let reason = 'there is no account without rights';
  if (account) {
    const closed = cannotRead(account, [join(root, 'package.json'), join(root, 'out'), executable]);
    reason = closed ? `${account.name} cannot read ${closed}` : await probe(account, executable, env);
    if (reason === null) return { account };
  }
  say(`as root, Electron runs with --no-sandbox (${reason.slice(0, 200)})`);
  return { noSandbox: true };
}
