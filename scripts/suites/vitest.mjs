import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { become } from '../setup/child.mjs';
import { toolchainNode } from '../setup/node.mjs';
import { checkoutCache, root } from '../setup/paths.mjs';

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

/** Runs vitest projects and counts by its JSON report; a file that does not even load counts as a failure. */
export async function vitest(name, projects, args = [], env = {}) {
  mkdirSync(checkoutCache, { recursive: true });
  const report = join(checkoutCache, `vitest-${name}.json`);
  rmSync(report, { force: true });
  const status = await become(
    toolchainNode(),
    [
      'node_modules/vitest/vitest.mjs',
      'run',
      ...projects.flatMap((project) => ['--project', project]),
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
      '--passWithNoTests',
      ...args,
    ],
    { cwd: root, env: { ...process.env, ...env } },
  );
  const files = readReport(report)?.testResults ?? [];
  const tests = files.flatMap((file) =>
    file.assertionResults.map((test) => ({
      name: `${relative(root, file.name)} › ${test.fullName}`,
      status: test.status,
      duration: test.duration ?? 0,
    })),
  );
  const passed = tests.filter((test) => test.status === 'passed').length;
  const unloaded = files.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  );
  const counted = tests.filter((test) => test.status === 'failed').length + unloaded.length;
  // An unhandled error fails the run although no test of it failed.
  const failed = status !== 0 && counted === 0 ? 1 : counted;
  return { name, passed, failed, skipped: tests.length - passed - (counted - unloaded.length), tests };
}

export const unit = (args) => vitest('unit', ['unit', 'renderer', 'suites'], args);
