import { listJournalDay, listProcessedDay } from '@hengneng/database';

import type { ApiDependencies } from '../dependencies.ts';
import { type MessageAccount, messageAccount } from './message-account.ts';

/** Messages of one day of the platform zone over all gateways, from the reports and the records. */
export async function readMessageAccount(
  dependencies: Pick<ApiDependencies, 'database' | 'gateways' | 'clock'>,
  date: string,
): Promise<MessageAccount> {
  const { database, gateways, clock } = dependencies;
  // In this order: what is recorded meanwhile makes `inFlight` too small for a moment, never too big.
  const live = await gateways.list();
  const reported = await listJournalDay(database.executor, date);
  const processed = await listProcessedDay(database.executor, date);
  const numbers = new Set([...live, ...reported, ...processed].map((each) => each.gateway));
  const days = [...numbers].map((gateway) => ({
    gateway,
    reported: reported.find((each) => each.gateway === gateway)?.journalled ?? null,
    processed: processed.find((each) => each.gateway === gateway)?.processed ?? 0,
    status: live.find((each) => each.gateway === gateway)?.status ?? null,
  }));
  return messageAccount(days, date, clock());
}
