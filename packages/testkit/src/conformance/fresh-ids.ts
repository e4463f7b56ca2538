let enterpriseCount = 0;

/** An enterprise id that no test has used, so that suites share a server and need no clean-up. */
export function freshEnterpriseId(): string {
  enterpriseCount += 1;
  return `TEST${process.pid}X${Date.now()}X${enterpriseCount}`;
}

/** Everything there is, in time. */
export const ALWAYS = { fromMs: Number.NEGATIVE_INFINITY, toMs: Number.POSITIVE_INFINITY };
