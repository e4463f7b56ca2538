import { cpus, release } from 'node:os';
import { parseArgs } from 'node:util';

import { runBench } from './run-bench.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    enterprises: { type: 'string', default: '20000' },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  console.log(
    'npm run bench -- [--seconds 60] [--enterprises 20000]\n  --seconds      how long each row publishes\n' +
      '  --enterprises  how many the rules look at',
  );
  process.exit(0);
}
console.log(
  `${new Date().toISOString()}, ${cpus().length} x ${cpus()[0]?.model}, Linux ${release()}`,
);
const rows = await runBench({
  durationMs: Number(values.seconds) * 1_000,
  enterprises: Number(values.enterprises),
  log: (line) => console.log(line),
});
console.log('\n| scenario | measured | must | reached |\n|---|---|---|---|');
for (const row of rows) {
  console.log(`| ${row.name} | ${row.measured} | ${row.must} | ${row.reached ? 'yes' : 'NO'} |`);
}
