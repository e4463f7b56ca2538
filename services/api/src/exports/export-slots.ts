import { DomainError } from '@hengneng/domain';

/** Exports of all people under way at most: each holds a page of rows and asks the stores. */
const EXPORTS_MAX = 4;
const RETRY_AFTER_SECONDS = 30;

/** Who exports something right now. */
export interface ExportSlots {
  /**
   * Takes the slot of a person; answers how to give it back, which may be done more than once.
   *
   * @throws DomainError EXPORT_RUNNING while the person has one, RATE_LIMITED while too many have
   */
  take(userId: string): () => void;
}

/** Slots of this process. */
export function createExportSlots(max = EXPORTS_MAX): ExportSlots {
  const running = new Set<string>();
  return {
    take: (userId) => {
      if (running.has(userId)) {
        const message = 'You have an export under way; wait for its end, or break it off.';
        throw new DomainError('EXPORT_RUNNING', message);
      }
      if (running.size >= max) {
        const message = `${max} exports are under way; try again in a moment.`;
        const details = { retryAfterSeconds: RETRY_AFTER_SECONDS };
        throw new DomainError('RATE_LIMITED', message, { details });
      }
      running.add(userId);
      let isGivenBack = false;
      return () => {
        if (!isGivenBack) running.delete(userId);
        isGivenBack = true;
      };
    },
  };
}
