/** One number of frozen evidence; the unit is empty for a ratio. */
export interface EvidenceFigure {
  readonly name: string;
  readonly value: number | null;
  readonly unit: string;
}

/** Frozen evidence as far as it can be read; what the rules did not say is null or empty. */
export interface Evidence {
  readonly figures: readonly EvidenceFigure[];
  readonly arithmetic: readonly string[];
  readonly months: readonly string[];
  readonly estimatedShare: number | null;
  readonly hasExpiredMeter: boolean | null;
  readonly factorSet: string | null;
  readonly policyVersion: string | null;
  readonly ruleVersion: string | null;
  readonly cappedBy: readonly string[];
  readonly caveats: readonly string[];
  readonly isPreview: boolean;
  /** Readings that were there when it was judged, as instants. */
  readonly readings: { readonly from: string; readonly to: string } | null;
  /** What it says in one sentence. */
  readonly message: { readonly zh: string; readonly en: string } | null;
}

/** Reads evidence as the api answers it: JSON of whatever version of the rules made it. */
export function readEvidence(json: unknown): Evidence {
  const fields = isRecord(json) ? json : {};
  const { message, readings } = fields;
  const hasMessage = isRecord(message) && typeof message.zh === 'string';
  return {
    figures: listOf(fields.figures).flatMap(readFigure),
    arithmetic: textsOf(fields.arithmetic),
    months: textsOf(fields.months),
    estimatedShare: numberOrNull(fields.estimatedShare),
    hasExpiredMeter: typeof fields.hasExpiredMeter === 'boolean' ? fields.hasExpiredMeter : null,
    factorSet: textOrNull(fields.factorSet),
    policyVersion: textOrNull(fields.policyVersion),
    ruleVersion: textOrNull(fields.ruleVersion),
    cappedBy: textsOf(fields.cappedBy),
    caveats: textsOf(fields.caveats),
    isPreview: fields.isPreview === true,
    readings:
      isRecord(readings) && typeof readings.from === 'string' && typeof readings.to === 'string'
        ? { from: readings.from, to: readings.to }
        : null,
    message: hasMessage
      ? { zh: String(message.zh), en: textOrNull(message.en) ?? String(message.zh) }
      : null,
  };
}

/** Figures that can stand on one axis: those of a unit, most first; ratios stand alone. */
export function chartsOfEvidence({ figures }: Evidence): {
  readonly unit: string;
  readonly figures: readonly { readonly name: string; readonly value: number }[];
}[] {
  const byUnit = new Map<string, { name: string; value: number }[]>();
  for (const { name, value, unit } of figures) {
    if (value === null || unit === '') continue;
    byUnit.set(unit, [...(byUnit.get(unit) ?? []), { name, value }]);
  }
  return [...byUnit]
    .map(([unit, some]) => ({ unit, figures: some }))
    .filter((chart) => chart.figures.length > 1)
    .sort((one, other) => other.figures.length - one.figures.length);
}

function readFigure(json: unknown): EvidenceFigure[] {
  if (!isRecord(json) || typeof json.name !== 'string') return [];
  return [{ name: json.name, value: numberOrNull(json.value), unit: textOrNull(json.unit) ?? '' }];
}

function isRecord(json: unknown): json is Record<string, unknown> {
  return typeof json === 'object' && json !== null;
}

function listOf(json: unknown): readonly unknown[] {
  return Array.isArray(json) ? json : [];
}

function textsOf(json: unknown): string[] {
  return listOf(json).filter((each): each is string => typeof each === 'string');
}

function textOrNull(json: unknown): string | null {
  return typeof json === 'string' && json !== '' ? json : null;
}

function numberOrNull(json: unknown): number | null {
  return typeof json === 'number' && Number.isFinite(json) ? json : null;
}

/**
 * A version of a policy as evidence names it, the authority's part first (`2026 authority 1, plan 2`);
 * null for what is none.
 */
export function readPolicyVersion(
  text: string | null,
): { readonly year: number; readonly part: 'authority' | 'plan'; readonly version: number } | null {
  const match = /^(\d{4}) (authority|plan) (\d+)(?:, |$)/.exec(text ?? '');
  if (match === null) return null;
  const [, year, part, version] = match;
  const isPlan = part === 'plan';
  return { year: Number(year), part: isPlan ? 'plan' : 'authority', version: Number(version) };
}
