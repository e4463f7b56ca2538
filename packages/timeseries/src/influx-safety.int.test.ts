import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { StoreUnavailableError } from '@hengneng/domain';
import { startTestInfluxdb } from '@hengneng/testkit';
import { describe, expect, it } from 'vitest';

import { assertInfluxdbClosed } from './influx-safety.ts';

describe('assertInfluxdbClosed', () => {
  it('refuses a server that answers without a password, and says what to do', async () => {
    const influxdb = await startTestInfluxdb('open');
    try {
      await expect(assertInfluxdbClosed(influxdb.url)).rejects.toThrow('auth-enabled');
    } finally {
      await influxdb.dispose();
    }
    await expect(assertInfluxdbClosed(influxdb.url)).rejects.toThrow(StoreUnavailableError);
  });

  it.each([
    { name: 'passes one that asks for a password', status: 401, passes: true },
    { name: 'does not judge one that is not ready', status: 503, passes: false },
  ])('$name', async ({ status, passes }) => {
    const server = createServer((_request, response) => response.writeHead(status).end());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    try {
      const asked = assertInfluxdbClosed(`http://127.0.0.1:${port}`);
      if (passes) await expect(asked).resolves.toBeUndefined();
      else await expect(asked).rejects.toThrow(StoreUnavailableError);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });
});
