// Runs a program in a utility process of Electron, where the engine lives, and passes its output on.
import { app, utilityProcess } from 'electron';

const { NHI_BENCH_ENTRY: entry = '', NHI_BENCH_ARGV: argv = '[]', ...env } = process.env;

app.whenReady().then(() => {
  const child = utilityProcess.fork(entry, JSON.parse(argv), { stdio: 'pipe', env });
  child.stdout?.pipe(process.stdout);
  child.stderr?.pipe(process.stderr);
  child.once('exit', (code) => app.exit(code));
  process.once('SIGTERM', () => child.kill());
});
