import type { AccountContext, Stretch } from '@hengneng/accounting';
import {
  type CarbonFactor,
  convertQuantity,
  type FactorQuery,
  type FactorSet,
  findCarbonFactor,
  findDensity,
  findStandardCoalFactor,
  type KindAccount,
  localDate,
  type StandardCoalFactor,
} from '@hengneng/domain';
import { z } from 'zod';

import { toIso } from '../schemas.ts';

/** One factor as an explanation names it. */
const factorSchema = z.object({
  id: z.string(),
  set: z.string(),
  perUnit: z.number(),
  unit: z.string(),
  validFrom: z.string(),
  validTo: z.string().nullable(),
  regionCode: z.string().nullable(),
  enterpriseId: z.string().nullable(),
  status: z.string(),
  source: z.string(),
  verified: z.boolean(),
});

/** How one kind came about in a stretch in which nothing changes. */
export const figureExplanationSchema = z
  .object({
    start: z.string(),
    end: z.string(),
    energyKind: z.string(),
    source: z.string(),
    state: z.string(),
    rule: z.string().describe('What the account adds and takes off.'),
    parts: z.record(z.string(), z.number()).nullable(),
    quantity: z.number().nullable(),
    unit: z.string(),
    steps: z.array(
      z.object({
        figure: z.enum(['tceCalorific', 'tcePrimary', 'tco2']),
        value: z.number().nullable(),
        text: z.string(),
        factor: factorSchema.nullable(),
      }),
    ),
    missing: z.array(z.unknown()),
  })
  .meta({ id: 'FigureExplanation' });
export type FigureExplanation = z.infer<typeof figureExplanationSchema>;

/** Quantities, factors and arithmetic of each kind in each stretch. */
export function explainFigures(
  stretches: readonly Stretch[],
  context: AccountContext,
  kinds: readonly string[] | undefined,
): FigureExplanation[] {
  const { factors, enterpriseId, regionCode, timeZone } = context;
  return stretches.flatMap(({ part, endMs, account }) => {
    const date = localDate(part.startMs, timeZone);
    return account.kinds
      .filter(({ energyKind }) => kinds?.includes(energyKind) ?? true)
      .map((kind) => {
        const query = { kind: kind.energyKind, unit: kind.unit, date, enterpriseId, regionCode };
        return {
          ...{ start: toIso(part.startMs), end: toIso(endMs), energyKind: kind.energyKind },
          ...{ source: kind.source, state: kind.state, rule: ruleText(context.account, kind) },
          parts: kind.parts === null ? null : withoutZeros(kind.parts),
          ...{ quantity: kind.quantity, unit: kind.unit },
          steps: [
            coalStep(factors, query, kind, 'calorific'),
            coalStep(factors, query, kind, 'primary'),
            carbonStep(factors, query, kind),
          ],
          missing: [...kind.missing],
        };
      });
  });
}

type Step = FigureExplanation['steps'][number];

function coalStep(
  set: FactorSet,
  query: FactorQuery,
  kind: KindAccount,
  basis: 'calorific' | 'primary',
): Step {
  const figure = basis === 'calorific' ? 'tceCalorific' : 'tcePrimary';
  const value = kind[figure];
  const factor = findStandardCoalFactor(set, query, basis);
  if (factor === null) return { figure, value, text: 'No factor applies.', factor: null };
  const amount = amountText(set, query, kind.quantity, factor);
  const text = `${amount} × ${factor.kgcePerUnit} kgce/${factor.unit} ÷ 1000 = ${value} tce`;
  return { figure, value, text, factor: factorOf(set, factor, factor.kgcePerUnit) };
}

function carbonStep(set: FactorSet, query: FactorQuery, kind: KindAccount): Step {
  const figure = 'tco2';
  const value = kind.tco2;
  const factor = findCarbonFactor(set, query);
  if (factor === null) {
    const text = value === 0 ? 'Counted at nothing: outside the boundary.' : 'No factor applies.';
    return { figure, value, text, factor: null };
  }
  const what = 'purchases − supplied out + stock drawn − feedstock';
  const amount = amountText(set, query, carbonQuantity(kind), factor);
  const text = `(${what}) ${amount} × ${factor.tco2PerUnit} tCO2/${factor.unit} = ${value} tCO2`;
  return { figure, value, text, factor: factorOf(set, factor, factor.tco2PerUnit) };
}

/** Own renewables burn nothing; in a metered account the rest of the parts is the CO2's quantity. */
function carbonQuantity({ quantity, parts, source }: KindAccount): number | null {
  if (parts === null || source === 'ledger') return quantity;
  return parts.purchased - parts.suppliedOut;
}

function amountText(
  set: FactorSet,
  query: FactorQuery,
  quantity: number | null,
  factor: StandardCoalFactor | CarbonFactor,
): string {
  const own = `${quantity} ${query.unit}`;
  if (quantity === null || factor.unit === query.unit) return own;
  const density = findDensity(set, query);
  const amount = convertQuantity(quantity, query.unit, factor.unit, density);
  return `${own} (= ${amount} ${factor.unit})`;
}

function factorOf(
  set: FactorSet,
  factor: StandardCoalFactor | CarbonFactor,
  perUnit: number,
): z.infer<typeof factorSchema> {
  const { id, unit, validFrom, validTo, regionCode, enterpriseId, status, source, verified } =
    factor;
  return {
    ...{ id, set: set.id, perUnit, unit, validFrom, validTo, regionCode, enterpriseId },
    ...{ status, source, verified },
  };
}

function ruleText(account: string, { source }: KindAccount): string {
  if (account === 'selection') return 'The named meters, each energy once.';
  if (source === 'metered') {
    return 'Purchased − supplied out + own renewable generation, of the outermost meter of each flow; less what an assessed rule takes off.';
  }
  return account === 'statistical'
    ? 'Consumption − conversion output − recovered − non-production, of the ledger.'
    : 'Opening stock + purchases − supplied out − closing stock − non-production, of the ledger, + own renewable generation.';
}

function withoutZeros(parts: object): Record<string, number> {
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== 0));
}
