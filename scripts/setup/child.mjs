import { spawn, spawnSync } from 'node:child_process';
import { constants } from 'node:os';

const GRACE_MS = 4000;

/**
 * Runs a child in our place: signals go to it, its exit status is ours.
 * A child that does not answer a signal in time is killed.
 */
export function become(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'inherit', ...options });
    let killer;
    const forward = (signal) => {
      child.kill(signal);
      killer ??= setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
    };
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    for (const signal of signals) process.on(signal, forward);
    const done = () => {
      clearTimeout(killer);
      for (const signal of signals) process.off(signal, forward);
    };
    child.once('error', (error) => {
      done();
      reject(error);
    });
    child.once('exit', (code, signal) => {
      done();
      resolve(code ?? 128 + (constants.signals[signal] ?? 0));
    });
  });
}

/** Runs a child to its end and keeps what it printed, both streams in one text. */
export function collect(command, args, { timeout, onOutput, ...options } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
    let output = '';
    let timedOut = false;
    const take = (chunk) => {
      output += chunk;
      onOutput?.(chunk);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    const timer =
      timeout &&
      setTimeout(() => {
        timedOut = true;
        child.kill('SIGKILL');
      }, timeout);
    const end = (code) => {
      clearTimeout(timer);
      resolve({ code, output, timedOut });
    };
    child.once('error', (error) => {
      output += error.message;
      end(127);
    });
    child.once('close', (code, signal) => end(code ?? 128 + (constants.signals[signal] ?? 0)));
  });
}

export function isOnPath(command) {
  const found = spawnSync(process.platform === 'win32' ? 'where' : 'which', [command], { stdio: 'ignore' });
  return found.status === 0;
}
