import { openApiDocument } from './open-api-document.ts';

// `node services/api/src/documentation/print-open-api.ts`: the OpenAPI document, without a running stack.
process.stdout.write(`${JSON.stringify(await openApiDocument())}\n`);
