import { PLATFORM_TIME_ZONE } from '@hengneng/contracts';
import { isBalanced, listAccounting, SYSTEM_SCOPE } from '@hengneng/database';
import { localDate } from '@hengneng/domain';

import type { ApiDependencies } from '../dependencies.ts';
import { readMessageAccount } from './read-message-account.ts';

const EVERY_MS = 30_000;
const MS_PER_DAY = 86_400_000;
/** Looks in a row at messages that do not add up before it is an alarm: reports lag by a second or two. */
const LOOKS_BEFORE_ALARM = 3;

/** The alarm that goes off when the account of today or yesterday does not add up. */
export interface AccountingWatch {
  /** Looks once, now; throws when a store is away. */
  look(): Promise<void>;
  start(): void;
  stop(): void;
}

/**
 * Watches the account: gauges for the metrics, one `error` in the log when something that was
 * acknowledged is not accounted for, one line when all is well again.
 */
export function createAccountingWatch(
  dependencies: Pick<ApiDependencies, 'database' | 'gateways' | 'clock' | 'logger' | 'metrics'>,
): AccountingWatch {
  const { database, clock, logger, metrics } = dependencies;
  const enterprises = metrics.gauge(
    'unbalanced_enterprises',
    'Enterprises whose readings of today or yesterday do not add up.',
  );
  const messages = metrics.gauge(
    'unaccounted_messages',
    'Messages journalled today or yesterday, neither processed nor in flight.',
  );
  let badLooks = 0;
  let alarmed = false;
  let timer: NodeJS.Timeout | undefined;

  const judge = (fields: { unbalancedEnterprises: string[]; unaccountedMessages: number }) => {
    const isBad = fields.unbalancedEnterprises.length > 0 || fields.unaccountedMessages !== 0;
    badLooks = isBad ? badLooks + 1 : 0;
    if (badLooks >= LOOKS_BEFORE_ALARM && !alarmed) {
      alarmed = true;
      logger.error(fields, 'The account does not add up.');
    }
    if (!isBad && alarmed) {
      alarmed = false;
      logger.info('The account adds up again.');
    }
  };

  const look = async () => {
    const unbalancedEnterprises: string[] = [];
    let unaccountedMessages = 0;
    for (const atMs of [clock(), clock() - MS_PER_DAY]) {
      const date = localDate(atMs, PLATFORM_TIME_ZONE);
      const rows = await listAccounting(database.executor, SYSTEM_SCOPE, { date });
      const bad = rows.filter((row) => !isBalanced(row)).map((row) => row.enterpriseId);
      unbalancedEnterprises.push(...bad);
      const { journalled, processed, inFlight } = await readMessageAccount(dependencies, date);
      unaccountedMessages += Math.abs(journalled - processed - inFlight);
    }
    enterprises.set(new Set(unbalancedEnterprises).size);
    messages.set(unaccountedMessages);
    judge({ unbalancedEnterprises: unbalancedEnterprises.slice(0, 20), unaccountedMessages });
  };

  return {
    look,
    start: () => {
      timer = setInterval(() => {
        // A store that is away is told by whoever needs it; the account waits.
        look().catch(() => {});
      }, EVERY_MS);
    },
    stop: () => clearInterval(timer),
  };
}
