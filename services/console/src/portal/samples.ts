/** What a sample is filled in with. */
export interface SampleParts {
  /** `mqtt://host:port`, as devices reach it. */
  readonly mqttUrl: string;
  /** User name and client id. */
  readonly username: string;
  readonly password: string;
  /** Topic for readings. */
  readonly topic: string;
  readonly meterId: string;
  /** What the meter shows. */
  readonly value: number;
}

const MQTT_PORT = 1883;
const MQTTS_PORT = 8883;

/** Host and port of an MQTT address. */
export function addressOf(mqttUrl: string): { readonly host: string; readonly port: number } {
  // A browser takes an address of a scheme that it does not know for one without a host.
  const { protocol } = new URL(mqttUrl);
  const { hostname, port } = new URL(mqttUrl.replace(/^[a-z]+:/, 'http:'));
  const fallback = protocol === 'mqtts:' ? MQTTS_PORT : MQTT_PORT;
  // `http:` drops its own port 80 from the text.
  const isHttpPort = port === '' && /:80(\/|$)/.test(mqttUrl);
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: isHttpPort ? 80 : Number(port || fallback),
  };
}

/**
 * One line for a POSIX shell: `date` fills in the present, so that it may be run again. The reading is
 * sent with QoS 1: the command ends well only once the message is on disk.
 */
export function mosquittoSample(parts: SampleParts): string {
  const { host, port } = addressOf(parts.mqttUrl);
  const { username, password, topic, meterId, value } = parts;
  const payload = `'{"readAt":'$(date +%s)'000,"values":{${JSON.stringify(meterId)}:${value}}}'`;
  return [
    `mosquitto_pub -h ${quoted(host)} -p ${port} -q 1`,
    `-i ${quoted(username)} -u ${quoted(username)} -P ${quoted(password)}`,
    `-t ${quoted(topic)}`,
    `-m ${payload}`,
  ].join(' \\\n  ');
}

/** A program for paho-mqtt 2. */
export function pythonSample(parts: SampleParts): string {
  const { host, port } = addressOf(parts.mqttUrl);
  const { username, password, topic, meterId, value } = parts;
  const text = JSON.stringify;
  return `import json, time
import paho.mqtt.client as mqtt

client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2, client_id=${text(username)})
client.username_pw_set(${text(username)}, ${text(password)})
client.connect(${text(host)}, ${port})
client.loop_start()

message = {"readAt": int(time.time() * 1000), "values": {${text(meterId)}: ${value}}}
sent = client.publish(${text(topic)}, json.dumps(message), qos=1)
sent.wait_for_publish(10)
print("PUBACK" if sent.is_published() else "no PUBACK: send it again")

client.disconnect()
client.loop_stop()
`;
}

/** A module for MQTT.js 5. */
export function nodeSample(parts: SampleParts): string {
  const { mqttUrl, username, password, topic, meterId, value } = parts;
  const text = JSON.stringify;
  return `import mqtt from 'mqtt';

const client = await mqtt.connectAsync(${text(mqttUrl)}, {
  clientId: ${text(username)},
  username: ${text(username)},
  password: ${text(password)},
});

const message = { readAt: Date.now(), values: { ${text(meterId)}: ${value} } };
await client.publishAsync(${text(topic)}, JSON.stringify(message), { qos: 1 });
console.log('PUBACK');
await client.endAsync();
`;
}

/** A word as a POSIX shell takes it unchanged. */
export function quoted(word: string): string {
  return /^[\w.:/-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
