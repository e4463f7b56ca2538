import { unifiedSocialCreditCheckCharacter } from '@hengneng/domain';

import type { LoadDevice } from './load-plan.ts';

/** A signed-in program at the api. */
export interface Api {
  /** Calls a route below `/api/v1`; throws with status and body unless it answers 2xx. */
  call<T = unknown>(method: string, path: string, body?: unknown): Promise<T>;
  /** The same, but answers whatever the status. */
  request(method: string, path: string, body?: unknown): Promise<{ status: number; body: unknown }>;
  /** Fetches a file; throws unless it is answered 200. */
  download(path: string): Promise<Buffer>;
  /** Sends a file and gives back what is answered; throws unless it is taken. */
  upload<T = unknown>(path: string, type: string, bytes: Buffer): Promise<T>;
}

/** Signs in and gives back what calls the api in that person's name. */
export async function signIn(apiUrl: string, username: string, password: string): Promise<Api> {
  const login = await fetch(`${apiUrl}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password }),
  });
  if (!login.ok) throw new Error(`Signing in failed: ${login.status} ${await login.text()}`);
  const { token } = (await login.json()) as { token: string };
  const request: Api['request'] = async (method, path, body) => {
    const response = await fetch(`${apiUrl}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const isText = response.headers.get('content-type')?.startsWith('text/') ?? false;
    const answer = text === '' ? null : isText ? text : JSON.parse(text);
    return { status: response.status, body: answer };
  };
  const transfer = async (path: string, init: RequestInit): Promise<Response> => {
    const headers = { ...init.headers, authorization: `Bearer ${token}` };
    const response = await fetch(`${apiUrl}/api/v1${path}`, { ...init, headers });
    if (response.ok) return response;
    throw new Error(`${init.method} ${path}: ${response.status} ${await response.text()}`);
  };
  return {
    request,
    download: async (path) => {
      const response = await transfer(path, { method: 'GET' });
      return Buffer.from(await response.arrayBuffer());
    },
    upload: async <T>(path: string, type: string, bytes: Buffer) => {
      const headers = { 'content-type': type };
      const body = new Uint8Array(bytes);
      return (await (await transfer(path, { method: 'POST', headers, body })).json()) as T;
    },
    call: async <T>(method: string, path: string, body?: unknown) => {
      const answer = await request(method, path, body);
      if (answer.status >= 300) {
        throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
      }
      return answer.body as T;
    },
  };
}

/** A well-formed credit code for tests: region 430626 and a running number. */
export function testEnterpriseId(number: number): string {
  const first17 = `91430626MA${number.toString().padStart(7, '0')}`;
  return first17 + unifiedSocialCreditCheckCharacter(first17);
}

/** What a registered device is told, once. */
export interface DeviceCredential {
  readonly id: string;
  readonly username: string;
  readonly password: string;
  readonly mqttUrl: string;
}

/** Registers one enterprise. */
export async function registerEnterprise(api: Api, number: number): Promise<string> {
  const id = testEnterpriseId(number);
  await api.call('POST', '/enterprises', {
    id,
    name: `试验企业${number}`,
    regionCode: '430626',
    industryCode: 'C3011',
    timeZone: 'Asia/Shanghai',
  });
  return id;
}

/** Registers a meter of mean power, which may show any value. */
export async function registerPowerMeter(
  api: Api,
  enterpriseId: string,
  id: string,
  intervalSeconds = 1,
): Promise<void> {
  await api.call('POST', `/enterprises/${enterpriseId}/meters`, {
    id,
    name: id,
    energyKind: 'electricity',
    kind: 'power',
    unit: 'kW',
    flow: 'process',
    level: 2,
    intervalSeconds,
  });
}

/** Registers enterprises with devices and meters for a load; numbers run from `firstNumber`. */
export async function registerLoad(
  api: Api,
  size: {
    readonly firstNumber: number;
    readonly enterprises: number;
    readonly devicesPerEnterprise: number;
    readonly metersPerDevice: number;
    readonly intervalSeconds?: number;
  },
): Promise<LoadDevice[]> {
  const devices: LoadDevice[] = [];
  for (let number = 0; number < size.enterprises; number += 1) {
    const enterpriseId = await registerEnterprise(api, size.firstNumber + number);
    for (let index = 0; index < size.devicesPerEnterprise; index += 1) {
      const deviceId = `edge-${index + 1}`;
      const meterIds = Array.from(
        { length: size.metersPerDevice },
        (_, meter) => `D${index + 1}M${meter + 1}`,
      );
      for (const meterId of meterIds) {
        await registerPowerMeter(api, enterpriseId, meterId, size.intervalSeconds);
      }
      const { username, password } = await api.call<DeviceCredential>(
        'POST',
        `/enterprises/${enterpriseId}/devices`,
        { id: deviceId, name: deviceId },
      );
      devices.push({ enterpriseId, deviceId, username, password, meterIds });
    }
  }
  return devices;
}

/** Accounting of one enterprise over the given days of receipt, summed. */
export interface Account {
  parsed: number;
  stored: number;
  duplicate: number;
  conflict: number;
  quarantined: Record<string, number>;
  balanced: boolean;
}

interface AccountingAnswer {
  readonly messages: { journalled: number; processed: number; inFlight: number };
  readonly enterprises: readonly (Account & { readonly enterpriseId: string })[];
}

/** The account of every enterprise, over all days from yesterday to tomorrow. */
export async function accounts(
  api: Api,
): Promise<{ messages: AccountingAnswer['messages']; byEnterprise: Map<string, Account> }> {
  const messages = { journalled: 0, processed: 0, inFlight: 0 };
  const byEnterprise = new Map<string, Account>();
  for (const offsetDays of [-1, 0, 1]) {
    const date = shanghaiDate(Date.now() + offsetDays * 86_400_000);
    const answer = await api.call<AccountingAnswer>('GET', `/ingest/accounting?date=${date}`);
    messages.journalled += answer.messages.journalled;
    messages.processed += answer.messages.processed;
    messages.inFlight += answer.messages.inFlight;
    for (const row of answer.enterprises) {
      const sum = byEnterprise.get(row.enterpriseId) ?? emptyAccount();
      sum.parsed += row.parsed;
      sum.stored += row.stored;
      sum.duplicate += row.duplicate;
      sum.conflict += row.conflict;
      sum.balanced &&= row.balanced;
      for (const [reason, count] of Object.entries(row.quarantined)) {
        sum.quarantined[reason] = (sum.quarantined[reason] ?? 0) + count;
      }
      byEnterprise.set(row.enterpriseId, sum);
    }
  }
  return { messages, byEnterprise };
}

function emptyAccount(): Account {
  return { parsed: 0, stored: 0, duplicate: 0, conflict: 0, quarantined: {}, balanced: true };
}

function shanghaiDate(instantMs: number): string {
  return new Date(instantMs + 8 * 3_600_000).toISOString().slice(0, 10);
}

/** A gateway tells its counts once a second: only what holds for longer than that is settled. */
const SETTLED_MS = 2_000;

/** Waits until everything journalled is processed and recorded; throws after `timeoutMs`. */
export async function waitUntilProcessed(api: Api, timeoutMs: number): Promise<void> {
  const deadlineMs = Date.now() + timeoutMs;
  let last = '';
  let settledSinceMs: number | null = null;
  while (Date.now() < deadlineMs) {
    try {
      const { messages } = await accounts(api);
      last = JSON.stringify(messages);
      const settled = messages.inFlight === 0 && messages.journalled === messages.processed;
      settledSinceMs = settled ? (settledSinceMs ?? Date.now()) : null;
      if (settledSinceMs !== null && Date.now() - settledSinceMs > SETTLED_MS) return;
    } catch (error) {
      settledSinceMs = null;
      last = String(error);
    }
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error(`Not everything was processed within ${timeoutMs} ms; last seen: ${last}`);
}
