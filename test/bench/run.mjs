// Runs every *.bench.ts beside it, prints each case beside its peer or limit, and with --write puts the table into
// docs/BENCHMARKS.md. Arguments that do not begin with a dash narrow by file name.
import { readdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';

const folder = import.meta.dirname;
const only = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.bench.ts') && (only.length === 0 || only.some((part) => name.includes(part))))
  .sort();

const round = (value) =>
  value >= 100 ? Math.round(value).toLocaleString('en-GB') : Number(value.toPrecision(3)).toString();

const rows = [];
for (const file of files) {
  process.stderr.write(`${file} …\n`);
  const { run } = await import(join(folder, file));
  for (const row of await run()) {
    rows.push(row);
    process.stdout.write(
      `${row.goal}  ${row.case}: ours ${round(row.ours)}, peer ${round(row.peer)} ${row.unit}, ratio ${round(row.ratio)} (${row.goalText})\n`,
    );
  }
}

if (process.argv.includes('--write')) {
  const table = rows
    .sort((a, b) => (a.goal < b.goal ? -1 : a.goal > b.goal ? 1 : 0))
    .map(
      (row) =>
        `| ${row.goal} | ${row.case} | ${round(row.ours)} | ${round(row.peer)} | ${row.unit} | ${round(row.ratio)} | ${row.goalText} |`,
    )
    .join('\n');
  writeFileSync(
    join(folder, '../../docs/BENCHMARKS.md'),
    `# Benchmarks\n\nOne full run of \`npm run bench -- --write\`: Node ${process.version}, ${cpus().length} cores. Ratios are ours against the peer or limit measured in the same run; absolute figures mean nothing on another machine, and a ratio under about 1.3 is no difference.\n\n| Goal | Case | Ours | Peer or limit | Unit | Ratio | Goal and direction |\n| --- | --- | --- | --- | --- | --- | --- |\n${table}\n`,
  );
}
