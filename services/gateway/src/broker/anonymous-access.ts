import mqtt, { type IClientOptions } from 'mqtt';

/** What a broker does with somebody who shows no credentials. */
export type AnonymousAccess = 'refused' | 'let-in' | 'unreachable';

const ANSWER_TIMEOUT_MS = 5_000;

/** Knocks at a broker as nobody. Anybody could publish there under any enterprise's name. */
export function probeAnonymousAccess(
  url: string,
  tls: Pick<IClientOptions, 'ca'>,
): Promise<AnonymousAccess> {
  return new Promise((resolve) => {
    const client = mqtt.connect(url, {
      ...tls,
      protocolVersion: 4,
      clientId: `probe-${Math.random().toString(36).slice(2)}`,
      reconnectPeriod: 0,
      connectTimeout: ANSWER_TIMEOUT_MS,
    });
    const settle = (access: AnonymousAccess) => {
      client.end(true);
      resolve(access);
    };
    client.once('connect', () => settle('let-in'));
    client.on('error', (error) => {
      // CONNACK return codes are numbers; errors of the network have names.
      const isAnswer = 'code' in error && typeof error.code === 'number';
      settle(isAnswer ? 'refused' : 'unreachable');
    });
    client.once('close', () => settle('unreachable'));
  });
}
