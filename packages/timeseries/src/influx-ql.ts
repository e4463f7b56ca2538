/** InfluxDB counts nanoseconds in 64 bits, which end in the year 2262. */
const INSTANT_MS_MAX = 9_223_372_036_854;

/** An instant as InfluxQL takes it; beyond what InfluxDB can hold, the last one it can. */
export function instant(atMs: number): string {
  return `${Math.trunc(Math.max(-INSTANT_MS_MAX, Math.min(INSTANT_MS_MAX, atMs)))}ms`;
}

/** A condition that names meters, and the bind parameters it speaks of. */
export interface MeterCondition {
  readonly text: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** The condition that a row is of one of these meters (at least one). */
export function meterCondition(meterIds: readonly string[]): MeterCondition {
  const named = meterIds.map((meterId, index) => [`m${index}`, meterId] as const);
  return {
    text: `(${named.map(([name]) => `meter_id = $${name}`).join(' OR ')})`,
    parameters: Object.fromEntries(named),
  };
}

/** The condition that a row is of one of these meters of one of these enterprises (at least one each). */
export function enterprisesCondition(
  enterprises: readonly {
    readonly enterpriseId: string;
    readonly meterIds: readonly string[];
  }[],
): MeterCondition {
  const parameters: Record<string, string> = {};
  // The same meter ids come again in every enterprise; each is bound once.
  const names = new Map<string, string>();
  const nameOf = (value: string) => {
    const known = names.get(value);
    if (known !== undefined) return known;
    const name = `p${names.size}`;
    names.set(value, name);
    parameters[name] = value;
    return name;
  };
  const each = enterprises.map(({ enterpriseId, meterIds }) => {
    const meters = meterIds.map((id) => `meter_id = $${nameOf(id)}`).join(' OR ');
    return `(enterprise_id = $${nameOf(enterpriseId)} AND (${meters}))`;
  });
  return { text: each.join(' OR '), parameters };
}
