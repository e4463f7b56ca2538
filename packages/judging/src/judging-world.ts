import type { Executor } from '@hengneng/database';
import type { EnergyStore, LimitTable, WorkCalendar } from '@hengneng/domain';

/** Where facts come from. */
export interface JudgingWorld {
  readonly executor: Executor;
  /** Stored hours and days. */
  readonly energyStore: Pick<EnergyStore, 'hours' | 'days'>;
  readonly calendar: WorkCalendar;
  readonly limits: LimitTable;
}

/** The same where many enterprises are judged together. */
export interface JoiningWorld extends JudgingWorld {
  readonly energyStore: Pick<
    EnergyStore,
    'hours' | 'days' | 'daysOfMany' | 'withHours' | 'rewritten' | 'identity'
  >;
}
