import type { ServerResponse } from 'node:http';
import { PassThrough } from 'node:stream';
import type { PlacedConsoleEvent } from '@hengneng/queue';
import { createLogger } from '@hengneng/telemetry';
import { describe, expect, it } from 'vitest';

import { createPrincipal } from '../access/principal.ts';
import { createEventStreams } from './event-streams.ts';

const admin = createPrincipal(
  {
    ...{ userId: 'u', username: 'u', name: 'u', mustChangePassword: false },
    ...{ disabledAtMs: null, createdAtMs: 0 },
    roles: [{ role: 'admin', scope: { type: 'all' } }],
  } as never,
  'sha',
  0,
);

function placed(id: string): PlacedConsoleEvent {
  return {
    id,
    event: {
      ...{ id, enterpriseId: null, audience: 'authority', subjectId: 'platform', event: 'firing' },
      ...{ word: 'platform', severity: 3, rule: 'silence', text: { zh: '平台', en: 'platform' } },
      at: '2026-11-21T00:00:00Z',
    },
  };
}

describe('a stream that caught up', () => {
  it('is not told again by a live feed that lags behind', async () => {
    const missed = ['9-0', '10-0', '10-2'].map(placed);
    let listener: (event: PlacedConsoleEvent) => void = () => {};
    const streams = createEventStreams({
      ...{ database: {} as never, clock: () => 0, settings: {} as never },
      logger: createLogger({ service: 'api', destination: { write: () => {} } }),
      events: {
        listen: (given) => {
          listener = given;
          return () => {};
        },
        after: async () => missed,
        newestId: async () => '10-2',
        tell: async () => {},
      },
    });
    const sent = new PassThrough();
    await streams.open(admin, '8-0', () => sent as unknown as ServerResponse);
    for (const late of [...missed, placed('10-10')]) listener(late);
    await new Promise((resolve) => setTimeout(resolve, 20));
    const ids = [...String(sent.read()).matchAll(/^id: (\S+)\nevent: platform/gm)];
    expect(ids.map(([, id]) => id)).toEqual(['9-0', '10-0', '10-2', '10-10']);
    streams.close();
  });
});
