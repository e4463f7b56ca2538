import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';

const HEAD =
  '// Made from /api/openapi.json by src/client/generate-cli.ts. Do not edit: run it again.\n\n';

/** The routes that the console calls; of the others it need not know, nor follow their changes. */
export const USED_PATHS = [
  '/auth/login',
  '/auth/logout',
  '/auth/me',
  '/auth/password',
  '/enterprises',
  '/enterprises/{enterpriseId}',
  '/enterprises/{enterpriseId}/meters',
  '/enterprises/{enterpriseId}/devices',
  '/enterprises/{enterpriseId}/readings',
  '/enterprises/{enterpriseId}/consumption',
  '/enterprises/{enterpriseId}/explain',
  '/quarantine',
  '/quarantine/{quarantineId}/replay',
  '/ingest/accounting',
  '/journal/verification',
  '/audit-log/verification',
  '/signed-roots',
].map((path) => `/api/v1${path}`);

/** The part of an OpenAPI document that is looked at here. */
interface Document {
  readonly paths: Readonly<Record<string, unknown>>;
  readonly components: { readonly schemas: Readonly<Record<string, unknown>> };
}

/** The text of `schema.ts`: types of the used routes and their bodies, from the whole document. */
export async function generateClient(document: Document): Promise<string> {
  const tree = await openapiTS(used(document) as unknown as OpenAPI3, {
    alphabetize: true,
    silent: true,
  });
  return HEAD + astToString(tree);
}

function used(document: Document): Document {
  const missing = USED_PATHS.filter((path) => document.paths[path] === undefined);
  if (missing.length > 0) throw new Error(`The api does not know ${missing.join(', ')}.`);
  const paths = Object.fromEntries(USED_PATHS.map((path) => [path, document.paths[path]]));
  const schemas: Record<string, unknown> = {};
  const waiting: unknown[] = [paths];
  while (waiting.length > 0) {
    const text = JSON.stringify(waiting.pop());
    for (const [, name = ''] of text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
      if (name in schemas) continue;
      schemas[name] = document.components.schemas[name];
      waiting.push(schemas[name]);
    }
  }
  schemas.Failure = withOpenCode(schemas.Failure);
  return { ...document, paths, components: { ...document.components, schemas } };
}

/** Codes of failures grow with every part of the api; the console has words for those it meets. */
function withOpenCode(failure: unknown): unknown {
  const { properties, ...rest } = failure as { properties: Record<string, unknown> };
  return { ...rest, properties: { ...properties, code: { type: 'string' } } };
}
