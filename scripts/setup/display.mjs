import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SetupError, say } from './say.mjs';

export const hasDisplay = () =>
  process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

/** One Xauthority entry for any host and display (Xau format: family 0xFFFF, then four counted strings). */
function authority(cookie) {
  const counted = (bytes) => {
    const length = Buffer.alloc(2);
    length.writeUInt16BE(bytes.length);
    return Buffer.concat([length, bytes]);
  };
  const empty = counted(Buffer.alloc(0));
  return Buffer.concat([
    Buffer.from([0xff, 0xff]),
    empty,
    empty,
    counted(Buffer.from('MIT-MAGIC-COOKIE-1')),
    counted(cookie),
  ]);
}

/**
 * Where there is no display, starts Xvfb and returns the environment that leads to it; it ends with this process.
 * `reader` is the account that may use it besides ours.
 */
export async function display(reader) {
  if (hasDisplay()) return {};
  const folder = mkdtempSync(join(tmpdir(), 'nhi-display-'));
  const cookieFile = join(folder, 'authority');
  writeFileSync(cookieFile, authority(randomBytes(16)), { mode: 0o600 });
  if (reader) for (const path of [folder, cookieFile]) chownSync(path, reader.uid, reader.gid);
  const server = spawn(
    'Xvfb',
    ['-displayfd', '3', '-screen', '0', '2560x1600x24', '-nolisten', 'tcp', '-auth', cookieFile, '-noreset'],
    // A group of its own: Ctrl+C must reach the app before its display goes.
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe'], detached: true },
  );
  process.once('exit', () => {
    server.kill();
    rmSync(folder, { recursive: true, force: true });
  });
  const number = await new Promise((resolve, reject) => {
    server.once('error', (error) => reject(new SetupError(`Xvfb does not start: ${error.message}`)));
    server.once('exit', (code) => reject(new SetupError(`Xvfb ended with status ${code}`)));
    let text = '';
    server.stdio[3].on('data', (chunk) => {
      text += chunk;
      if (text.includes('\n')) resolve(text.trim());
    });
  });
  server.unref();
  server.stdio[3].destroy();
  say(`no display: using a virtual one, Xvfb :${number}, 2560x1600`);
  return { DISPLAY: `:${number}`, XAUTHORITY: cookieFile };
}
