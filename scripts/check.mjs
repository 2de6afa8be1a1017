// npm run check: format, lint, types, unit and architecture tests; no window, no built code.
import { launch } from './setup/say.mjs';
import { setUpCode } from './setup/set-up.mjs';
import { summarise } from './suites/summary.mjs';
import { lint, types } from './suites/tool.mjs';
import { unit } from './suites/vitest.mjs';

await launch(async () => {
  await setUpCode([]);
  const results = await Promise.all([lint(), types()]);
  results.push(await unit(process.argv.slice(2)));
  return summarise(results);
});
