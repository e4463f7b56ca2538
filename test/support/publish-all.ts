import mqtt from 'mqtt';

import type { DeviceCredential } from './api.ts';

/** One publish, QoS 1 and not retained unless said otherwise. */
export interface Publish {
  readonly topic: string;
  readonly payload: string | Buffer;
  readonly qos?: 0 | 1 | 2;
  readonly retain?: boolean;
}

/** Publishes in order with MQTT.js and MQTT 3.1.1; resolves when every one is acknowledged. */
export async function publishAll(
  broker: { readonly host: string; readonly port: number },
  device: Pick<DeviceCredential, 'username' | 'password'>,
  publishes: readonly Publish[],
): Promise<void> {
  const client = await mqtt.connectAsync(`mqtt://${broker.host}:${broker.port}`, {
    protocolVersion: 4,
    clientId: device.username,
    username: device.username,
    password: device.password,
    reconnectPeriod: 0,
  });
  try {
    for (const { topic, payload, qos = 1, retain = false } of publishes) {
      await client.publishAsync(topic, payload, { qos, retain });
    }
  } finally {
    await client.endAsync();
  }
}
