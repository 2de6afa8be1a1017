// npm test: sets up whatever is missing, runs every suite, and ends with one line of counts.
// Narrowing: npm test -- --only lint,types,unit,peers,e2e [vitest's filters and options]
import { unprivileged } from './setup/account.mjs';
import { launch, SetupError } from './setup/say.mjs';
import { setUpCode, setUpWindow } from './setup/set-up.mjs';
import { summarise } from './suites/summary.mjs';
import { lint, types } from './suites/tool.mjs';
import { unit } from './suites/vitest.mjs';

const SUITES = ['lint', 'types', 'unit', 'peers', 'e2e'];

function parse(argv) {
  const at = argv.indexOf('--only');
  if (at < 0) return { wanted: SUITES, args: argv };
  const wanted = (argv[at + 1] ?? '').split(',');
  const unknown = wanted.find((name) => !SUITES.includes(name));
  if (unknown !== undefined) throw new SetupError(`--only takes ${SUITES.join(', ')}, not '${unknown}'`);
  return { wanted, args: [...argv.slice(0, at), ...argv.slice(at + 2)] };
}

async function run(argv) {
  const { wanted, args } = parse(argv);
  const has = (name) => wanted.includes(name);
  const account = unprivileged();
  const runtime = has('e2e')
    ? await setUpWindow(undefined, account)
    : await setUpCode(has('unit') || has('peers') ? undefined : []);
  const results = await Promise.all([...(has('lint') ? [lint()] : []), ...(has('types') ? [types()] : [])]);
  if (has('unit')) results.push(await unit(args));
  if (has('peers')) {
    const { peers } = await import('./suites/peers.mjs');
    results.push(await peers(args));
  }
  if (has('e2e')) {
    const { e2e } = await import('./suites/e2e.mjs');
    results.push(await e2e(runtime, account, args));
  }
  return summarise(results);
}

await launch(async () => {
  try {
    return await run(process.argv.slice(2));
  } catch (error) {
    // Whoever reads the counts must not find none: a set-up that fails is a failure.
    process.once('exit', () => process.stdout.write('0 passed, 1 failed, 0 skipped\n'));
    throw error;
  }
});
