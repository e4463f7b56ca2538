/** The year, quarter or month that a period is, `2026`, `2026 Q3`, `2026-07`; null where it is none. */
export function wholePeriod(period: { readonly from: string; readonly to: string }): string | null {
  const { from, to } = period;
  const [year = '', month = '', day] = from.split('-');
  const [toYear, toMonth = '', toDay] = to.split('-');
  const isWhole = day === '01' && year === toYear && Number(toDay) === daysOf(year, toMonth);
  if (!isWhole) return null;
  const months = Number(toMonth) - Number(month) + 1;
  if (months === 12) return year;
  if (months === 1) return `${year}-${month}`;
  const isQuarter = months === 3 && Number(month) % 3 === 1;
  return isQuarter ? `${year} Q${Math.ceil(Number(month) / 3)}` : null;
}

function daysOf(year: string, month: string): number {
  return new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
}
