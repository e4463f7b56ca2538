import { afterEach, describe, expect, it } from 'vitest';

import {
  DEVICE,
  type EmbeddedHarness,
  ENTERPRISE,
  startEmbedded,
} from '../testing/embedded-harness.ts';

const READINGS = `energy/v1/${ENTERPRISE}/${DEVICE}/readings`;

let harness: EmbeddedHarness;
afterEach(() => harness.close());

describe('the embedded door', () => {
  it('journals a publish before it acknowledges it', async () => {
    harness = await startEmbedded();
    const client = await harness.connect();
    await client.publishAsync(READINGS, '{"values":{}}', { qos: 1 });
    expect(harness.journal.records).toMatchObject([
      { source: `mqtt:${ENTERPRISE}.${DEVICE}`, topic: READINGS, refusal: null },
    ]);
  });
});
