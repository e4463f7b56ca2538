import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';

const HEAD =
  '// Made from /api/openapi.json by src/client/generate-cli.ts. Do not edit: run it again.\n\n';

/** The part of an OpenAPI document that is looked at here. */
interface Document {
  readonly components: { readonly schemas: Readonly<Record<string, unknown>> };
}

/** The text of `schema.ts`: types of every route and its bodies. */
export async function generateClient(document: Document): Promise<string> {
  const { components } = document;
  const schemas = { ...components.schemas, Failure: withOpenCode(components.schemas.Failure) };
  const tree = await openapiTS(
    { ...document, components: { ...components, schemas } } as unknown as OpenAPI3,
    { alphabetize: true, silent: true },
  );
  return HEAD + astToString(tree);
}

/** Codes of failures grow with every part of the api; the console has words for those it meets. */
function withOpenCode(failure: unknown): unknown {
  const { properties, ...rest } = failure as { properties: Record<string, unknown> };
  return { ...rest, properties: { ...properties, code: { type: 'string' } } };
}
