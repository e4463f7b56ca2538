import { and, asc, eq, inArray, lte, type SQL, sql } from 'drizzle-orm';
import type { Executor } from '../connection.ts';
import { notFound } from '../failures.ts';
import { correction, correctionApproval, eventDismissal } from '../schema/corrections.ts';
import { reportedEvent } from '../schema/facts.ts';
import { meter } from '../schema/registry.ts';
import { ownedInScope, type TenantScope } from '../tenant-scope.ts';

/** The one type of event that proposes something: a meter was exchanged. */
export const METER_REPLACED = 'meter-replaced';

/** An exchange that a device has reported and nobody has decided about. */
export interface ExchangeProposal {
  /** `{gateway}-{sequence}-{index}` of the event. */
  readonly eventId: string;
  readonly enterpriseId: string;
  readonly meterId: string;
  readonly atMs: number;
  readonly finalValue: number | null;
  readonly initialValue: number | null;
}

/** What became of an event, by its id. */
export interface EventDecision {
  readonly state: 'accepted' | 'dismissed';
  readonly reason: string;
  readonly by: string;
  readonly atMs: number;
  /** Number of the approved exchange; null for a dismissal. */
  readonly correctionNo: number | null;
}

/** Id of an event: the same on every run. */
export const eventIdOf = sql<string>`${reportedEvent.gateway} || '-' || ${reportedEvent.sequence} || '-' || ${reportedEvent.index}`;

/**
 * Open proposals of the enterprises about meters that are registered, ascending by meter and instant.
 * An approved exchange of the same meter and instant settles every report of it.
 */
export async function openProposals(
  executor: Executor,
  enterpriseIds: readonly string[],
  asOfMs?: number,
): Promise<ExchangeProposal[]> {
  const until = (column: string): SQL =>
    asOfMs === undefined ? sql`true` : sql`${sql.raw(column)} <= ${new Date(asOfMs).toISOString()}`;
  return await executor
    .select({
      eventId: eventIdOf,
      enterpriseId: reportedEvent.enterpriseId,
      meterId: reportedEvent.meterId,
      atMs: reportedEvent.at,
      finalValue: reportedEvent.finalValue,
      initialValue: reportedEvent.initialValue,
    })
    .from(reportedEvent)
    .innerJoin(
      meter,
      and(eq(meter.enterpriseId, reportedEvent.enterpriseId), eq(meter.id, reportedEvent.meterId)),
    )
    .where(
      and(
        inArray(reportedEvent.enterpriseId, [...enterpriseIds]),
        eq(reportedEvent.type, METER_REPLACED),
        asOfMs === undefined ? undefined : lte(reportedEvent.receivedAt, asOfMs),
        sql`not exists (select 1 from event_dismissal as refused
          where refused.enterprise_id = ${reportedEvent.enterpriseId}
          and refused.event_id = ${eventIdOf} and ${until('refused.at')})`,
        sql`not exists (select 1 from correction as asked
          join correction_approval as given on given.correction_id = asked.id
          join correction_item as item on item.correction_id = asked.id
          where asked.enterprise_id = ${reportedEvent.enterpriseId}
          and asked.type = 'meter-exchange' and ${until('given.recorded_at')}
          and (asked.proposal_id = ${eventIdOf}
            or (item.meter_id = ${reportedEvent.meterId} and item.at = ${reportedEvent.at}))
          and not exists (select 1 from correction_item as taken
            join correction_approval as back on back.correction_id = taken.correction_id
            where taken.revokes_no = given.no and ${until('back.recorded_at')}))`,
      ),
    )
    .orderBy(asc(reportedEvent.enterpriseId), asc(reportedEvent.meterId), asc(reportedEvent.at));
}

/** A proposal of an enterprise that is open; NOT_FOUND when there is none with this id. */
export async function getOpenProposal(
  executor: Executor,
  enterpriseId: string,
  eventId: string,
): Promise<ExchangeProposal> {
  const open = await openProposals(executor, [enterpriseId]);
  const found = open.find((each) => each.eventId === eventId);
  if (found === undefined) throw notFound('open proposal');
  return found;
}

/** What was decided about these events of an enterprise of the scope; undecided ones are absent. */
export async function eventDecisions(
  executor: Executor,
  scope: TenantScope,
  enterpriseId: string,
  eventIds: readonly string[],
): Promise<Map<string, EventDecision>> {
  const decisions = new Map<string, EventDecision>();
  if (eventIds.length === 0) return decisions;
  const dismissed = await executor
    .select()
    .from(eventDismissal)
    .where(
      and(
        eq(eventDismissal.enterpriseId, enterpriseId),
        ownedInScope(scope, eventDismissal.enterpriseId),
        inArray(eventDismissal.eventId, [...eventIds]),
      ),
    );
  for (const { eventId, reason, by, at } of dismissed) {
    decisions.set(eventId, { state: 'dismissed', reason, by, atMs: at, correctionNo: null });
  }
  const accepted = await executor
    .select({
      eventId: sql<string>`${correction.proposalId}`,
      reason: correction.reason,
      by: correction.requestedBy,
      atMs: correctionApproval.recordedAt,
      correctionNo: correctionApproval.no,
    })
    .from(correction)
    .innerJoin(correctionApproval, eq(correctionApproval.correctionId, correction.id))
    .where(
      and(
        eq(correction.enterpriseId, enterpriseId),
        ownedInScope(scope, correction.enterpriseId),
        inArray(correction.proposalId, [...eventIds]),
      ),
    )
    .orderBy(asc(correctionApproval.no));
  for (const { eventId, ...decision } of accepted) {
    decisions.set(eventId, { ...decision, state: 'accepted' });
  }
  return decisions;
}
