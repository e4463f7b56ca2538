import { parseArgs } from 'node:util';

import { runChaos } from './run-chaos.ts';

const USAGE = `npm run chaos -- [--kills 50] [--seed N] [--rate 5000] [--every 3000]
  --kills  processes to kill with -9, Redis being emptied once in between
  --seed   decides who and when; printed, so that a run can be repeated
  --rate   messages a second, one reading each
  --every  mean time between two kills, milliseconds`;

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '50' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    rate: { type: 'string', default: '5000' },
    every: { type: 'string', default: '3000' },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  console.log(USAGE);
  process.exit(0);
}
console.log(`Seed ${values.seed}.`);
const result = await runChaos({
  seed: Number(values.seed),
  kills: Number(values.kills),
  messagesPerSecond: Number(values.rate),
  killEveryMs: Number(values.every),
  log: (line) => console.log(line),
});
const { verdict, account, load } = result;
console.log(`
kills               ${JSON.stringify(result.kills)}
acknowledged        ${verdict.expectedCount} readings in ${Math.round(load.elapsedMs / 1_000)} s, ${load.reconnectCount} reconnects
stored              ${verdict.storedCount}
missing             ${verdict.missingCount} ${verdict.missing.join('; ')}
wrong value         ${verdict.wrong.length} ${verdict.wrong.join('; ')}
never sent          ${verdict.foreign.length} ${verdict.foreign.join('; ')}
account             ${JSON.stringify(account)}
hours not right     ${result.wrongHours.length} ${result.wrongHours.slice(0, 5).join('; ')}
unbalanced          ${result.unbalanced.length} ${result.unbalanced.join(', ')}
journal             ${result.journal}
longest recovery    ${(result.recoveryMaxMs / 1_000).toFixed(1)} s`);
const sound =
  verdict.missingCount === 0 &&
  verdict.wrong.length === 0 &&
  verdict.foreign.length === 0 &&
  verdict.storedCount === verdict.expectedCount &&
  account.stored === verdict.storedCount &&
  account.conflict === 0 &&
  Object.keys(account.quarantined).length === 0 &&
  result.wrongHours.length === 0 &&
  result.unbalanced.length === 0 &&
  result.journal === 'verified' &&
  result.recoveryMaxMs < 60_000;
console.log(sound ? '\nNothing was lost, nothing doubled.' : '\nFAILED: see above.');
process.exit(sound ? 0 : 1);
