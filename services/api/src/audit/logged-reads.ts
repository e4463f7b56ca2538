import type { FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';

import type { Permission } from '../access/matrix.ts';
import { grantsOf, type Principal } from '../access/principal.ts';
import type { ApiDependencies } from '../dependencies.ts';
import type { AuditTrail } from './audit-trail.ts';
import { requestAct } from './request-act.ts';

/**
 * Which reads are put on record: by the permission that the route asks for, so that a new route
 * cannot be forgotten; a new permission has to be decided on here.
 *
 * A noun: every GET is on record as `{noun}.read` (or what the route's `readAction` says), one row a
 * request, unless who asks sees nothing but the own enterprise's data. Null: not on record.
 */
export const LOGGED_READS: Readonly<Record<Permission, string | null>> = {
  'readings.read': 'reading',
  'consumption.read': 'consumption',
  'readings.verify': 'reading-verification',
  'quarantine.read': 'quarantine',
  'ledger.read': 'ledger',
  'corrections.read': 'correction',
  'corrections.work': 'correction',
  'attachments.read': 'attachment',
  // Names and meanings, no measured data; everybody's page shows them on every click.
  'registry.read': null,
  // Instants alone, no figure.
  'meter-state.read': null,
  // Counts alone.
  'accounting.read': null,
  'verification.read': null,
  // The export puts itself on record; a look is none of an enterprise's data.
  'audit.read': null,
  'roots.read': null,
  // Each export puts itself on record, who ever asks: that it began, and how it ended.
  'exports.run': null,
  'degree-days.write': null,
  'users.manage': null,
  // These guard no reads.
  'registry.write': null,
  'meters.register': null,
  'credentials.write': null,
  'imports.run': null,
  'metering.write': null,
  'corrections.request': null,
  'corrections.check': null,
  'corrections.approve': null,
  'corrections.decide': null,
  'attachments.write': null,
  'quarantine.replay': null,
  'verification.run': null,
  'ledger.fill': null,
  'ledger.check': null,
  'ledger.return': null,
  'ledger.accept': null,
  'ledger.settings': null,
  // Counts and verdicts, no measured data.
  'duty.read': null,
  'region-duty.read': null,
  'duty.declare': null,
  'duty.relax': null,
  // Who audits whom, no data.
  'engagements.read': null,
  'engagements.manage': null,
  'papers.read': 'working-paper',
  'papers.write': null,
  'findings.read': 'finding',
  'findings.answer': null,
  'policies.read': 'policy',
  'registers.read': 'register',
  // Goals and lists, no enterprise's own data.
  'area-targets.read': null,
  'area-alerts.read': 'area-alert',
  'area-alerts.work': null,
  'policies.write': null,
  'policies.sign': null,
  'targets.issue': null,
  'plans.write': null,
  'plans.sign': null,
  'catalogues.write': null,
  'alerts.read': 'alert',
  // Counts alone, asked on every click.
  'alert-counts.read': null,
  // Names of officials.
  'officers.read': null,
  'cases.read': 'case',
  'engagement-alerts.read': 'engagement-alert',
  // Headlines; what is looked at then is read by its own route.
  'events.read': null,
  // Names of authorities.
  'issuing-bodies.read': null,
  'issuing-bodies.write': null,
  'alerts.work': null,
  'cases.work': null,
  'cases.preview': null,
  'cases.sign': null,
  'cases.close': null,
  'cases.answer': null,
  'factors.write': null,
  'factors.verify': null,
  'assessed-rules.write': null,
  // Who is told and what became of it, no measured data.
  'notifications.read': null,
  'notifications.send-again': null,
  'channels.write': null,
  'contacts.write': null,
  'silences.write': null,
};

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Action of a read that is on record, where `{noun}.read` says too little. */
    readAction?: string;
    /**
     * A list that pages ask for again by themselves, with every event: the same read by the same person
     * is on record once in {@link LIVE_READ_WINDOW_MS}, and its row says so.
     */
    isLiveRead?: boolean;
  }
  interface FastifyRequest {
    /** Whose data was read, where the path does not say it; see {@link nameReadEnterprise}. */
    readEnterpriseId: string | null;
  }
}

/** Notes whose data a request reads, where its path names no enterprise. */
export function nameReadEnterprise(request: FastifyRequest, enterpriseId: string): void {
  request.readEnterpriseId = enterpriseId;
}

/** A row of a live read stands for the same reads in this time after it, milliseconds. */
export const LIVE_READ_WINDOW_MS = 900_000;
/** Reads that are remembered; beyond that the oldest is forgotten, and leaves another row. */
const RECENT_READS_MAX = 10_000;

/** Which live reads a row on record stands for. */
export function createRecentReads(max = RECENT_READS_MAX) {
  const recordedAtMs = new Map<string, number>();
  return {
    has: (key: string, atMs: number): boolean => {
      const recorded = recordedAtMs.get(key);
      return recorded !== undefined && recorded <= atMs && atMs < recorded + LIVE_READ_WINDOW_MS;
    },
    add: (key: string, atMs: number): void => {
      recordedAtMs.delete(key);
      recordedAtMs.set(key, atMs);
      const oldest = recordedAtMs.keys().next();
      if (recordedAtMs.size > max && oldest.done !== true) recordedAtMs.delete(oldest.value);
    },
  };
}

/**
 * Puts reads of other people's data on record before they are answered: no row, no answer. What was
 * refused is not on record, for nothing was read.
 */
export const loggedReadsPlugin = fp<{
  readonly dependencies: Pick<ApiDependencies, 'clock'>;
  readonly auditTrail: AuditTrail;
}>(
  async (app, { dependencies, auditTrail }) => {
    app.decorateRequest('readEnterpriseId', null);
    const recent = createRecentReads();
    app.addHook('onSend', async (request, reply) => {
      const noun = loggedNoun(request);
      if (noun === null || reply.statusCode >= 400) return;
      const action = request.routeOptions.config.readAction ?? `${noun}.read`;
      const url = new URL(request.url, 'http://api');
      const query = Object.fromEntries(url.searchParams);
      const isLive = request.routeOptions.config.isLiveRead === true;
      const atMs = dependencies.clock();
      const key = `${request.principal?.userId} ${request.ip} ${request.url}`;
      if (isLive && recent.has(key, atMs)) return;
      const window = isLive ? { standsForSeconds: LIVE_READ_WINDOW_MS / 1_000 } : {};
      const details = { path: url.pathname, query, ...window };
      await auditTrail.record(requestAct(request, atMs, { action, ...aboutOf(request), details }));
      // Only now: what could not be put on record stands for nothing.
      if (isLive) recent.add(key, atMs);
    });
  },
  { name: 'logged-reads', dependencies: ['access'] },
);

function loggedNoun(request: FastifyRequest): string | null {
  const { permission } = request.routeOptions.config;
  if (request.principal === null || (request.method !== 'GET' && request.method !== 'HEAD')) {
    return null;
  }
  if (permission === undefined || permission === 'public' || permission === 'signed-in') {
    return null;
  }
  return seesOnlyOwn(request.principal, permission) ? null : LOGGED_READS[permission];
}

/** Whether the permission reaches nothing but enterprises that the person works for. */
function seesOnlyOwn(principal: Principal, permission: Permission): boolean {
  return grantsOf(principal, permission).every(({ scope }) => scope.type === 'enterprise');
}

/** What a path or query can name that a read is about, the narrowest first. */
const SUBJECTS = [
  ['quarantineId', 'quarantine'],
  ['documentId', 'case-document'],
  ['caseId', 'case'],
  ['alertId', 'alert'],
  ['meterId', 'meter'],
  ['enterpriseId', 'enterprise'],
  ['engagementId', 'engagement'],
  ['regionCode', 'region'],
  ['parkCode', 'park'],
] as const;

function aboutOf(request: FastifyRequest) {
  const named = { ...textsOf(request.query), ...textsOf(request.params) };
  const enterpriseId = request.readEnterpriseId ?? named.enterpriseId ?? null;
  for (const [field, type] of SUBJECTS) {
    const id = named[field];
    if (id !== undefined) return { enterpriseId, subject: { type, id } };
  }
  return { enterpriseId, subject: { type: 'enterprise', id: enterpriseId ?? '*' } };
}

function textsOf(fields: unknown): Record<string, string> {
  const entries = Object.entries(fields ?? {});
  return Object.fromEntries(entries.filter((entry) => typeof entry[1] === 'string'));
}
