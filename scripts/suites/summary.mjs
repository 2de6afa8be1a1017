import { say, seconds } from '../setup/say.mjs';

const SHOWN = 8;
const SLOW_MS = 1000;

const sum = (results, field) => results.reduce((total, result) => total + result[field], 0);

/** Prints the one line of counts, last, and returns the exit status. No test at all is a failure. */
export function summarise(results) {
  const tests = results.flatMap((result) => result.tests);
  const slow = tests.filter((test) => test.duration >= SLOW_MS).sort((a, b) => b.duration - a.duration);
  if (slow.length > 0) say(`slowest tests, of ${slow.length} above ${seconds(SLOW_MS)}:`);
  for (const test of slow.slice(0, SHOWN)) say(`  ${seconds(test.duration)}  ${test.name}`);
  for (const result of results.filter(({ failed }) => failed > 0)) say(`${result.name}: ${result.failed} failed`);
  const [passed, failed, skipped] = ['passed', 'failed', 'skipped'].map((field) => sum(results, field));
  if (passed + failed === 0) say('no test ran');
  process.stdout.write(`${passed} passed, ${failed} failed, ${skipped} skipped\n`);
  return failed > 0 || passed === 0 ? 1 : 0;
}
