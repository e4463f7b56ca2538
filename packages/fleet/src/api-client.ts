import type { EnergyKind, MeterFlow, MeterKind, MeterLevel, MeterUnit } from '@hengneng/domain';
import { z } from 'zod';

import { ApiError, type ApiOptions, type ApiRequest, createApiRequest } from './api-request.ts';

/** What the registry is told of an enterprise. */
export interface EnterpriseRegistration {
  /** Unified social credit code. */
  readonly id: string;
  readonly name: string;
  readonly regionCode: string;
  readonly industryCode: string;
  readonly timeZone: string;
  readonly parkCode?: string;
  readonly class?: string;
}

/** What the registry is told of a meter. */
export interface MeterRegistration {
  readonly id: string;
  readonly name: string;
  readonly energyKind: EnergyKind;
  readonly kind: MeterKind;
  readonly unit: MeterUnit;
  readonly flow: MeterFlow;
  readonly level: MeterLevel;
  readonly intervalSeconds?: number;
  readonly multiplier?: number;
  readonly registerMax?: number;
  readonly ratedPowerKw?: number;
  readonly masterMeterId?: string;
}

const credentialSchema = z.object({
  username: z.string(),
  password: z.string(),
  mqttUrl: z.string(),
});
/** How a device signs in to the gateway. */
export type DeviceCredential = z.infer<typeof credentialSchema>;

const registeredEnterpriseSchema = z.object({ id: z.string(), timeZone: z.string() });
/** What the registry answers about an enterprise, as far as it is needed here. */
export type RegisteredEnterpriseAnswer = z.infer<typeof registeredEnterpriseSchema>;

const registeredMeterSchema = z.object({
  id: z.string(),
  energyKind: z.string(),
  kind: z.string(),
  unit: z.string(),
  flow: z.string(),
  intervalSeconds: z.number().nullish(),
  multiplier: z.number().nullish(),
});
/** What the registry answers about a meter, as far as it is needed here. */
export type RegisteredMeterAnswer = z.infer<typeof registeredMeterSchema>;

const enterpriseAccountSchema = z.object({
  enterpriseId: z.string(),
  parsed: z.number(),
  stored: z.number(),
  duplicate: z.number(),
  conflict: z.number(),
  quarantined: z.record(z.string(), z.number()),
});
/** What became of the readings that arrived from an enterprise on a day. */
export type EnterpriseAccount = z.infer<typeof enterpriseAccountSchema>;

const accountingSchema = z.object({
  date: z.string(),
  /** Null for who does not see all enterprises. */
  messages: z
    .object({
      journalled: z.number(),
      processed: z.number(),
      inFlight: z.number(),
    })
    .nullable(),
  enterprises: z.array(enterpriseAccountSchema),
});
/** The account of one day of receipt. */
export type DayAccounting = z.infer<typeof accountingSchema>;

const readingSchema = z.object({
  meterId: z.string(),
  readAt: z.string(),
  value: z.union([z.number(), z.string()]).transform(Number),
});
const quarantineSchema = z.object({
  id: z.string(),
  enterpriseId: z.string().nullish(),
  reason: z.string().nullish(),
});
/** A message in quarantine, as far as it is needed here. */
export type QuarantinedMessage = z.infer<typeof quarantineSchema>;

/** A reading as the API answers it. */
export interface StoredReadingAnswer {
  readonly meterId: string;
  readonly readAtMs: number;
  readonly value: number;
}

/** The part of the HTTP API that the simulator and the replay need. Signs in by itself. */
export interface ApiClient {
  /** True if it was created, false if it was there already. */
  createEnterprise(enterprise: EnterpriseRegistration): Promise<boolean>;
  /** The enterprise, or null if it is not registered (or not visible to us). */
  enterprise(enterpriseId: string): Promise<RegisteredEnterpriseAnswer | null>;
  /** True if it was created, false if it was there already (which is not compared). */
  createMeter(enterpriseId: string, meter: MeterRegistration): Promise<boolean>;
  meters(enterpriseId: string): Promise<readonly RegisteredMeterAnswer[]>;
  /** Registers the device if it is missing and gives it a fresh credential; the old one ends. */
  deviceCredential(enterpriseId: string, deviceId: string): Promise<DeviceCredential>;
  /** Account of a day of receipt (`YYYY-MM-DD` in the enterprises' zones). */
  accounting(date: string): Promise<DayAccounting>;
  /** Stored readings of [fromMs, toMs), all pages. */
  readings(
    enterpriseId: string,
    meterId: string,
    fromMs: number,
    toMs: number,
  ): AsyncIterable<StoredReadingAnswer>;
  /** Messages of an enterprise in quarantine, newest first, one page. */
  quarantine(enterpriseId: string): Promise<readonly QuarantinedMessage[]>;
}

/** Rows asked for at once; the most that the API gives. */
const PAGE_LIMIT = 1_000;
/** The same for readings. */
const READINGS_PAGE_LIMIT = 10_000;

/**
 * Creates a client of the HTTP API. It tries again while the API is away or busy, and signs in
 * again when its session has ended. Rejects with {@link ApiError} for a refusal.
 */
export function createApiClient(options: ApiOptions): ApiClient {
  const request = createApiRequest(options);
  const path = (...parts: string[]) => `/api/v1/${parts.map(encodeURIComponent).join('/')}`;
  const created = async (at: string, body: unknown): Promise<boolean> => {
    try {
      await request('POST', at, body);
      return true;
    } catch (error) {
      if (error instanceof ApiError && error.status === 409) return false;
      throw error;
    }
  };

  return {
    createEnterprise: (enterprise) => created(path('enterprises'), enterprise),
    enterprise: async (enterpriseId) => {
      try {
        const answer = await request('GET', path('enterprises', enterpriseId));
        return registeredEnterpriseSchema.parse(answer);
      } catch (error) {
        if (error instanceof ApiError && error.status === 404) return null;
        throw error;
      }
    },
    createMeter: (enterpriseId, meter) =>
      created(path('enterprises', enterpriseId, 'meters'), meter),
    meters: async (enterpriseId) => {
      const items: RegisteredMeterAnswer[] = [];
      for await (const item of pages(request, path('enterprises', enterpriseId, 'meters'), {})) {
        items.push(registeredMeterSchema.parse(item));
      }
      return items;
    },
    deviceCredential: async (enterpriseId, deviceId) => {
      const devices = path('enterprises', enterpriseId, 'devices');
      try {
        return credentialSchema.parse(await request('POST', devices, { id: deviceId }));
      } catch (error) {
        if (!(error instanceof ApiError) || error.status !== 409) throw error;
        const own = `${devices}/${encodeURIComponent(deviceId)}/credentials`;
        return credentialSchema.parse(await request('POST', own, { kind: 'password' }));
      }
    },
    accounting: async (date) =>
      accountingSchema.parse(
        await request('GET', `${path('ingest', 'accounting')}?date=${encodeURIComponent(date)}`),
      ),
    async *readings(enterpriseId, meterId, fromMs, toMs) {
      const query = {
        meterId,
        from: new Date(fromMs).toISOString(),
        to: new Date(toMs).toISOString(),
        limit: String(READINGS_PAGE_LIMIT),
      };
      for await (const item of pages(
        request,
        path('enterprises', enterpriseId, 'readings'),
        query,
      )) {
        const reading = readingSchema.parse(item);
        yield {
          meterId: reading.meterId,
          readAtMs: Date.parse(reading.readAt),
          value: reading.value,
        };
      }
    },
    quarantine: async (enterpriseId) => {
      const at = `${path('quarantine')}?enterpriseId=${encodeURIComponent(enterpriseId)}`;
      return pageSchema
        .parse(await request('GET', at))
        .items.map((item) => quarantineSchema.parse(item));
    },
  };
}

const pageSchema = z.object({ items: z.array(z.unknown()), next: z.string().nullish() });

/** All items of a paged list. */
async function* pages(
  request: ApiRequest,
  path: string,
  query: Readonly<Record<string, string>>,
): AsyncGenerator<unknown> {
  let next: string | undefined;
  do {
    const parameters = new URLSearchParams({ limit: String(PAGE_LIMIT), ...query });
    if (next !== undefined) parameters.set('after', next);
    const page = pageSchema.parse(await request('GET', `${path}?${parameters}`));
    yield* page.items;
    next = page.next ?? undefined;
  } while (next !== undefined);
}
