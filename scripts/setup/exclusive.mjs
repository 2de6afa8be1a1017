import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { say } from './say.mjs';

function holder(file) {
  try {
    return Number(readFileSync(file, 'utf8')) || null;
  } catch {
    return null;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** One process at a time: several launchers of one checkout may be started together. */
export async function exclusive(file, what, work) {
  mkdirSync(dirname(file), { recursive: true });
  let unreadable = 0;
  for (let waited = 0; ; waited += 1) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const pid = holder(file);
    // A lock is empty for an instant after it was made; one that stays empty belongs to nobody.
    unreadable = pid === null ? unreadable + 1 : 0;
    if (pid === null ? unreadable > 10 : !isAlive(pid)) {
      rmSync(file, { force: true });
      continue;
    }
    if (waited === 10) say(`waiting for process ${pid} to finish ${what}`);
    await sleep(100);
  }
  const release = () => rmSync(file, { force: true });
  process.once('exit', release);
  try {
    return await work();
  } finally {
    process.off('exit', release);
    release();
  }
}
