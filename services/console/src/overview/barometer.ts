import type { Schemas } from '../client/api.ts';
import { type Level, levelOf } from '../parts/levels.ts';
import { divisionOf } from '../words/industries.ts';
import type { AreaQuery } from './area-query.ts';

type BudgetRow = Schemas['BudgetRow'];

/** Worst open alert of an enterprise, and how many there are. */
export interface OpenAlerts {
  readonly count: number;
  readonly severityMax: number;
}

/** An enterprise in the barometer. */
export interface BarometerMember {
  readonly enterpriseId: string;
  readonly name: string;
  /** Null outside of parks. */
  readonly parkCode: string | null;
  readonly sector: string;
  /** Null where neither its budgets nor alerts tell. */
  readonly level: Level;
  readonly hasOveruse: boolean;
}

/** A field of the grid: enterprises of a park (or region) and a sector. */
export interface BarometerCell {
  readonly level: Level;
  readonly members: readonly BarometerMember[];
}

/** The grid, rows and columns with those first that have the most enterprises. */
export interface Barometer {
  readonly parks: readonly (string | null)[];
  readonly sectors: readonly string[];
  cell(park: string | null, sector: string): BarometerCell | null;
  readonly members: readonly BarometerMember[];
}

/** Budgets whose forecast, or what was used already, is above the limit. */
export function isOveruse({ forecastRatio, usedRatio, severity }: BudgetRow): boolean {
  return (forecastRatio ?? 0) > 1 || (usedRatio ?? 0) > 1 || severity >= 2;
}

/**
 * The barometer (晴雨表): an enterprise is at the level of its gravest open alert or of what the rules
 * say of its budgets now, whichever is worse; a field at that of its worst enterprise.
 */
export function barometerOf(
  rows: readonly BudgetRow[],
  alerts: ReadonlyMap<string, OpenAlerts>,
): Barometer {
  const members = [...Map.groupBy(rows, ({ enterpriseId }) => enterpriseId)].flatMap(
    ([id, own]) => {
      const [first] = own;
      if (first === undefined) return [];
      const known = own.filter(({ actual }) => actual !== null);
      const open = alerts.get(id)?.severityMax ?? null;
      const levels = [...known.map(({ severity }) => severity), ...(open === null ? [] : [open])];
      const level = levels.length === 0 ? null : levelOf(Math.max(...levels));
      const { name, parkCode, industryCode } = first;
      const hasOveruse = own.some(isOveruse);
      return [
        { enterpriseId: id, name, parkCode, sector: divisionOf(industryCode), level, hasOveruse },
      ];
    },
  );
  const cells = Map.groupBy(members, ({ parkCode, sector }) => `${parkCode ?? ''}|${sector}`);
  return {
    members,
    parks: byCount(members.map(({ parkCode }) => parkCode)),
    sectors: byCount(members.map(({ sector }) => sector)),
    cell: (park, sector) => {
      const own = cells.get(`${park ?? ''}|${sector}`);
      return own === undefined ? null : { members: own, level: worst(own) };
    },
  };
}

/** The rows of the enterprises that the filter leaves: a level is that of the barometer. */
export function rowsOf(
  rows: readonly BudgetRow[],
  { park, sector, filter }: AreaQuery,
  alerts: ReadonlyMap<string, OpenAlerts>,
): readonly BudgetRow[] {
  const members = barometerOf(rows, alerts).members.filter((member) => {
    if (park !== null && (member.parkCode ?? 'none') !== park) return false;
    if (sector !== null && member.sector !== sector) return false;
    if (filter === 'all') return true;
    if (filter === 'overuse') return member.hasOveruse;
    return `${member.level ?? 'unknown'}` === filter;
  });
  const ids = new Set(members.map(({ enterpriseId }) => enterpriseId));
  return rows.filter(({ enterpriseId }) => ids.has(enterpriseId));
}

function worst(members: readonly BarometerMember[]): Level {
  const known = members.flatMap(({ level }) => (level === null ? [] : [level]));
  return known.length === 0 ? null : levelOf(Math.max(...known));
}

function byCount<T>(values: readonly T[]): T[] {
  const groups = [...Map.groupBy(values, (value) => value)];
  return groups.sort(([, a], [, b]) => b.length - a.length).map(([value]) => value);
}
