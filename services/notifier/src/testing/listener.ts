import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request that a test's server got. */
export interface HeardRequest {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** Answers of a test's server: a status and a text, or `hang` for none. */
export type ListenerAnswer = { readonly status: number; readonly text: string } | 'hang';

/** A local HTTP server that keeps what it gets. */
export interface Listener {
  readonly port: number;
  readonly heard: HeardRequest[];
  /** What it answers from now on. */
  answerWith(answer: (request: HeardRequest) => ListenerAnswer): void;
  close(): Promise<void>;
}

/** Starts a server on loopback that answers 200 `ok` until told otherwise. */
export async function startListener(): Promise<Listener> {
  const heard: HeardRequest[] = [];
  let answer: (request: HeardRequest) => ListenerAnswer = () => ({ status: 200, text: 'ok' });
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (part: string) => {
      body += part;
    });
    request.on('end', () => {
      const url = new URL(request.url ?? '/', 'http://listener');
      const one = { url, headers: request.headers, body };
      heard.push(one);
      const answered = answer(one);
      if (answered !== 'hang') response.writeHead(answered.status).end(answered.text);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    heard,
    answerWith: (next) => {
      answer = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
