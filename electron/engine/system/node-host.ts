import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import type { HostFacts } from './system.ts';

/** /proc/PID/stat: the state is field 3 and the start (clock ticks since boot) field 22, counted behind the name. */
function startOnLinux(pid: number): string | null {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
  } catch {
    return isAlive(pid) ? '' : null;
  }
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  // A zombie holds nothing any more; only its parent has not looked yet.
  if (fields[0] === 'Z' || fields[0] === 'X') return null;
  return fields[19] ?? '';
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function answerOf(command: string, parameters: readonly string[]): string {
  try {
    return execFileSync(command, parameters, {
      encoding: 'utf8',
      timeout: 2000,
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return '';
  }
}

function startOf(pid: number): string | null {
  if (process.platform === 'linux') return startOnLinux(pid);
  if (!isAlive(pid)) return null;
  return process.platform === 'win32' ? '' : answerOf('/bin/ps', ['-o', 'lstart=', '-p', String(pid)]);
}

function readBootId(): string {
  if (process.platform === 'darwin') return answerOf('/usr/sbin/sysctl', ['-n', 'kern.bootsessionuuid']);
  if (process.platform !== 'linux') return '';
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim();
  } catch {
    return '';
  }
}

function accountName(): string {
  const named = process.env['NHI_ACTOR'];
  if (named) return named;
  try {
    return userInfo().username;
  } catch {
    return `uid ${process.getuid?.() ?? 'unknown'}`;
  }
}

export function createNodeHost(): HostFacts {
  return {
    pid: process.pid,
    bootId: readBootId(),
    processStart: startOf(process.pid) ?? '',
    account: accountName(),
    platform: process.platform,
    startOf,
  };
}
