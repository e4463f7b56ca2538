import type { LimitTable } from '../limits/limit-types.ts';
import type { Target } from '../policy/policy-document.ts';
import type { ProductionLine } from '../registers/register-documents.ts';
import { limitOfTarget, type RatioFacts } from './ratio-rules.ts';

/** A registered line with its id. */
export type RegisteredLine = ProductionLine & { readonly id: string };

/**
 * The limit of a ratio target by the lines that it is about: the one it names, or those of its product.
 * Of several the least strict holds for all of them together, and a caveat says so; lines that are held
 * to their own limits need targets of their own. Without a registered line only what no circumstance
 * changes is known.
 */
export function limitByLines(
  target: Target,
  lines: readonly RegisteredLine[],
  table: LimitTable,
  date: string,
): RatioFacts['limit'] {
  const concerned = lines.filter(({ id, product }) =>
    target.line === undefined ? product === target.product : id === target.line,
  );
  const limitOf = (line: Pick<RegisteredLine, 'commissionedOn' | 'extendedOn' | 'circumstances'>) =>
    limitOfTarget(target, line, table, date);
  const unknown = { commissionedOn: null, extendedOn: null, circumstances: {} };
  const limits = (concerned.length === 0 ? [unknown] : concerned).map(limitOf);
  const known = limits.flatMap((limit) => (limit.value === null ? [] : [limit]));
  const [first] = limits;
  if (known.length < limits.length || known.length < 2) {
    return limits.find(({ value }) => value === null) ?? first ?? limitOf(unknown);
  }
  const eased = known.reduce((most, each) => ((each.value ?? 0) > (most.value ?? 0) ? each : most));
  const differ = known.some(({ value }) => value !== eased.value);
  const caveat = `${known.length} lines with different limits: the least strict holds for all`;
  return differ ? { ...eased, caveats: [...eased.caveats, caveat] } : eased;
}
