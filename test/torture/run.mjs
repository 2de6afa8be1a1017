// The full figures of what `npm test` samples: `npm run test:torture [-- SCALE [SEED]]`. Exit 1 when anything failed.
import { torture } from './all.ts';

const [scale = '1', seed = String(Date.now() % 1_000_000)] = process.argv.slice(2);
process.stdout.write(`scale ${scale}, seed ${seed}\n`);
const isFine = await torture({
  scale: Number(scale),
  seed: Number(seed),
  onRow({ name, cases, failures }) {
    process.stdout.write(`${failures.length === 0 ? 'ok    ' : 'FAILED'} ${name}: ${cases} cases\n`);
    for (const failure of failures.slice(0, 10)) process.stdout.write(`       ${failure}\n`);
  },
});
process.exitCode = isFine ? 0 : 1;
