/**
 * The baseline: what everybody writes first. MQTT.js hears every message from a broker, parses it,
 * and hands its values to the InfluxDB client's own batching. Nothing is durable, validated or
 * counted. Reads `{ mqttUrl, influxUrl, database }` from its parent, answers `ready`.
 */
import { InfluxDB, Point } from '@influxdata/influxdb-client';
import mqtt from 'mqtt';

interface Addresses {
  readonly mqttUrl: string;
  readonly influxUrl: string;
  readonly database: string;
}

interface Payload {
  readonly readAt: number;
  readonly values: Record<string, number>;
}

process.once('message', ({ mqttUrl, influxUrl, database }: Addresses) => {
  const influx = new InfluxDB({ url: influxUrl, timeout: 60_000 });
  const writer = influx.getWriteApi('', database, 'ms', { batchSize: 5_000, flushInterval: 100 });
  writer.path = `/write?db=${database}&precision=ms`;
  const client = mqtt.connect(mqttUrl, { clientId: 'direct', clean: true });
  client.on('message', (topic, bytes) => {
    const enterpriseId = topic.split('/')[2] ?? '';
    const { readAt, values } = JSON.parse(bytes.toString()) as Payload;
    for (const [meterId, value] of Object.entries(values)) {
      writer.writePoint(
        new Point('meter_reading')
          .tag('enterprise_id', enterpriseId)
          .tag('meter_id', meterId)
          .floatField('value', value)
          .timestamp(readAt),
      );
    }
  });
  client.on('connect', () => {
    client.subscribe('energy/v1/+/+/readings', { qos: 1 }, () => process.send?.('ready'));
  });
});
