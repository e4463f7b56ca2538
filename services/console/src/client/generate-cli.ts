import { writeFileSync } from 'node:fs';
import { generateClient } from './generate-client.ts';

/** Writes `schema.ts` anew from a running stack: `node src/client/generate-cli.ts [address]`. */
const address = process.argv[2] ?? 'http://127.0.0.1:8080';
const response = await fetch(new URL('/api/openapi.json', address));
if (!response.ok) throw new Error(`${response.url} answers ${response.status}.`);
const file = new URL('schema.ts', import.meta.url);
writeFileSync(file, await generateClient((await response.json()) as never));
console.log(`Written: ${file.pathname}`);
