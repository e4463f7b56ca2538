import { and, asc, eq } from 'drizzle-orm';
import type { Executor } from './connection.ts';
import { withMeanings } from './failures.ts';
import { product, region, site } from './schema/registry.ts';
import { ownedInScope, type TenantScope } from './tenant-scope.ts';

/** A plant of an enterprise. */
export interface Site {
  readonly id: string;
  readonly name: string;
  readonly regionCode: string | null;
  readonly address: string;
}

/** Something an enterprise makes. */
export interface Product {
  readonly id: string;
  readonly name: string;
  /** Unit its quantity is counted in, such as `t`. */
  readonly unit: string;
}

/** Sites of an enterprise of the scope, by id. */
export async function listSites(
  executor: Executor,
  scope: TenantScope,
  enterpriseId: string,
): Promise<Site[]> {
  return await executor
    .select({ id: site.id, name: site.name, regionCode: site.regionCode, address: site.address })
    .from(site)
    .where(and(eq(site.enterpriseId, enterpriseId), ownedInScope(scope, site.enterpriseId)))
    .orderBy(asc(site.id));
}

/** Registers a site of an enterprise that the caller has locked; SITE_EXISTS when the id is taken. */
export async function insertSite(tx: Executor, enterpriseId: string, item: Site): Promise<void> {
  if (item.regionCode !== null) {
    await tx.insert(region).values({ code: item.regionCode }).onConflictDoNothing();
  }
  await withMeanings(
    { site_enterprise_id_id_pk: ['SITE_EXISTS', 'A site with this id is registered.'] },
    () => tx.insert(site).values({ enterpriseId, ...item }),
  );
}

/** Products of an enterprise of the scope, by id. */
export async function listProducts(
  executor: Executor,
  scope: TenantScope,
  enterpriseId: string,
): Promise<Product[]> {
  return await executor
    .select({ id: product.id, name: product.name, unit: product.unit })
    .from(product)
    .where(and(eq(product.enterpriseId, enterpriseId), ownedInScope(scope, product.enterpriseId)))
    .orderBy(asc(product.id));
}

/** Registers a product of an enterprise that the caller has locked; PRODUCT_EXISTS when taken. */
export async function insertProduct(
  tx: Executor,
  enterpriseId: string,
  item: Product,
): Promise<void> {
  await withMeanings(
    { product_enterprise_id_id_pk: ['PRODUCT_EXISTS', 'A product with this id is registered.'] },
    () => tx.insert(product).values({ enterpriseId, ...item }),
  );
}
