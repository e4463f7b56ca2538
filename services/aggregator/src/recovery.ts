import type { GatewayStatus } from '@hengneng/contracts';
import { type ReadingScan, SEQUENCES_PER_GATEWAY } from '@hengneng/domain';
import type { DirtyDrain, DirtyMarks, DirtyStretch } from '@hengneng/queue';

import type { DrainedPositions, PositionsFile } from './drained-positions.ts';

/** What recovery needs of the world. */
export interface RecoveryDependencies {
  readonly file: PositionsFile;
  readonly scan: Pick<ReadingScan, 'pagesByPosition'>;
  readonly marks: Pick<DirtyMarks, 'markStretches'>;
  readonly drain: Pick<DirtyDrain, 'list' | 'versions' | 'drainedVersions'>;
  /** Names the filling and the run of Redis in force. */
  readonly redisName: () => Promise<string>;
  readonly gatewayStatuses: () => Promise<readonly GatewayStatus[]>;
  readonly enterpriseIds: () => Promise<readonly string[]>;
  readonly onMarkedAgain: (readingCount: number) => void;
}

/** Every reading of one gateway has a position below this, relative to the gateway's first. */
const SEQUENCE_MAX = SEQUENCES_PER_GATEWAY - 1;
const STRETCHES_PER_CALL = 1_000;

/** A look at what is dirty, until all of it is counted. */
interface Watch {
  readonly sequences: Record<string, number>;
  readonly versions: Map<string, number>;
}

/**
 * Makes the step that keeps the positions true, to be repeated every few seconds.
 *
 * While Redis lives it notes up to which journal sequence of each gateway everything is counted: a
 * gateway says what is completed, that is, marked; then what is dirty is listed; when all of that is
 * drained, everything up to the completed sequence is counted. When Redis was emptied, or died and may
 * have lost its last seconds, everything above is marked again.
 */
export function createRecovery(world: RecoveryDependencies): () => Promise<void> {
  let watch: Watch | null = null;

  const recover = async (known: DrainedPositions | null, redis: string): Promise<void> => {
    watch = null;
    const statuses = await world.gatewayStatuses();
    const upTo = new Map(statuses.map((status) => [status.gateway, status.completedThrough]));
    const sequences = known?.sequences ?? {};
    const from = (gateway: number) => sequences[String(gateway)] ?? 0;
    const gateways = new Set([...upTo.keys(), ...Object.keys(sequences).map(Number)]);
    // What nobody has completed since needs no look through all readings.
    const behind = [...gateways].filter(
      (gateway) => (upTo.get(gateway) ?? Number.POSITIVE_INFINITY) > from(gateway),
    );
    let readingCount = 0;
    const everything = known === null;
    if (everything || behind.length > 0) {
      const ranges = everything
        ? [{ afterPosition: 0, toPosition: Number.MAX_SAFE_INTEGER }]
        : behind.map((gateway) => ({
            afterPosition: gateway * SEQUENCES_PER_GATEWAY + from(gateway),
            toPosition: gateway * SEQUENCES_PER_GATEWAY + SEQUENCE_MAX,
          }));
      for (const enterpriseId of await world.enterpriseIds()) {
        for (const range of ranges) readingCount += await markRange(enterpriseId, range);
      }
    }
    await world.file.write({ redis, sequences });
    if (readingCount > 0) world.onMarkedAgain(readingCount);
  };

  const markRange = async (
    enterpriseId: string,
    range: { afterPosition: number; toPosition: number },
  ): Promise<number> => {
    let readingCount = 0;
    let stretches = new Map<string, { meterId: string; fromMs: number; untilMs: number }>();
    const flush = async () => {
      const list: DirtyStretch[] = [...stretches.values()];
      stretches = new Map();
      if (list.length > 0) await world.marks.markStretches(enterpriseId, list);
    };
    for await (const { meterId, readings } of world.scan.pagesByPosition({
      enterpriseId,
      ...range,
    })) {
      readingCount += readings.length;
      for (const { readAtMs } of readings) {
        const stretch = stretches.get(meterId);
        if (stretch === undefined) {
          stretches.set(meterId, { meterId, fromMs: readAtMs, untilMs: readAtMs });
        } else {
          stretch.fromMs = Math.min(stretch.fromMs, readAtMs);
          stretch.untilMs = Math.max(stretch.untilMs, readAtMs);
        }
      }
      if (stretches.size >= STRETCHES_PER_CALL) await flush();
    }
    await flush();
    return readingCount;
  };

  const beginWatch = async (known: DrainedPositions): Promise<void> => {
    // First what is completed, then what is dirty: its marks are among those.
    const statuses = await world.gatewayStatuses();
    const sequences = { ...known.sequences };
    for (const { gateway, completedThrough } of statuses) {
      sequences[String(gateway)] = Math.max(completedThrough, sequences[String(gateway)] ?? 0);
    }
    if (JSON.stringify(sequences) === JSON.stringify(known.sequences)) return;
    const { dirty, aside } = await world.drain.list();
    const ids = [...new Set([...dirty, ...aside])];
    const versions = await world.drain.versions(ids);
    watch = { sequences, versions: new Map(ids.map((id, index) => [id, versions[index] ?? 0])) };
  };

  return async () => {
    const [known, redis] = await Promise.all([world.file.read(), world.redisName()]);
    if (known === null || known.redis !== redis) {
      await recover(known, redis);
      return;
    }
    if (watch === null) await beginWatch(known);
    if (watch === null) return;
    const ids = [...watch.versions.keys()];
    const drained = await world.drain.drainedVersions(ids);
    for (const [index, id] of ids.entries()) {
      if ((drained[index] ?? 0) >= (watch.versions.get(id) ?? 0)) watch.versions.delete(id);
    }
    if (watch.versions.size > 0) return;
    // Asked again: the marks that were counted must have been those of this filling.
    if ((await world.redisName()) === redis) {
      await world.file.write({ redis, sequences: watch.sequences });
    }
    watch = null;
  };
}
