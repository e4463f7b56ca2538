import {
  existingEnterpriseIds,
  insertProduct,
  insertSite,
  listProducts,
  listSites,
  storeNextSnapshots,
  type TenantScope,
} from '@hengneng/database';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';

import { requestScope } from '../access/access.plugin.ts';
import type { ApiDependencies } from '../dependencies.ts';
import type { RegistryWriter } from '../registry/registry-writer.ts';
import {
  addCsvParser,
  firstOf,
  IMPORT_BYTES_MAX,
  importSchema,
  problemsOf,
  tableOf,
} from './import-request.ts';
import { type ReadRows, readProductRows, readSiteRows } from './read-rows.ts';
import { takeTable } from './take-table.ts';

const postImportsSitesRoute = {
  bodyLimit: IMPORT_BYTES_MAX,
  config: { permission: 'imports.run' },
  schema: { tags: ['imports'], summary: 'Plants of enterprises from a CSV table', ...importSchema },
} as const;

const postImportsProductsRoute = {
  bodyLimit: IMPORT_BYTES_MAX,
  config: { permission: 'imports.run' },
  schema: { tags: ['imports'], summary: 'Products from a CSV table', ...importSchema },
} as const;

interface OwnedRow {
  readonly enterpriseId: string;
  readonly id: string;
}

/** Tables of plants and of products: all rows are saved, or none. */
export const sitesAndProductsImportRoutes: FastifyPluginAsyncZod<{
  readonly dependencies: ApiDependencies;
  readonly registryWriter: RegistryWriter;
}> = async (app, { dependencies, registryWriter }) => {
  const { executor } = dependencies.database;
  addCsvParser(app);

  app.post('/imports/sites', postImportsSitesRoute, async (request) => {
    const scope = requestScope(request);
    const read = readSiteRows(tableOf(request.body));
    const owned = await ownedRows(dependencies, scope, read, (enterpriseId) =>
      listSites(executor, scope, enterpriseId),
    );
    const answer = await takeTable(request, dependencies, {
      ...{ dryRun: request.query.dryRun, read, ...owned, action: 'site-import.run' },
      save: async (tx, atMs) => {
        for (const { item } of read.rows) {
          const { enterpriseId, ...site } = item;
          await insertSite(tx, enterpriseId, { ...site, regionCode: site.regionCode ?? null });
        }
        await storeNextSnapshots(tx, owned.enterpriseIds, atMs);
      },
    });
    if (!answer.dryRun) await registryWriter.publish(owned.enterpriseIds);
    return answer;
  });

  app.post('/imports/products', postImportsProductsRoute, async (request) => {
    const scope = requestScope(request);
    const read = readProductRows(tableOf(request.body));
    const owned = await ownedRows(dependencies, scope, read, (enterpriseId) =>
      listProducts(executor, scope, enterpriseId),
    );
    const answer = await takeTable(request, dependencies, {
      ...{ dryRun: request.query.dryRun, read, ...owned, action: 'product-import.run' },
      save: async (tx, atMs) => {
        for (const { item } of read.rows) {
          const { enterpriseId, ...product } = item;
          await insertProduct(tx, enterpriseId, product);
        }
        await storeNextSnapshots(tx, owned.enterpriseIds, atMs);
      },
    });
    if (!answer.dryRun) await registryWriter.publish(owned.enterpriseIds);
    return answer;
  });
};

/** Whose rows they are, and what is wrong with them beside what is registered already. */
async function ownedRows(
  { database }: Pick<ApiDependencies, 'database'>,
  scope: TenantScope,
  read: ReadRows<OwnedRow>,
  registered: (enterpriseId: string) => Promise<readonly { readonly id: string }[]>,
) {
  const enterpriseIds = [...new Set(read.rows.map(({ item }) => item.enterpriseId))].sort();
  const known = await existingEnterpriseIds(database.executor, scope, enterpriseIds);
  const existing = new Set<string>();
  for (const enterpriseId of known) {
    for (const { id } of await registered(enterpriseId)) existing.add(`${enterpriseId}/${id}`);
  }
  const problems = [
    ...read.problems,
    ...problemsOf(read.rows, 'enterpriseId', 'NOT_FOUND', (item) =>
      known.has(item.enterpriseId) ? null : 'There is no such enterprise.',
    ),
    ...problemsOf(read.rows, 'id', 'INVALID_REQUEST', (item, seen) => {
      const key = `${item.enterpriseId}/${item.id}`;
      if (existing.has(key)) return 'This id is registered at the enterprise.';
      return firstOf(seen, key) ? null : 'This id stands in the file twice.';
    }),
  ];
  return { enterpriseIds, problems };
}
