import { gatewayStatusSchema, redisKeys } from '@hengneng/contracts';
import type { Journal } from '@hengneng/journal';
import type { connectRedis } from '@hengneng/queue';

/**
 * Refuses a journal that ends before what this gateway is known to have had processed: the wrong or
 * an unmounted folder. Going on would hand out positions a second time, and a reading with the
 * position of another could not be told from it any more.
 *
 * Redis keeps what the gateway last said of itself; while it is away nothing can be compared.
 */
export async function assertSameJournal(
  redis: Pick<ReturnType<typeof connectRedis>, 'get' | 'status'>,
  gateway: number,
  journal: Pick<Journal, 'syncedThrough'>,
): Promise<void> {
  if (redis.status !== 'ready') return;
  const text = await redis.get(redisKeys.gatewayStatus(gateway)).catch(() => null);
  if (text === null) return;
  const status = gatewayStatusSchema.safeParse(parsed(text));
  // What is not a status of ours says nothing about the journal.
  if (!status.success || status.data.completedThrough <= journal.syncedThrough) return;
  throw new Error(
    `This journal ends at ${journal.syncedThrough}, but gateway ${gateway} has had messages through ` +
      `${status.data.completedThrough} processed: this is another folder, or an old copy of it. Give ` +
      'JOURNAL_DIR the right folder (or restore it from its mirror); if it is lost for good, start ' +
      'with an empty one and a new GATEWAY_NUMBER.',
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
