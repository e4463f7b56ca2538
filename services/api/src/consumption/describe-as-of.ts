import type { AsOf } from '@hengneng/accounting';

import { toIso } from '../schemas.ts';

/** Names the cut in an answer. */
export function describeAsOf({ asOfMs, cuts }: AsOf) {
  return {
    asOf: toIso(asOfMs),
    receivedUntil: toIso(Math.max(...cuts.map(({ receivedToMs }) => receivedToMs))),
    positions: cuts.map(({ gateway, sequence, receivedToMs }) => ({
      ...{ gateway, sequence, receivedUntil: toIso(receivedToMs) },
    })),
  };
}
