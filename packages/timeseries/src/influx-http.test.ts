import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { StoreUnavailableError } from '@hengneng/domain';
import { afterEach, describe, expect, it } from 'vitest';

import { createInfluxHttp, type InfluxHttp, type InfluxOptions } from './influx-http.ts';

let server: Server | null = null;
let http: InfluxHttp | null = null;

afterEach(async () => {
  http?.close();
  server?.closeAllConnections();
  await new Promise((resolve) => server?.close(resolve));
});

async function against(
  listener: RequestListener,
  options: Partial<InfluxOptions> = {},
): Promise<InfluxHttp> {
  server = createServer(listener);
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  http = createInfluxHttp({ url: `http://127.0.0.1:${port}`, database: 'a b', ...options });
  return http;
}

describe('createInfluxHttp', () => {
  it.each([
    {
      status: 400,
      body: '{"error":"partial write: field type conflict"}',
      reason: /type conflict/,
    },
    { status: 413, body: 'Request Entity Too Large', reason: /Too Large/ },
    { status: 422, body: '{"error":"unprocessable"}', reason: /unprocessable/ },
  ])('takes $status as a word about the lines', async ({ status, body, reason }) => {
    const type = body.startsWith('{') ? 'application/json' : 'text/plain';
    const client = await against((_request, response) => {
      response.writeHead(status, { 'content-type': type }).end(body);
    });
    const answer = await client.write('x');
    expect(answer).toEqual({ stored: false, reason: expect.stringMatching(reason) });
  });

  it.each([200, 201, 301, 401, 403, 404, 408, 429, 500, 502, 503, 504])(
    'takes %d as a word about the server',
    async (status) => {
      const client = await against((_request, response) => {
        response.writeHead(status, { 'content-type': 'text/plain' }).end('no');
      });
      await expect(client.write('x')).rejects.toThrow(StoreUnavailableError);
    },
  );

  it('writes to the endpoint all versions have, with database and precision', async () => {
    const seen: string[] = [];
    const client = await against(
      (request, response) => {
        seen.push(`${request.method} ${request.url} ${request.headers.authorization}`);
        response.writeHead(204).end();
      },
      { username: 'writer', password: 'secret' },
    );
    expect(await client.write('x')).toEqual({ stored: true });
    const basic = Buffer.from('writer:secret').toString('base64');
    expect(seen).toEqual([`POST /write?db=a%20b&precision=ms Basic ${basic}`]);
  });

  it('sends a token as 2.x wants it', async () => {
    const seen: (string | undefined)[] = [];
    const client = await against(
      (request, response) => {
        seen.push(request.headers.authorization);
        response.writeHead(204).end();
      },
      { token: 't0ken' },
    );
    await client.write('x');
    expect(seen).toEqual(['Token t0ken']);
  });

  it('takes an error inside a result as unavailable, and a cut connection too', async () => {
    let cut = false;
    const client = await against((request, response) => {
      if (cut) return request.socket.destroy();
      const body = JSON.stringify({ results: [{ error: 'database not found: x' }] });
      return response.writeHead(200, { 'content-type': 'application/json' }).end(body);
    });
    await expect(client.query('SELECT 1', {})).rejects.toThrow('database not found');
    cut = true;
    await expect(client.query('SELECT 1', {})).rejects.toThrow(StoreUnavailableError);
    await expect(client.write('x')).rejects.toThrow(StoreUnavailableError);
  });

  it('understands MessagePack and JSON alike, and asks for the first', async () => {
    const seen: (string | undefined)[] = [];
    const results = [{ series: [{ tags: { a: 'b' }, columns: ['time'], values: [[7]] }] }];
    const packed = '81a7726573756c74739181a6736572696573 9183a474616773 81a161a162'.concat(
      'a7636f6c756d6e7391a474696d65 a676616c756573919107',
    );
    const bodies = [Buffer.from(packed.replaceAll(' ', ''), 'hex'), JSON.stringify({ results })];
    const client = await against((request, response) => {
      seen.push(request.headers.accept);
      response.writeHead(200).end(bodies.shift());
    });
    const expected = [{ tags: { a: 'b' }, columns: ['time'], values: [[7]] }];
    expect(await client.query('SELECT 1', {})).toEqual(expected);
    expect(await client.query('SELECT 1', {})).toEqual(expected);
    expect(seen).toEqual(['application/x-msgpack', 'application/x-msgpack']);
  });

  it.each([
    {
      name: 'by the server',
      end: (response: ServerResponse) => response.end(Buffer.from('81a77265', 'hex')),
    },
    {
      name: 'by the network',
      end: (response: ServerResponse) => {
        response.write(Buffer.from('81a77265', 'hex'));
        setTimeout(() => response.destroy(), 20);
      },
    },
  ])('takes an answer that is cut off $name as none', async ({ end }) => {
    const client = await against((_request, response) => {
      response.writeHead(200);
      end(response);
    });
    await expect(client.query('SELECT 1', {})).rejects.toThrow(StoreUnavailableError);
  });

  it('takes an answer that rows were left out of as none', async () => {
    const client = await against((_request, response) => {
      const series = [{ columns: ['time', 'value'], values: [[0, 1]], partial: true }];
      const body = JSON.stringify({ results: [{ series, partial: true }] });
      response.writeHead(200, { 'content-type': 'application/json' }).end(body);
    });
    await expect(client.query('SELECT 1', {})).rejects.toThrow('max-row-limit');
  });

  it('keeps nothing of a request once it is answered', async () => {
    const client = await against((request, response) => {
      request.resume().on('end', () => response.writeHead(204).end());
    });
    await client.write('warm');
    const before = usedBytes();
    for (let index = 0; index < 40; index += 1) await client.write(`${index}`.repeat(1_000_000));
    // 40 requests of 1 to 2 MB; a time-out that keeps them would hold more than 70 MB.
    expect(usedBytes() - before).toBeLessThan(20_000_000);
  });
});

/** Heap in use, after everything that can go has gone. */
function usedBytes(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return process.memoryUsage().heapUsed;
}
