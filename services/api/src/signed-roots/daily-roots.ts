import { createPublicKey, type KeyObject, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  journalHeadSchema,
  PLATFORM_TIME_ZONE,
  ROOT_GENESIS_SHA256,
  type RootDocument,
  type SignedRoot,
} from '@hengneng/contracts';
import { addSignedRoot, latestSignedRoot } from '@hengneng/database';
import { localDate } from '@hengneng/domain';

import { PLATFORM_ACTOR } from '../audit/request-act.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { publicKeyId, signRoot } from './root-chain.ts';

const LOOK_EVERY_MS = 30_000;
const GATEWAY_TIMEOUT_MS = 5_000;
/** A root waits this long for gateways that do not answer; then it is signed without their heads. */
const PATIENCE_MS = 30 * 60_000;
const MS_PER_DAY = 86_400_000;

type GatewayEnd = RootDocument['gateways'][number];
type Dependencies = Pick<
  ApiDependencies,
  'database' | 'gateways' | 'clock' | 'logger' | 'rootSigningKey'
>;

/** Makes a signed root a day. */
export interface DailyRoots {
  /** Looks once: makes the root of the days before today if it is missing; null otherwise. */
  runOnce(): Promise<SignedRoot | null>;
  start(): void;
  stop(): Promise<void>;
}

/**
 * The maker of daily roots: after midnight of the platform's zone, and at once after days were
 * missed, whose ends nobody can know any more: one root then closes all of them. `onMade` is told of
 * each. Several processes may run it; one root comes of it.
 */
export function createDailyRoots(
  dependencies: Dependencies,
  onMade: (root: SignedRoot) => void = () => {},
): DailyRoots {
  const { database, clock, logger, rootSigningKey } = dependencies;
  const stopping = new AbortController();
  let running: Promise<void> = Promise.resolve();
  /** When the root that is due was first tried for; null while none is due. */
  let dueSinceMs: number | null = null;

  const runOnce = async () => {
    if (rootSigningKey === null) return null;
    const atMs = clock();
    const date = dayBefore(localDate(atMs, PLATFORM_TIME_ZONE));
    const latest = await latestSignedRoot(database.executor);
    if (latest !== null && latest.root.document.date >= date) {
      dueSinceMs = null;
      return null;
    }
    dueSinceMs ??= atMs;
    const gateways = await gatewayEnds(dependencies, latest?.root ?? null);
    const isWaiting = gateways.some(({ head }) => head === null);
    if (isWaiting && atMs - dueSinceMs < PATIENCE_MS) return null;
    const root = await addRoot(dependencies, rootSigningKey, { date, atMs, gateways });
    if (root === null) return null;
    dueSinceMs = null;
    const { number, from } = root.document;
    logger.info({ number, from, date, sha256: root.sha256 }, 'Daily root signed.');
    onMade(root);
    return root;
  };

  const loop = async () => {
    let isFailing = false;
    while (!stopping.signal.aborted) {
      try {
        await runOnce();
        isFailing = false;
      } catch (error) {
        // Once per outage.
        if (!isFailing) logger.warn({ error }, 'The daily root cannot be made; trying again.');
        isFailing = true;
      }
      await sleep(LOOK_EVERY_MS, undefined, { signal: stopping.signal }).catch(() => {});
    }
  };

  return {
    runOnce,
    start: () => {
      if (rootSigningKey === null) {
        logger.warn('There is no API_ROOT_SIGNING_KEY_FILE: no daily roots are signed.');
        return;
      }
      running = loop();
    },
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}

function addRoot(
  { database }: Dependencies,
  signingKey: KeyObject,
  made: {
    readonly date: string;
    readonly atMs: number;
    readonly gateways: readonly GatewayEnd[];
  },
): Promise<SignedRoot | null> {
  const { date, atMs, gateways } = made;
  const publicKeyPem = createPublicKey(signingKey).export({ type: 'spki', format: 'pem' });
  return addSignedRoot(
    database,
    ({ root: before, auditLog }) => {
      // Another process was faster.
      if (before !== null && before.document.date >= date) return null;
      const document: RootDocument = {
        format: 'hengneng-signed-root-1',
        number: (before?.document.number ?? 0) + 1,
        from: before === null ? date : dayAfter(before.document.date),
        date,
        createdAt: new Date(atMs).toISOString(),
        gateways: [...gateways],
        auditLog,
        previousSha256: before?.sha256 ?? ROOT_GENESIS_SHA256,
        publicKeyId: publicKeyId(signingKey),
      };
      return { root: signRoot(document, signingKey), publicKeyPem: String(publicKeyPem) };
    },
    ({ document, sha256 }) => ({
      atMs,
      actor: PLATFORM_ACTOR,
      action: 'signed-root.create',
      enterpriseId: null,
      subject: { type: 'signed-root', id: document.date },
      details: { number: document.number, from: document.from, sha256 },
    }),
  );
}

/** The end of every gateway's journal, by number; those of the root before are never forgotten. */
async function gatewayEnds(
  { gateways }: Dependencies,
  before: SignedRoot | null,
): Promise<GatewayEnd[]> {
  const earlier = before?.document.gateways.map(({ gateway }) => gateway) ?? [];
  let known: number[];
  try {
    known = (await gateways.list()).map(({ gateway }) => gateway);
  } catch (error) {
    return earlier.map((gateway) => ({ gateway, head: null, failure: messageOf(error) }));
  }
  const numbers = [...new Set([...earlier, ...known])].sort((left, right) => left - right);
  return await Promise.all(numbers.map((gateway) => gatewayEnd(gateways, gateway)));
}

async function gatewayEnd(
  gateways: Dependencies['gateways'],
  gateway: number,
): Promise<GatewayEnd> {
  const failed = (failure: string): GatewayEnd => ({ gateway, head: null, failure });
  try {
    const request = { id: `head-${randomUUID()}`, command: { type: 'head' } } as const;
    const answer = await gateways.ask(gateway, request, GATEWAY_TIMEOUT_MS);
    if (answer === null) return failed('The gateway did not answer.');
    if (!answer.ok) return failed(answer.message);
    return { gateway, head: journalHeadSchema.parse(answer.value), failure: null };
  } catch (error) {
    return failed(messageOf(error));
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function dayBefore(date: string): string {
  return shifted(date, -1);
}

function dayAfter(date: string): string {
  return shifted(date, 1);
}

function shifted(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * MS_PER_DAY).toISOString().slice(0, 10);
}
