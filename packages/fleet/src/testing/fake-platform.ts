import { localDate } from '@hengneng/domain';

import { type FakeAnswer, type FakeRequest, startFakeHttp } from './http-server.ts';
import { startTestMqttServer } from './mqtt-server.ts';

/** What the fake platform keeps of one enterprise. */
export interface FakeEnterprise {
  readonly body: Record<string, unknown>;
  readonly meters: Map<string, Record<string, unknown>>;
  readonly devices: Map<string, string>;
  /** Stored values by `meterId|readAtMs`. */
  readonly stored: Map<string, number>;
  readonly account: {
    parsed: number;
    stored: number;
    duplicate: number;
    conflict: number;
    quarantined: Record<string, number>;
  };
  /** `sequence` of each message, in order of arrival. */
  readonly sequences: number[];
}

/** How the fake platform misbehaves. */
export interface FakePlatformOptions {
  /** Return false to lose a message silently after its PUBACK. */
  readonly keepsMessage?: (topic: string, index: number) => boolean;
}

/**
 * The platform as the simulator and the replay see it: registry, MQTT door, accounting. It knows
 * no time, no limits and no journal; only names, values and counts.
 */
export async function startFakePlatform(options: FakePlatformOptions = {}) {
  const enterprises = new Map<string, FakeEnterprise>();
  let messageCount = 0;
  const mqtt = await startTestMqttServer({
    onMessage: (topic, payload) => {
      messageCount += 1;
      if (options.keepsMessage?.(topic, messageCount - 1) === false) return;
      const [, , enterpriseId, , kind] = topic.split('/');
      const enterprise = enterprises.get(enterpriseId ?? '');
      if (enterprise !== undefined && kind === 'readings') take(enterprise, payload);
    },
  });
  const http = await startFakeHttp((request) => answer(enterprises, mqtt.url, request));
  return {
    url: http.url,
    mqttUrl: mqtt.url,
    enterprises,
    requests: http.requests,
    messages: mqtt.messages,
    cutConnections: mqtt.cutConnections,
    close: async () => {
      await Promise.all([mqtt.close(), http.close()]);
    },
  };
}

interface MessageBody {
  readonly sequence?: number;
  readonly readAt?: string;
  readonly values?: Record<string, number>;
  readonly readings?: readonly { meterId: string; readAt: string | number; value: number }[];
}

function take(enterprise: FakeEnterprise, payload: string): void {
  const { account } = enterprise;
  let body: MessageBody;
  try {
    body = JSON.parse(payload) as MessageBody;
  } catch {
    account.parsed += 1;
    account.quarantined.malformed = (account.quarantined.malformed ?? 0) + 1;
    return;
  }
  if (body.sequence !== undefined) enterprise.sequences.push(body.sequence);
  const readings =
    body.readings ??
    Object.entries(body.values ?? {}).map(([meterId, value]) => ({
      meterId,
      value,
      readAt: body.readAt ?? '',
    }));
  for (const { meterId, readAt, value } of readings) {
    account.parsed += 1;
    const key = `${meterId}|${new Date(readAt).getTime()}`;
    const known = enterprise.stored.get(key);
    if (!enterprise.meters.has(meterId)) {
      account.quarantined['unknown-meter'] = (account.quarantined['unknown-meter'] ?? 0) + 1;
    } else if (known === undefined) {
      enterprise.stored.set(key, value);
      account.stored += 1;
    } else if (known === value) account.duplicate += 1;
    else account.conflict += 1;
  }
}

function answer(
  enterprises: Map<string, FakeEnterprise>,
  mqttUrl: string,
  request: FakeRequest,
): FakeAnswer {
  const body = (request.body ?? {}) as Record<string, unknown>;
  const route = request.path.replace('/api/v1', '').split('/').slice(1);
  const [first, id = '', part, deviceId = ''] = route;
  if (first === 'auth') return { status: 200, body: { token: 'T' } };
  if (request.authorization !== 'Bearer T') return refuse(401, 'NOT_SIGNED_IN');
  if (first === 'ingest') return { status: 200, body: accounting(enterprises, request) };
  if (first !== 'enterprises') return refuse(404, 'NOT_FOUND');
  if (route.length === 1) {
    const newId = String(body.id);
    if (enterprises.has(newId)) return refuse(409, 'ENTERPRISE_EXISTS');
    enterprises.set(newId, newEnterprise(body));
    return { status: 201, body };
  }
  const enterprise = enterprises.get(id);
  if (enterprise === undefined) return refuse(404, 'ENTERPRISE_NOT_FOUND');
  const credential = (device: string) => ({
    status: 201,
    body: { id: device, username: `${id}.${device}`, password: 'p', mqttUrl, topics: {} },
  });
  switch (`${request.method} ${part ?? ''}`) {
    case 'GET ':
      return { status: 200, body: enterprise.body };
    case 'GET meters':
      return { status: 200, body: { items: [...enterprise.meters.values()] } };
    case 'POST meters':
      if (enterprise.meters.has(String(body.id))) return refuse(409, 'METER_EXISTS');
      enterprise.meters.set(String(body.id), body);
      return { status: 201, body };
    case 'POST devices':
      if (deviceId !== '') return credential(deviceId);
      if (enterprise.devices.has(String(body.id))) return refuse(409, 'DEVICE_EXISTS');
      enterprise.devices.set(String(body.id), 'p');
      return credential(String(body.id));
    case 'GET readings':
      return { status: 200, body: readingsPage(enterprise, request.query) };
    default:
      return refuse(404, 'NOT_FOUND');
  }
}

function refuse(status: number, code: string): FakeAnswer {
  return { status, body: { code, message: 'No.', requestId: '1' } };
}

function newEnterprise(body: Record<string, unknown>): FakeEnterprise {
  return {
    body,
    meters: new Map(),
    devices: new Map(),
    stored: new Map(),
    account: { parsed: 0, stored: 0, duplicate: 0, conflict: 0, quarantined: {} },
    sequences: [],
  };
}

/** Everything counts as received on the day on which it is asked for. */
function accounting(enterprises: Map<string, FakeEnterprise>, request: FakeRequest) {
  const date = request.query.get('date') ?? '';
  const items = [...enterprises].filter(
    ([, { body }]) => localDate(Date.now(), String(body.timeZone)) === date,
  );
  return {
    date,
    messages: { journalled: 0, processed: 0, inFlight: 0 },
    enterprises: items.map(([enterpriseId, { account }]) => ({
      enterpriseId,
      ...account,
      balanced: true,
    })),
  };
}

function readingsPage({ stored }: FakeEnterprise, query: URLSearchParams) {
  const fromMs = Date.parse(query.get('from') ?? '');
  const toMs = Date.parse(query.get('to') ?? '');
  const after = Number(query.get('after') ?? Number.NEGATIVE_INFINITY);
  const limit = Number(query.get('limit') ?? 100);
  const items = [...stored]
    .map(([key, value]) => ({ meterId: key.split('|')[0], ms: Number(key.split('|')[1]), value }))
    .filter(({ meterId, ms }) => meterId === query.get('meterId') && ms >= fromMs && ms < toMs)
    .filter(({ ms }) => ms > after)
    .sort((a, b) => a.ms - b.ms);
  const page = items.slice(0, limit);
  return {
    items: page.map(({ meterId, ms, value }) => ({
      meterId,
      readAt: new Date(ms).toISOString(),
      value,
    })),
    ...(items.length > page.length ? { next: String(page.at(-1)?.ms) } : {}),
  };
}
