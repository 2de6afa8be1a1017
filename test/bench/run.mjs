// Runs every *.bench.ts beside it, prints each case beside its peer or limit, and with --write puts what was run into its
// section of docs/BENCHMARKS.md, the others stay. Arguments that do not begin with a dash narrow by file name.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';

const folder = import.meta.dirname;
const only = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.bench.ts') && (only.length === 0 || only.some((part) => name.includes(part))))
  .sort();

const head = `# Benchmarks

Ratios are ours against the peer or limit measured in the same run; absolute figures mean nothing on another machine, and a ratio under about 1.3 is no difference. Each section is of one run and of its own day.
`;

const round = (value) =>
  value >= 100 ? Math.round(value).toLocaleString('en-GB') : Number(value.toPrecision(3)).toString();

/** Section of docs/BENCHMARKS.md by the name of its bench. */
const measured = new Map();
for (const file of files) {
  process.stderr.write(`${file} …\n`);
  const { run, notes } = await import(join(folder, file));
  const rows = await run();
  // Where the peer is not to be had nothing was measured: what is written stays.
  if (rows.length > 0) measured.set(file.replace('.bench.ts', ''), { rows, notes });
  for (const row of rows) {
    process.stdout.write(
      `${row.goal}  ${row.case}: ours ${round(row.ours)}, peer ${round(row.peer)} ${row.unit}, ratio ${round(row.ratio)} (${row.goalText})\n`,
    );
  }
}

if (process.argv.includes('--write')) {
  const path = join(folder, '../../docs/BENCHMARKS.md');
  const [, ...written] = readFileSync(path, 'utf8').split(/^## /m);
  const sections = new Map(written.map((text) => [text.slice(0, text.indexOf('\n')), text.trimEnd()]));
  for (const [name, { rows, notes }] of measured) sections.set(name, sectionOf(name, rows, notes));
  const body = [...sections.values()].sort().map((text) => `## ${text}\n`);
  writeFileSync(path, `${head}\n${body.join('\n')}`);
}

function sectionOf(name, rows, notes) {
  const { NHI_BENCH_SCALE: scale } = process.env;
  const size = scale === undefined ? '' : ` at ${scale} of its size`;
  const lines = rows.map(
    (row) =>
      `| ${row.goal} | ${row.case} | ${round(row.ours)} | ${round(row.peer)} | ${row.unit} | ${round(row.ratio)} | ${row.goalText} | ${typeof row.met === 'boolean' ? (row.met ? 'met' : 'missed') : ''} |`,
  );
  return [
    name,
    '',
    `One run of \`npm run bench -- ${name} --write\`${size}: Node ${process.version}, ${cpus().length} cores.`,
    '',
    '| Goal | Case | Ours | Peer or limit | Unit | Ratio | Goal and direction | |',
    '| --- | --- | --- | --- | --- | --- | --- | --- |',
    ...lines,
    ...(notes === undefined ? [] : ['', notes]),
  ].join('\n');
}
