import { type Period, periodAt } from '../time/borders.ts';
import type { OpenPeriods } from './counting-point.ts';
import { addToQuarter, demandOf, QUARTER_MS, type Quarter, type QuarterDemand } from './demand.ts';
import { type DayEnergy, type DemandSummary, withQuarter } from './demand-summary.ts';
import { type EnergySegment, energyUntil } from './energy-segment.ts';
import type { PeriodEnergy } from './hours.ts';

/** Hours, quarter hours and days of one meter, each ascending. */
export interface CountedPeriods {
  readonly hours: PeriodEnergy[];
  readonly demands: QuarterDemand[];
  /** Each with the summary of its quarter hours, those that `demands` tell of up to there. */
  readonly days: DayEnergy[];
}

/**
 * Hours, days and quarter hours of one meter whose segments come in order of time. Unlike
 * `createHourTotals` it hands out what is complete, so that years pass through little memory.
 */
export interface PeriodTotals {
  /** Adds the part of a segment that lies in [fromMs, untilMs), after all that was added before. */
  add(segment: EnergySegment, fromMs: number, untilMs: number): void;
  /** Number of periods that can be taken. */
  readonly completeCount: number;
  /** The periods that end at or before what was added last; each is handed out once. */
  takeComplete(): CountedPeriods;
  /** The same, and what is known so far of those that go on. */
  takeAll(): CountedPeriods;
  /** Totals of the periods that go on. */
  open(): OpenPeriods;
}

interface Total extends Period {
  quantity: number;
  estimatedQuantity: number;
  coveredMs: number;
}

/** Quarter hours of one day. */
interface DemandDay extends Period {
  summary: DemandSummary | null;
}

/** Goes on from the totals at a point; `withDemand` for meters of electricity in kWh. */
export function createPeriodTotals(
  timeZone: string,
  start: OpenPeriods,
  withDemand: boolean,
): PeriodTotals {
  return new SteadyTotals(timeZone, start, withDemand);
}

class SteadyTotals implements PeriodTotals {
  readonly #timeZone: string;
  readonly #withDemand: boolean;
  #hour: Total | null;
  #day: Total | null;
  #quarter: (Quarter & { startMs: number }) | null;
  /** The ended quarter hours of the day in which the last of them started. */
  #demandDay: DemandDay | null;
  /** Days of demand that have ended and whose energy was not handed out yet. */
  #demandDays: DemandDay[] = [];
  /** End of what was added last. */
  #frontierMs = Number.NEGATIVE_INFINITY;
  #complete = nothingComplete();

  constructor(timeZone: string, start: OpenPeriods, withDemand: boolean) {
    this.#timeZone = timeZone;
    this.#withDemand = withDemand;
    this.#hour = this.#totalOf(start.hour, 'hour');
    this.#day = this.#totalOf(start.day, 'day');
    this.#quarter = start.quarter === null ? null : { ...start.quarter };
    this.#demandDay = null;
    if (start.dayDemand !== null) {
      const { startMs, ...summary } = start.dayDemand;
      this.#demandDay = { ...periodAt(startMs, 'day', timeZone), summary };
    }
  }

  get completeCount(): number {
    const { hours, demands, days } = this.#complete;
    return hours.length + demands.length + days.length;
  }

  add(segment: EnergySegment, fromMs: number, untilMs: number): void {
    this.#addToHours(segment, fromMs, untilMs);
    if (this.#withDemand && segment.known) this.#addToQuarters(segment, fromMs, untilMs);
    this.#frontierMs = untilMs;
  }

  takeComplete(): CountedPeriods {
    this.#closeEnded();
    const { hours, demands, days } = this.#complete;
    const demandDays = this.#demandDays;
    this.#complete = nothingComplete();
    this.#demandDays = [];
    return { hours, demands, days: days.map((day) => withDemandOf(day, demandDays)) };
  }

  takeAll(): CountedPeriods {
    const taken = this.takeComplete();
    const demandDays = this.#demandDay === null ? [] : [this.#demandDay];
    if (this.#quarter !== null) {
      const demand = demandOf(this.#quarter.startMs, this.#quarter);
      taken.demands.push(demand);
      const begun = demandDays.pop() ?? this.#demandDayAt(demand.startMs);
      demandDays.push({ ...begun, summary: withQuarter(begun.summary, demand) });
    }
    let day = this.#day;
    if (this.#hour !== null) {
      taken.hours.push(energyOf(this.#hour));
      if (day !== null && this.#hour.startMs >= day.endMs) {
        taken.days.push(withDemandOf(energyOf(day), demandDays));
        day = null;
      }
      day = plus(day ?? this.#emptyDay(this.#hour.startMs), this.#hour);
    }
    if (day !== null) taken.days.push(withDemandOf(energyOf(day), demandDays));
    return taken;
  }

  open(): OpenPeriods {
    this.#closeEnded();
    const { startMs = 0, summary = null } = this.#demandDay ?? {};
    return {
      hour: this.#hour === null ? null : energyOf(this.#hour),
      day: this.#day === null ? null : energyOf(this.#day),
      quarter: this.#quarter === null ? null : { ...this.#quarter },
      dayDemand: summary === null ? null : { startMs, ...summary },
    };
  }

  #totalOf(energy: PeriodEnergy | null, unit: 'hour' | 'day'): Total | null {
    if (energy === null) return null;
    return { ...energy, ...periodAt(energy.startMs, unit, this.#timeZone) };
  }

  #addToHours(segment: EnergySegment, fromMs: number, untilMs: number): void {
    const isEstimated = segment.quality === 'estimated' || segment.quality === 'questionable';
    let counted = energyUntil(segment, fromMs);
    let atMs = fromMs;
    while (atMs < untilMs) {
      const hour = this.#hourAt(atMs);
      const endMs = Math.min(hour.endMs, untilMs);
      const energy = energyUntil(segment, endMs);
      hour.quantity += energy - counted;
      if (isEstimated) hour.estimatedQuantity += energy - counted;
      if (segment.known) hour.coveredMs += endMs - atMs;
      counted = energy;
      atMs = endMs;
    }
  }

  #hourAt(atMs: number): Total {
    if (this.#hour !== null && atMs < this.#hour.endMs) return this.#hour;
    this.#closeHour();
    const period = periodAt(atMs, 'hour', this.#timeZone);
    this.#hour = { ...period, quantity: 0, estimatedQuantity: 0, coveredMs: 0 };
    return this.#hour;
  }

  #addToQuarters(segment: EnergySegment, fromMs: number, untilMs: number): void {
    let atMs = fromMs;
    while (atMs < untilMs) {
      const startMs = Math.floor(atMs / QUARTER_MS) * QUARTER_MS;
      if (this.#quarter?.startMs !== startMs) {
        this.#closeQuarter();
        this.#quarter = { startMs, kwh: 0, coveredMs: 0, estimated: false };
      }
      const endMs = Math.min(startMs + QUARTER_MS, untilMs);
      addToQuarter(this.#quarter, segment, atMs, endMs);
      atMs = endMs;
    }
  }

  #closeEnded(): void {
    const frontierMs = this.#frontierMs;
    if (this.#hour !== null && this.#hour.endMs <= frontierMs) this.#closeHour();
    if (this.#day !== null && this.#day.endMs <= frontierMs) this.#closeDay();
    if (this.#quarter !== null && this.#quarter.startMs + QUARTER_MS <= frontierMs) {
      this.#closeQuarter();
    }
    if (this.#demandDay !== null && this.#demandDay.endMs <= frontierMs) this.#closeDemandDay();
  }

  #closeHour(): void {
    if (this.#hour === null) return;
    const hour = this.#hour;
    this.#hour = null;
    this.#complete.hours.push(energyOf(hour));
    // An hour goes to the day in which it starts.
    if (this.#day !== null && hour.startMs >= this.#day.endMs) this.#closeDay();
    this.#day = plus(this.#day ?? this.#emptyDay(hour.startMs), hour);
  }

  #closeDay(): void {
    if (this.#day !== null) this.#complete.days.push(energyOf(this.#day));
    this.#day = null;
  }

  #closeQuarter(): void {
    if (this.#quarter === null) return;
    const demand = demandOf(this.#quarter.startMs, this.#quarter);
    this.#quarter = null;
    this.#complete.demands.push(demand);
    // A quarter hour goes to the day in which it starts.
    if (this.#demandDay !== null && demand.startMs >= this.#demandDay.endMs) this.#closeDemandDay();
    this.#demandDay ??= this.#demandDayAt(demand.startMs);
    this.#demandDay.summary = withQuarter(this.#demandDay.summary, demand);
  }

  #closeDemandDay(): void {
    if (this.#demandDay !== null) this.#demandDays.push(this.#demandDay);
    this.#demandDay = null;
  }

  #demandDayAt(atMs: number): DemandDay {
    return { ...periodAt(atMs, 'day', this.#timeZone), summary: null };
  }

  #emptyDay(atMs: number): Total {
    const period = periodAt(atMs, 'day', this.#timeZone);
    return { ...period, quantity: 0, estimatedQuantity: 0, coveredMs: 0 };
  }
}

function nothingComplete() {
  return {
    hours: [] as PeriodEnergy[],
    demands: [] as QuarterDemand[],
    days: [] as PeriodEnergy[],
  };
}

function withDemandOf(day: PeriodEnergy, demandDays: readonly DemandDay[]): DayEnergy {
  const demand = demandDays.find(({ startMs }) => startMs === day.startMs)?.summary ?? null;
  return { ...day, demand };
}

function plus(left: Total, right: PeriodEnergy): Total {
  return {
    ...left,
    quantity: left.quantity + right.quantity,
    estimatedQuantity: left.estimatedQuantity + right.estimatedQuantity,
    coveredMs: left.coveredMs + right.coveredMs,
  };
}

function energyOf({ startMs, quantity, estimatedQuantity, coveredMs }: PeriodEnergy): PeriodEnergy {
  return { startMs, quantity, estimatedQuantity, coveredMs };
}
