import { DomainError } from '@hengneng/domain';

const RANGE_DAYS_MAX = 3_700;
const MS_PER_DAY = 86_400_000;

/**
 * Refuses a range [fromMs, toMs) that is empty, backwards or longer than ten years.
 *
 * @throws DomainError TIME_RANGE_INVALID, TIME_RANGE_TOO_WIDE
 */
export function assertRange(fromMs: number, toMs: number): void {
  if (fromMs >= toMs) {
    throw new DomainError('TIME_RANGE_INVALID', '`from` must be before `to`.');
  }
  if (toMs - fromMs > RANGE_DAYS_MAX * MS_PER_DAY) {
    const message = `The range may span ${RANGE_DAYS_MAX} days at most.`;
    throw new DomainError('TIME_RANGE_TOO_WIDE', message);
  }
}
