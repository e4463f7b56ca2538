import { ensurePki } from './launcher/pki.ts';

/** Makes or renews the local CA and the server certificate: `<folder> [host or address …]`. */
const [directory, ...given] = process.argv.slice(2);
if (directory === undefined || directory.startsWith('-')) {
  console.error('Usage: pki-cli.ts FOLDER [HOST-OR-ADDRESS …]');
  process.exit(2);
}
const names = [...new Set(['localhost', '127.0.0.1', ...given])];
await ensurePki(directory, names, Date.now());
console.log(`Certificates for ${names.join(', ')} are in ${directory}.`);
