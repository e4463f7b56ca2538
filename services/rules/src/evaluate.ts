import {
  type Database,
  type Enterprise,
  getEnterprises,
  isDatabaseUnavailable,
  listAlertStates,
  lockAlertStates,
  type StoredAlertState,
  type StoredMonths,
  saveEnterpriseMonths,
} from '@hengneng/database';
import {
  type AlertSettings,
  alertSettingsOf,
  DomainError,
  localDate,
  periodAt,
  StoreUnavailableError,
} from '@hengneng/domain';
import {
  type EnterpriseRecord,
  type FactGatherer,
  type JoiningWorld,
  type Judged,
  judgeEnterprise,
  loadEnterpriseRecord,
  type MonthMemo,
  memberMonths,
  type PreparedRecords,
  prepareRecords,
} from '@hengneng/judging';

import { type Change, changesOf, lookAgainAtMs, recordChanges } from './apply-judgements.ts';
import type { RulesEvents } from './rules-metrics.ts';

/** After midnight the last readings of the day get this long to come in. */
const AFTER_MIDNIGHT_MS = 300_000;
/** An enterprise that could not be judged is tried again after this time. */
const RETRY_MS = 60_000;
/** Enterprises of one batch whose facts are gathered side by side. */
const PARALLEL = 4;
/** From so many enterprises on it is worth asking for all of them at once. */
const PREPARED_MIN = 4;

/** One enterprise that is to be judged. */
export interface EvaluationRequest {
  readonly enterpriseId: string;
  /** `daily` asks what is looked at once a day, too. */
  readonly cadence: (enterprise: Enterprise, nowMs: number) => FactGatherer['cadence'];
}

/** What came of judging one enterprise. */
export interface EvaluationResult {
  readonly enterpriseId: string;
  readonly atMs: number;
  /** Local day of the enterprise; null where it is gone or could not be judged. */
  readonly day: string | null;
  /** When it has to be looked at again, whatever its readings do. */
  readonly nextAtMs: number;
}

/** Everything that judging needs of the world. */
export interface EvaluatorDependencies {
  readonly database: Database;
  readonly world: JoiningWorld;
  /** What is remembered of settled months. */
  readonly memo: MonthMemo;
  readonly gatherers: readonly FactGatherer[];
  readonly events: Pick<RulesEvents, 'judged' | 'refused' | 'failed'>;
  /** Instant that is judged for; the clock, but for tests. */
  readonly nowMs: () => number;
  /** What was on record by then counts. */
  readonly recordedMs: () => number;
}

/**
 * Makes what judges enterprises: locks them, gathers their facts, asks the rules, steps their alerts, and
 * commits all of it together. Two at once for one enterprise go one after the other; killed in the middle
 * it has done nothing, and doing it again changes nothing more.
 */
export function createEvaluator(dependencies: EvaluatorDependencies) {
  const { database, world, events, nowMs, recordedMs, memo } = dependencies;
  return async (requests: readonly EvaluationRequest[]): Promise<EvaluationResult[]> => {
    const ids = requests.map(({ enterpriseId }) => enterpriseId);
    const startedAtMs = recordedMs();
    return await database.transaction(async (tx) => {
      await lockAlertStates(tx, ids);
      const enterprises = await getEnterprises(tx, ids, recordedMs());
      const states = Map.groupBy(await listAlertStates(tx, ids), (each) => each.enterpriseId);
      const prepared =
        enterprises.size < PREPARED_MIN
          ? undefined
          : await prepareRecords(world, {
              ...{ enterprises: [...enterprises.values()], memo },
              ...{ nowMs: nowMs(), recordedMs: recordedMs() },
            });
      const outcomes = await inParallel(requests, (request) =>
        judgeOne(
          dependencies,
          request,
          enterprises.get(request.enterpriseId) ?? null,
          states.get(request.enterpriseId) ?? [],
          prepared,
        ),
      );
      const changes = outcomes.flatMap((outcome) => outcome.changes);
      await saveEnterpriseMonths(
        tx,
        outcomes.flatMap(({ months }) => months ?? []),
      );
      if (changes.length > 0) await recordChanges(tx, changes);
      const transitions = changes.flatMap((change) => change.transitions);
      events.judged(requests.length, transitions, recordedMs() - startedAtMs);
      return outcomes.map(({ result }) => result);
    });
  };
}

interface Outcome {
  readonly result: EvaluationResult;
  readonly changes: readonly Change[];
  /** What its areas add up; of the look of the day. */
  readonly months?: StoredMonths | null;
}

async function judgeOne(
  { world, gatherers, events, nowMs, recordedMs }: EvaluatorDependencies,
  { enterpriseId, cadence }: EvaluationRequest,
  enterprise: Enterprise | null,
  known: readonly StoredAlertState[],
  prepared: PreparedRecords | undefined,
): Promise<Outcome> {
  const atMs = nowMs();
  const retry = { enterpriseId, atMs, day: null, nextAtMs: atMs + RETRY_MS };
  if (enterprise === null) return { result: retry, changes: [] };
  const { timeZone } = enterprise;
  let judged: Judged;
  let months: StoredMonths | null = null;
  let settings: AlertSettings;
  try {
    const record = await loadEnterpriseRecord(world, {
      ...{ enterprise, nowMs: atMs, recordedMs: recordedMs() },
      ...(prepared === undefined ? {} : { prepared }),
    });
    const asked = cadence(enterprise, atMs);
    settings = alertSettingsOf(record.policies.at(-1)?.document.thresholds);
    judged = await judgeEnterprise(record, asked, gatherers);
    if (asked === 'daily') months = await monthsOf(record, events);
  } catch (error) {
    if (isWorldAway(error)) throw error;
    // One enterprise whose record cannot be read holds nobody else up.
    events.failed(enterpriseId, error);
    return { result: retry, changes: [] };
  }
  for (const { gatherer, error } of judged.refused) events.refused(enterpriseId, gatherer, error);
  const changes = changesOf({ enterpriseId, timeZone, atMs, judged, settings }, known);
  const changed = new Map(changes.map(({ stored }) => [identity(stored), stored]));
  const kept = known.filter((each) => !changed.has(identity(each)));
  const again = lookAgainAtMs([...kept, ...changed.values()], settings);
  const midnightMs = periodAt(atMs, 'day', timeZone).endMs + AFTER_MIDNIGHT_MS;
  // Where the clock has waited long enough it is the data that have to move on, and they tell.
  const isToCome = again !== null && again > atMs;
  const nextAtMs = isToCome ? Math.min(midnightMs, again) : midnightMs;
  const day = localDate(atMs, timeZone);
  return { result: { enterpriseId, atMs, day, nextAtMs }, changes, months };
}

/** What of the enterprise its areas add up; what is kept stays where the record does not allow it. */
async function monthsOf(
  record: EnterpriseRecord,
  events: Pick<RulesEvents, 'refused'>,
): Promise<StoredMonths | null> {
  try {
    return await memberMonths(record);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    events.refused(record.enterprise.id, 'area', error);
    return null;
  }
}

function identity({ rule, targetId, periodFrom }: StoredAlertState): string {
  return JSON.stringify([rule, targetId, periodFrom]);
}

function isWorldAway(error: unknown): boolean {
  return error instanceof StoreUnavailableError || isDatabaseUnavailable(error);
}

/** A few at a time, in the order of the results. */
async function inParallel<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = new Array(items.length);
  let next = 0;
  const worker = async () => {
    for (let index = next++; index < items.length; index = next++) {
      const item = items[index];
      if (item !== undefined) results[index] = await work(item);
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, worker));
  return results;
}
