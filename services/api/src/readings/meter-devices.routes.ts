import { fetchedMessageSchema, parseTopic } from '@hengneng/contracts';
import { getEnterprise, listDevices } from '@hengneng/database';
import { decodePosition, type StoredReading } from '@hengneng/domain';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';

import { requestScope } from '../access/access.plugin.ts';
import type { ApiDependencies, Gateways } from '../dependencies.ts';
import { enterpriseParamsSchema, toIso } from '../schemas.ts';

/** Messages that one answer asks the gateways for; a message holds many meters. */
const MESSAGES_MAX = 50;
const GATEWAY_TIMEOUT_MS = 3_000;
/** A message never changes, so who sent it is asked once while it is remembered. */
const REMEMBERED_MAX = 10_000;
const DEVICES_MAX = 1_000;

const getMeterDevicesRoute = {
  config: { permission: 'meter-state.read' },
  schema: {
    tags: ['readings'],
    summary: 'Which device sent the last reading of each meter, as the journal has it',
    params: enterpriseParamsSchema,
    response: {
      200: z.object({
        items: z.array(
          z.object({
            meterId: z.string(),
            readAt: z.string(),
            deviceId: z
              .string()
              .nullable()
              .describe('Null while its gateway does not answer, and where a person entered it.'),
          }),
        ),
      }),
    },
  },
} as const;

/**
 * Which device reports which meter. Nobody registers that: any device of an enterprise may report any of
 * its meters, and the journal knows who did. An enterprise that ever had one device needs no journal.
 */
export const meterDevicesRoutes: FastifyPluginAsyncZod<{
  readonly dependencies: ApiDependencies;
}> = async (app, { dependencies }) => {
  const { database, readingStore, gateways, clock } = dependencies;
  const remembered = new Map<number, string>();

  app.get('/enterprises/:enterpriseId/meter-devices', getMeterDevicesRoute, async (request) => {
    const { enterpriseId } = request.params;
    const scope = requestScope(request);
    const { executor } = database;
    await getEnterprise(executor, scope, enterpriseId, clock());
    const devices = await listDevices(executor, scope, { enterpriseId, limit: DEVICES_MAX });
    const last = await readingStore.lastReadAtMs(enterpriseId);
    const [only] = devices.items;
    const deviceOf =
      devices.items.length === 1 && only !== undefined
        ? new Map([...last.keys()].map((meterId) => [meterId, only.id]))
        : await askGateways(
            await readingStore.find(
              enterpriseId,
              [...last].map(([meterId, atMs]) => ({ meterId, readAtMs: [atMs] })),
            ),
            { gateways, remembered },
          );
    const items = [...last].map(([meterId, atMs]) => ({
      ...{ meterId, readAt: toIso(atMs) },
      deviceId: deviceOf.get(meterId) ?? null,
    }));
    return { items: items.sort((left, right) => (left.meterId < right.meterId ? -1 : 1)) };
  });
};

/** The devices that sent readings, by meter; those of which nobody answers are absent. */
async function askGateways(
  readings: readonly StoredReading[],
  world: { readonly gateways: Gateways; readonly remembered: Map<number, string> },
): Promise<Map<string, string>> {
  const { gateways, remembered } = world;
  // The newest first: where there are too many, the meters that are alive are answered.
  const inOrder = [...readings].sort((left, right) => right.readAtMs - left.readAtMs);
  const unknown = [...new Set(inOrder.map(({ position }) => position))].filter(
    (position) => !remembered.has(position),
  );
  await Promise.all(
    unknown.slice(0, MESSAGES_MAX).map(async (position) => {
      const deviceId = await senderOf(gateways, position).catch(() => null);
      if (deviceId !== null) remembered.set(position, deviceId);
    }),
  );
  const devices = new Map(
    readings.flatMap(({ meterId, position }) => {
      const deviceId = remembered.get(position);
      return deviceId === undefined ? [] : [[meterId, deviceId] as const];
    }),
  );
  for (const position of remembered.keys()) {
    if (remembered.size <= REMEMBERED_MAX) break;
    remembered.delete(position);
  }
  return devices;
}

async function senderOf(gateways: Gateways, position: number): Promise<string | null> {
  const { gatewayNumber, sequence } = decodePosition(position);
  const command = { type: 'fetch', sequence } as const;
  const id = `sender-${gatewayNumber}-${sequence}`;
  const answer = await gateways.ask(gatewayNumber, { id, command }, GATEWAY_TIMEOUT_MS);
  if (answer === null || !answer.ok) return null;
  const message = fetchedMessageSchema.nullable().parse(answer.value);
  return message === null ? null : (parseTopic(message.topic)?.deviceId ?? null);
}
