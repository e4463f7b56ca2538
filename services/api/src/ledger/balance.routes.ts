import {
  countingLedgerMonths,
  type Enterprise,
  getEnterprise,
  loadFactorSet,
  type TenantScope,
} from '@hengneng/database';
import {
  BALANCE_ITEMS,
  BASES,
  type BalanceItem,
  type BalanceYear,
  energyBalance,
  type FactorSet,
  METER_UNITS,
  periodNamed,
} from '@hengneng/domain';
import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';

import { principalOf, requestScope } from '../access/access.plugin.ts';
import { assertWithinEngagement, type Principal } from '../access/principal.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { enterpriseParamsSchema, toIso } from '../schemas.ts';
import { XLSX_TYPE, type XlsxSheet, xlsxStream } from '../tables/xlsx-writer.ts';
import { balanceSheets } from './balance-sheets.ts';
import { recordAsOf } from './ledger-context.ts';
import { asOfSchema, ledgerKindSchema } from './ledger-schemas.ts';

const YEARS_SHOWN = 3;

/** What of the balance table is asked for. */
export const balanceQuerySchema = z.object({
  year: z.coerce.number().int().min(2000).max(2099).describe('The last of three years.'),
  factorSet: z.string().max(64).optional().describe('Pins a factor set; otherwise the newest.'),
  asOf: asOfSchema,
});
const figureSchema = z.object({
  quantity: z.number().nullable(),
  tceCalorific: z.number().nullable(),
  tcePrimary: z.number().nullable(),
});
const figuresSchema = z.object(
  Object.fromEntries(BALANCE_ITEMS.map((item) => [item, figureSchema])) as Record<
    BalanceItem,
    typeof figureSchema
  >,
);
const balanceSchema = z
  .object({
    enterpriseId: z.string(),
    factorSet: z.string(),
    asOf: z.string(),
    years: z.array(
      z.object({
        year: z.int(),
        months: z.array(z.string()).describe('Those that count; the others are awaited.'),
        kinds: z.array(
          z.object({
            kind: ledgerKindSchema,
            unit: z.enum(METER_UNITS),
            figures: figuresSchema,
            purchaseCostCny: z.number().nullable(),
            unitPriceCny: z.number().nullable(),
            inTotal: z.boolean().describe('False for media, whose energy was counted before.'),
            factors: z.array(
              z.object({
                basis: z.enum(BASES),
                id: z.string(),
                kgcePerUnit: z.number(),
                unit: z.enum(METER_UNITS),
                origin: z.enum(['table', 'measured', 'enterprise']),
                status: z.enum(['provisional', 'final']),
                source: z.string(),
                verified: z.boolean(),
                months: z.array(z.string()),
              }),
            ),
            missing: z.array(z.object({ what: z.enum(['unit', ...BASES]), month: z.string() })),
          }),
        ),
        total: z.object({
          figures: figuresSchema,
          net: figureSchema,
          purchaseCostCny: z.number().nullable(),
        }),
      }),
    ),
  })
  .meta({ id: 'EnergyBalance' });

const getBalanceRoute = {
  config: { permission: 'ledger.read', readAction: 'balance.read' },
  schema: {
    tags: ['ledger'],
    summary: 'Energy balance table (能源平衡表) of a year and the two before it',
    params: enterpriseParamsSchema,
    querystring: balanceQuerySchema,
    response: { 200: balanceSchema },
  },
} as const;

const getBalanceXlsxRoute = {
  config: { permission: 'ledger.read', readAction: 'balance.export' },
  schema: {
    tags: ['ledger'],
    summary: 'The same as a workbook, with the coefficients and their sources',
    params: enterpriseParamsSchema,
    querystring: balanceQuerySchema,
    produces: [XLSX_TYPE],
  },
} as const;

/** The energy balance table of an enterprise, from the months of its ledger that count. */
export const balanceRoutes: FastifyPluginAsyncZod<{
  readonly dependencies: ApiDependencies;
}> = async (app, { dependencies }) => {
  const askerOf = (request: FastifyRequest) => ({
    principal: principalOf(request),
    scope: requestScope(request),
  });

  app.get('/enterprises/:enterpriseId/balance', getBalanceRoute, async (request) => {
    const { enterpriseId } = request.params;
    const { years, factors, asOf } = await readBalance(
      dependencies,
      askerOf(request),
      enterpriseId,
      request.query,
    );
    return { enterpriseId, factorSet: factors.id, asOf, years: years.map(toYearAnswer) };
  });

  app.get(
    '/enterprises/:enterpriseId/balance.xlsx',
    getBalanceXlsxRoute,
    async (request, reply) => {
      const { enterpriseId } = request.params;
      const { year } = request.query;
      const asker = askerOf(request);
      const sheets = await balanceWorkbook(dependencies, asker, enterpriseId, request.query);
      return reply
        .type(XLSX_TYPE)
        .header('content-disposition', `attachment; filename="balance-${year}.xlsx"`)
        .send(xlsxStream(sheets));
    },
  );
};

/** Who asks for a balance table, and what they may see. */
interface Asker {
  readonly principal: Principal;
  readonly scope: TenantScope;
}

/**
 * The table as sheets, for whoever may see the ledger.
 *
 * @throws DomainError NOT_FOUND, TIME_RANGE_INVALID, FACTOR_SET_NOT_FOUND
 */
export async function balanceWorkbook(
  dependencies: ApiDependencies,
  asker: Asker,
  enterpriseId: string,
  query: z.output<typeof balanceQuerySchema>,
): Promise<XlsxSheet[]> {
  const balance = await readBalance(dependencies, asker, enterpriseId, query);
  const { years, factors, asOf, enterprise } = balance;
  return balanceSheets(years, {
    enterpriseName: enterprise.name,
    enterpriseId,
    timeZone: enterprise.timeZone,
    factorSetId: factors.id,
    asOf,
  });
}

async function readBalance(
  { database, clock }: ApiDependencies,
  { principal, scope }: Asker,
  enterpriseId: string,
  query: z.output<typeof balanceQuerySchema>,
): Promise<Balance> {
  const { year, factorSet: setId } = query;
  const wanted = { enterpriseId, asOf: query.asOf };
  const asOfMs = recordAsOf(principal, { clock }, wanted) ?? clock();
  const { executor } = database;
  const enterprise = await getEnterprise(executor, scope, enterpriseId, clock());
  const years = yearsAllowed(principal, enterprise, year);
  const months = await countingLedgerMonths(executor, scope, {
    enterpriseId,
    fromMonth: `${years[0] ?? year}-01`,
    toMonth: `${year}-12`,
    asOfMs,
  });
  const factors = await loadFactorSet(executor, { setId, asOfMs, enterpriseId });
  const { regionCode } = enterprise;
  const table = energyBalance({ months, years, factors, regionCode, enterpriseId });
  return { enterprise, factors, years: table, asOf: toIso(asOfMs) };
}

interface Balance {
  readonly enterprise: Enterprise;
  readonly factors: FactorSet;
  readonly years: readonly BalanceYear[];
  readonly asOf: string;
}

/**
 * The year asked for, which an engagement must cover, and those before it that it covers too: an
 * auditor of one year is not refused the table because of the two beside it.
 */
function yearsAllowed(principal: Principal, enterprise: Enterprise, year: number): number[] {
  const { id: enterpriseId, timeZone } = enterprise;
  const years = Array.from({ length: YEARS_SHOWN }, (_, index) => year - YEARS_SHOWN + 1 + index);
  return years.filter((other) => {
    const period = periodNamed(String(other), timeZone);
    if (period === null) return false;
    const wanted = { enterpriseId, timeZone, fromMs: period.startMs, toMs: period.endMs };
    try {
      assertWithinEngagement(principal, 'ledger.read', wanted);
      return true;
    } catch (error) {
      if (other === year) throw error;
      return false;
    }
  });
}

type YearAnswer = z.input<typeof balanceSchema>['years'][number];

function toYearAnswer({ year, months, kinds, total }: BalanceYear): YearAnswer {
  return {
    year,
    months: [...months],
    total,
    kinds: kinds.map(({ factors, missing, ...kind }) => ({
      ...kind,
      missing: [...missing],
      factors: factors.map(({ basis, factor, months: ofFactor }) => {
        const { id, kgcePerUnit, unit, origin, status, source, verified } = factor;
        const own = { id, kgcePerUnit, unit, origin, status, source, verified };
        return { basis, ...own, months: [...ofFactor] };
      }),
    })),
  };
}
