import {
  type ForwardingLog,
  type Journal,
  loadOrCreateSigningKey,
  openForwardingLog,
  openJournal,
} from '@hengneng/journal';
import type { Logger } from '@hengneng/telemetry';

import type { Config } from './config.ts';

/** Newest records kept in memory for the forwarder, four of its ranges; older ones are read from disk. */
const RECENT_BYTES_MAX = 16 * 1_048_576;

/** What a gateway keeps on its own disk. */
export interface Stores {
  readonly journal: Journal;
  readonly log: ForwardingLog;
  /** Calls back when the disk has become full, and when it no longer is. */
  onSpaceChange(listener: () => void): void;
}

/** Opens journal and forwarding log, recovering them first after an unclean end. */
export async function openStores(
  config: Config,
  logger: Logger,
  onFatal: (error: Error) => void,
): Promise<Stores> {
  const mirrorDirectory = config.JOURNAL_MIRROR_DIR;
  const directories = {
    directory: config.JOURNAL_DIR,
    ...(mirrorDirectory === undefined ? {} : { mirrorDirectory }),
  };
  let spaceChanged = () => {};
  const journal = await openJournal({
    ...directories,
    gatewayNumber: config.GATEWAY_NUMBER,
    signingKey: await loadOrCreateSigningKey(config.JOURNAL_SIGNING_KEY_FILE),
    clock: Date.now,
    recentBytesMax: RECENT_BYTES_MAX,
    onBlocked: (error) => {
      logger.error({ error }, 'The disk of the journal is full; nothing is accepted.');
      spaceChanged();
    },
    onResumed: () => {
      logger.info('There is space again; messages are accepted.');
      spaceChanged();
    },
    onFatal,
    onNotice: (notice) => {
      const level = notice.kind === 'sealed' ? 'debug' : 'warn';
      logger[level]({ notice }, 'The journal reports.');
    },
  });
  const log = await openForwardingLog(directories);
  return {
    journal,
    log,
    onSpaceChange: (listener) => {
      spaceChanged = listener;
    },
  };
}
