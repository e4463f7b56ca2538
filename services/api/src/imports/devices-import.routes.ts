import { deviceUsername } from '@hengneng/contracts';
import {
  existingDeviceIds,
  existingEnterpriseIds,
  insertDevice,
  storeNextSnapshots,
} from '@hengneng/database';
import { DomainError } from '@hengneng/domain';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';

import { principalOf, requestScope } from '../access/access.plugin.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { issuePassword } from '../registry/devices.routes.ts';
import type { RegistryWriter } from '../registry/registry-writer.ts';
import {
  addCsvParser,
  firstOf,
  IMPORT_BYTES_MAX,
  importSchema,
  problemsOf,
  tableOf,
} from './import-request.ts';
import { readDeviceRows } from './read-rows.ts';
import { takeTable } from './take-table.ts';

/** Each row costs a secret and two statements in one transaction. */
const DEVICES_MAX = 2_000;

const credentialSchema = z.object({
  enterpriseId: z.string(),
  id: z.string(),
  name: z.string(),
  username: z.string().describe('User name and MQTT client id.'),
  password: z.string(),
});

const postImportsDevicesRoute = {
  bodyLimit: IMPORT_BYTES_MAX,
  config: { permission: 'credentials.write' },
  schema: {
    tags: ['imports'],
    summary: 'Devices from a CSV table; their passwords are answered only this once',
    ...importSchema,
    response: {
      200: importSchema.response[200].extend({
        credentials: z
          .array(credentialSchema)
          .optional()
          .describe('Of what was saved, in the order of the file.'),
      }),
    },
  },
} as const;

/** A table of devices: all of them are registered, each with a password of its own, or none. */
export const devicesImportRoutes: FastifyPluginAsyncZod<{
  readonly dependencies: ApiDependencies;
  readonly registryWriter: RegistryWriter;
}> = async (app, { dependencies, registryWriter }) => {
  const { database, clock } = dependencies;
  addCsvParser(app);

  app.post('/imports/devices', postImportsDevicesRoute, async (request, reply) => {
    const scope = requestScope(request);
    const { username: by } = principalOf(request);
    const read = readDeviceRows(tableOf(request.body));
    if (read.rowCount > DEVICES_MAX) {
      const message = `A table may have ${DEVICES_MAX} devices; send it in parts.`;
      throw new DomainError('INVALID_REQUEST', message);
    }
    const ids = [...new Set(read.rows.map(({ item }) => item.enterpriseId))].sort();
    const known = await existingEnterpriseIds(database.executor, scope, ids);
    const registered = await existingDeviceIds(database.executor, scope, ids);
    const existing = new Set(registered.map((device) => `${device.enterpriseId}/${device.id}`));
    const problems = [
      ...read.problems,
      ...problemsOf(read.rows, 'enterpriseId', 'NOT_FOUND', (item) =>
        known.has(item.enterpriseId) ? null : 'There is no such enterprise.',
      ),
      ...problemsOf(read.rows, 'id', 'DEVICE_EXISTS', (item, seen) => {
        const key = `${item.enterpriseId}/${item.id}`;
        if (existing.has(key)) return 'A device with this id is registered.';
        return firstOf(seen, key) ? null : 'This device stands in the file twice.';
      }),
    ];
    reply.header('cache-control', 'no-store');
    const { dryRun } = request.query;
    const devices = dryRun
      ? []
      : read.rows.map(({ item }) => ({ item, ...issuePassword(clock(), by) }));
    const answer = await takeTable(request, dependencies, {
      ...{ dryRun, read, problems, enterpriseIds: ids, action: 'device-import.run' },
      save: async (tx, atMs) => {
        for (const { item, credential } of devices) {
          const { enterpriseId, id, name } = item;
          await insertDevice(tx, enterpriseId, { id, name }, credential);
        }
        await storeNextSnapshots(tx, ids, atMs);
      },
    });
    if (dryRun) return answer;
    request.log.info({ by, count: devices.length }, 'Devices imported.');
    await registryWriter.publish(ids);
    const credentials = devices.map(({ item, password }) => {
      const { enterpriseId, id, name } = item;
      return { enterpriseId, id, name, username: deviceUsername(enterpriseId, id), password };
    });
    return { ...answer, credentials };
  });
};
