import { JournalDamagedError } from './errors.ts';
import { GENESIS_HASH } from './segment-header.ts';
import { endOf, headerOf, type SegmentCandidate, type SegmentSurvey } from './survey.ts';
import type { SyncedOffset } from './synced-offset.ts';

/** Whose journal it is. */
export interface ChoiceContext {
  /** Primary, then the mirror if there is one. */
  readonly directories: readonly string[];
  readonly gatewayNumber: number;
}

/** Picks for each segment the copy that continues the chain and goes furthest. */
export function chooseCandidates(
  context: ChoiceContext,
  surveys: readonly SegmentSurvey[],
  synced: SyncedOffset | undefined,
): SegmentCandidate[] {
  const chosen: SegmentCandidate[] = [];
  surveys.forEach((survey, index) => {
    const before = chosen.at(-1);
    const after = surveys[index + 1];
    const candidates = survey.candidates.filter(
      (candidate) => continues(candidate, before) && isContinuedBy(candidate, after),
    );
    const best = furthest(candidates);
    if (best !== undefined) {
      checkOwner(context, best);
      refuseTwoHistories(context, survey, candidates);
      refuseProvenDamage(context, survey, best);
      chosen.push(best);
      return;
    }
    // The newest segment may have died while it was made: nothing was acknowledged in it.
    const isUnborn =
      after === undefined &&
      survey.candidates.length === 0 &&
      survey.faults.length > 0 &&
      context.directories.length > 0 &&
      (synced?.segment ?? 0) < survey.segment;
    if (!isUnborn) throw missingOrDamaged(context, survey, before);
  });
  return chosen;
}

function continues(candidate: SegmentCandidate, before: SegmentCandidate | undefined): boolean {
  const header = headerOf(candidate);
  if (before === undefined) {
    return header.segment !== 1 || header.previousChainHash.equals(GENESIS_HASH);
  }
  const end = endOf(before);
  return (
    header.firstSequence === end.lastSequence + 1 && header.previousChainHash.equals(end.chainHash)
  );
}

/** A next segment was made only after this one was synced to its end, so it must fit to it. */
function isContinuedBy(candidate: SegmentCandidate, after: SegmentSurvey | undefined): boolean {
  if (after === undefined || after.candidates.length === 0) return true;
  const end = endOf(candidate).chainHash;
  return after.candidates.some((next) => headerOf(next).previousChainHash.equals(end));
}

function furthest(candidates: readonly SegmentCandidate[]): SegmentCandidate | undefined {
  let best: SegmentCandidate | undefined;
  for (const candidate of candidates) {
    const isFurther =
      best === undefined || endOf(candidate).lastSequence > endOf(best).lastSequence;
    const isSealedTie =
      best?.kind === 'open' &&
      candidate.kind === 'sealed' &&
      endOf(candidate).lastSequence === endOf(best).lastSequence;
    if (isFurther || isSealedTie) best = candidate;
  }
  return best;
}

function checkOwner(context: ChoiceContext, candidate: SegmentCandidate): void {
  const { gateway, segment } = headerOf(candidate);
  if (gateway === context.gatewayNumber) return;
  throw new Error(
    `Segment ${segment} in ${candidate.directory} is of gateway ${gateway}, ` +
      `not ${context.gatewayNumber}.`,
  );
}

/** Two sealed copies that both fit but differ: no rule can tell which one was acknowledged. */
function refuseTwoHistories(
  context: ChoiceContext,
  survey: SegmentSurvey,
  candidates: readonly SegmentCandidate[],
): void {
  const ends = candidates
    .filter((candidate) => candidate.kind === 'sealed')
    .map((candidate) => endOf(candidate).chainHash.toString('hex'));
  if (new Set(ends).size <= 1) return;
  throw new JournalDamagedError(
    { directory: context.directories[0] ?? '', segment: survey.segment, block: null, record: null },
    'primary and mirror hold different histories of this segment.',
  );
}

function refuseProvenDamage(
  context: ChoiceContext,
  survey: SegmentSurvey,
  best: SegmentCandidate,
): void {
  if (best.kind === 'sealed') return;
  const isProven = survey.candidates.some(
    (candidate) =>
      candidate.kind === 'open' &&
      (candidate.scan.damage?.provenSyncedBytes ?? 0) > best.scan.endBytes,
  );
  if (!isProven) return;
  throw new JournalDamagedError(
    {
      directory: context.directories[0] ?? '',
      segment: survey.segment,
      block: null,
      record: best.scan.lastSequence + 1,
    },
    `${best.scan.damage?.reason ?? 'records are missing'}, and later records prove it was synced.`,
  );
}

function missingOrDamaged(
  context: ChoiceContext,
  survey: SegmentSurvey,
  before: SegmentCandidate | undefined,
): JournalDamagedError {
  const longest = furthest(survey.candidates.filter((candidate) => continues(candidate, before)));
  const expected = before === undefined ? null : endOf(before).lastSequence + 1;
  let reason = 'the segment is missing.';
  if (survey.faults.length > 0) {
    reason = survey.faults.map((fault) => `${fault.directory}: ${fault.reason}`).join('; ');
  } else if (longest !== undefined) {
    const damage = longest.kind === 'open' ? longest.scan.damage?.reason : undefined;
    reason = `${damage ?? 'its end is missing'}; the next segment proves it was synced.`;
  } else if (survey.candidates.length > 0) {
    reason = 'the segment does not continue the chain of the one before.';
  }
  return new JournalDamagedError(
    {
      directory: context.directories[0] ?? '',
      segment: survey.segment,
      block: null,
      record: longest === undefined ? expected : endOf(longest).lastSequence + 1,
    },
    reason,
  );
}

/** Everything up to the persisted synced offset must be there, and be the same. */
export function checkSyncedOffset(
  context: ChoiceContext,
  chosen: readonly SegmentCandidate[],
  synced: SyncedOffset | undefined,
): void {
  if (synced === undefined) return;
  const last = chosen.at(-1);
  const end = last === undefined ? { lastSequence: 0, chainHash: GENESIS_HASH } : endOf(last);
  const isBehind = end.lastSequence < synced.sequence;
  const isOther = end.lastSequence === synced.sequence && !end.chainHash.equals(synced.chainHash);
  if (!isBehind && !isOther) return;
  const damage = last?.kind === 'open' ? last.scan.damage?.reason : undefined;
  throw new JournalDamagedError(
    {
      directory: context.directories[0] ?? '',
      segment: isBehind
        ? Math.min(synced.segment, (last && headerOf(last).segment) ?? 1)
        : synced.segment,
      block: null,
      record: isBehind ? end.lastSequence + 1 : end.lastSequence,
    },
    isBehind
      ? `${damage ?? 'records are missing'}, but records up to ${synced.sequence} were synced.`
      : 'the record is not the one that was synced.',
  );
}
