import { collect } from '../setup/child.mjs';
import { toolchainNode } from '../setup/node.mjs';
import { root } from '../setup/paths.mjs';
import { say, seconds } from '../setup/say.mjs';

/** A tool that passes or fails as a whole: one check. Its output is shown only when it fails. */
export async function tool(name, script, args) {
  const start = performance.now();
  const { code, output } = await collect(toolchainNode(), [script, ...args], { cwd: root });
  if (code !== 0) process.stdout.write(`${output.trimEnd()}\n`);
  say(`${name}: ${code === 0 ? 'passed' : 'FAILED'} in ${seconds(performance.now() - start)}`);
  return { name, passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0, tests: [] };
}

export const lint = () => tool('format and lint', 'node_modules/@biomejs/biome/bin/biome', ['ci', '--colors=off']);
export const types = () => tool('types', 'node_modules/typescript/bin/tsc', ['-b', '--pretty', 'false']);
