import { startStack } from '../support/stack.ts';
import { alertLatency } from './alert-rows.ts';
import { byDayLatency, countedYear, loadCurveLatency } from './energy-rows.ts';
import { dailyLook } from './judgement-rows.ts';

const stack = await startStack();
try {
  console.log(new Date().toISOString(), 'alerts p99 of 100', await alertLatency(stack, 100));
  console.log(new Date().toISOString(), 'look', JSON.stringify(await dailyLook(stack, 20_000)));
  const year = await countedYear(stack, 365);
  console.log(new Date().toISOString(), 'counted after', year.countedAfterMs);
  console.log(new Date().toISOString(), 'by day p95', await byDayLatency(year, 20));
  console.log(new Date().toISOString(), 'curve p95', await loadCurveLatency(year, 10));
} catch (error) {
  console.log(error);
} finally {
  await stack.stop();
}
