import {
  type AlertFinding,
  appendAudit,
  type Database,
  enqueueNotification,
  enterpriseZones,
  holdDeviceWatch,
  keepDeviceWatch,
  listDeviceActivity,
  listSilenceAlerts,
  raiseOrUpdateAlerts,
  type SilenceAlert,
  type WatchedDevice,
} from '@hengneng/database';
import {
  BREAKER_DEFAULTS,
  type BreakerDecision,
  type BreakerSettings,
  breakerDecision,
  localDate,
  RULE_VERSION,
} from '@hengneng/domain';

/**
 * One device is told of only after half as long again: when all fall silent, those with short pauses
 * pass their time first, and by then the platform's own alarm has to stand.
 */
const ALONE_FACTOR = 1.5;
const TARGET_PREFIX = 'device:';

/** What the watch needs. */
export interface SilenceWatchDependencies {
  readonly database: Database;
  readonly nowMs: () => number;
  /** Start of this process: what was not heard before it may still wait somewhere. */
  readonly startedAtMs: number;
  readonly settings?: BreakerSettings;
}

/** What a look found. */
export interface SilenceRound {
  readonly decision: BreakerDecision;
  readonly raisedCount: number;
  readonly resolvedCount: number;
}

/**
 * Makes the look for silent devices. A few that are silent are alarms of their enterprises, one each;
 * half of them at once is one alarm of the platform, and none of a single device until most are back.
 * What stands is in PostgreSQL: a restart or a second process neither repeats nor forgets it. Answers
 * null while another process looks.
 */
export function createSilenceWatch(dependencies: SilenceWatchDependencies) {
  const { database, nowMs: clock, startedAtMs } = dependencies;
  const settings = dependencies.settings ?? BREAKER_DEFAULTS;
  return async (): Promise<SilenceRound | null> => {
    const nowMs = clock();
    const devices = await listDeviceActivity(database.executor);
    const decision = await decide(database, devices, { nowMs, startedAtMs }, settings);
    if (decision === null) return null;
    const byId = new Map(devices.map((each) => [each.deviceId, each]));
    const firing = await listSilenceAlerts(database.executor);
    const told = new Set(firing.map((each) => idOf(each)));
    const silent = decision.silentDeviceIds.flatMap((id) => byId.get(id) ?? []);
    const fresh = silent.filter((each) => isAloneSilent(each, nowMs) && !told.has(each.deviceId));
    const back =
      decision.state === 'starting'
        ? []
        : firing.filter((each) => isBack(byId.get(idOf(each)), nowMs));
    await raise(database, fresh, nowMs);
    await resolve(database, back, byId, nowMs);
    return { decision, raisedCount: fresh.length, resolvedCount: back.length };
  };
}

function idOf({ enterpriseId, targetId }: SilenceAlert): string {
  return `${enterpriseId}.${targetId.slice(TARGET_PREFIX.length)}`;
}

function isAloneSilent({ lastSeenMs, silentAfterMs }: WatchedDevice, nowMs: number): boolean {
  return nowMs - lastSeenMs > silentAfterMs * ALONE_FACTOR;
}

/** Heard again; one that is not watched any more (revoked) is no alarm either. */
function isBack(device: WatchedDevice | undefined, nowMs: number): boolean {
  return device === undefined || nowMs - device.lastSeenMs <= device.silentAfterMs;
}

/** Trips or closes the watch, and tells those who run the platform, in one transaction. */
async function decide(
  database: Database,
  devices: readonly WatchedDevice[],
  clock: { readonly nowMs: number; readonly startedAtMs: number },
  settings: BreakerSettings,
): Promise<BreakerDecision | null> {
  const { nowMs } = clock;
  return await database.transaction(async (tx) => {
    const held = await holdDeviceWatch(tx, nowMs);
    if (held === null) return null;
    const wasTripped = held.trippedAtMs !== null;
    const decision = breakerDecision(devices, wasTripped, clock, settings);
    const isTripped = decision.state === 'tripped';
    if (decision.state === 'starting' || isTripped === wasTripped) return decision;
    await keepDeviceWatch(tx, isTripped ? nowMs : null, nowMs);
    const { silentCount, deviceCount } = decision;
    const figures = { silent: silentCount, of: deviceCount };
    await enqueueNotification(
      tx,
      {
        dedupKey: `platform/devices-silent/${held.trippedAtMs ?? nowMs}/${isTripped ? 'on' : 'off'}`,
        ...{ enterpriseId: null, subjectId: 'devices-silent', word: 'platform', severity: 3 },
        event: isTripped ? 'firing' : 'resolved',
        ...{ rule: 'devices-silent', labels: {}, audience: 'platform' },
        ...{ messageKey: 'platform.devices-silent', params: figures, atMs: nowMs },
      },
      nowMs,
    );
    await appendAudit(tx, {
      atMs: nowMs,
      actor: { userId: null, username: 'rules' },
      action: isTripped ? 'platform-alarm.raise' : 'platform-alarm.resolve',
      enterpriseId: null,
      subject: { type: 'platform-alarm', id: 'devices-silent' },
      details: figures,
    });
    return decision;
  });
}

/** An alarm for each device; its period is the day the silence began. */
async function raise(
  database: Database,
  devices: readonly WatchedDevice[],
  nowMs: number,
): Promise<void> {
  const ids = [...new Set(devices.map(({ enterpriseId }) => enterpriseId))];
  const zones = await enterpriseZones(database.executor, ids, nowMs);
  await store(
    database,
    devices.map(({ enterpriseId, ownId, lastSeenMs, silentAfterMs }) => {
      const day = localDate(lastSeenMs, zones.get(enterpriseId) ?? 'UTC');
      const since = { enterpriseId, targetId: `${TARGET_PREFIX}${ownId}` };
      const evidence = evidenceOf(lastSeenMs, nowMs, silentAfterMs);
      const period = { periodFrom: day, periodTo: day };
      return { ...shared(nowMs), ...since, ...period, condition: 'firing', severity: 1, evidence };
    }),
  );
}

async function resolve(
  database: Database,
  alerts: readonly SilenceAlert[],
  devices: ReadonlyMap<string, WatchedDevice>,
  nowMs: number,
): Promise<void> {
  await store(
    database,
    alerts.map((each) => {
      const device = devices.get(idOf(each));
      const evidence =
        device === undefined
          ? { reason: 'revoked' }
          : evidenceOf(device.lastSeenMs, nowMs, device.silentAfterMs);
      const { severity: _, ...identity } = each;
      return { ...shared(nowMs), ...identity, condition: 'resolved', severity: 1, evidence };
    }),
  );
}

function shared(atMs: number) {
  const versions = { ruleVersion: RULE_VERSION, policyVersion: null, factorVersion: null };
  return { rule: 'data-duty', ...versions, hidden: false, atMs } as const;
}

function evidenceOf(lastSeenMs: number, nowMs: number, silentAfterMs: number) {
  const minutes = (ms: number) => Math.round(ms / 60_000);
  return {
    lastSeenAt: new Date(lastSeenMs).toISOString(),
    figures: [
      { name: 'silentMinutes', value: minutes(nowMs - lastSeenMs), unit: 'min' },
      { name: 'usualMinutesMax', value: minutes(silentAfterMs), unit: 'min' },
    ],
  };
}

/** One transaction an enterprise: many at once would hold the audit log's lock for long. */
async function store(database: Database, findings: readonly AlertFinding[]): Promise<void> {
  for (const group of Map.groupBy(findings, ({ enterpriseId }) => enterpriseId).values()) {
    await database.transaction((tx) => raiseOrUpdateAlerts(tx, group));
  }
}
