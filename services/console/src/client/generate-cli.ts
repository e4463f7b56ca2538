import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { generateClient } from './generate-client.ts';

/** Writes `schema.ts` anew from the api's routes; nothing has to run: `node src/client/generate-cli.ts`. */
const printer = new URL('../../../api/src/documentation/print-open-api.ts', import.meta.url);
const printed = execFileSync(process.execPath, [printer.pathname], {
  encoding: 'utf8',
  maxBuffer: 64 * 1024 * 1024,
});
const file = new URL('schema.ts', import.meta.url);
writeFileSync(file, await generateClient(JSON.parse(printed)));
console.log(`Written: ${file.pathname}`);
