// Stands for a service in tests of the launcher: answers the health pages on the port it is given.
import { createServer } from 'node:http';

const [port, readyAfterMs = '0', onTerm = 'end'] = process.argv.slice(2);
const readyAtMs = performance.now() + Number(readyAfterMs);

createServer((request, response) => {
  const ready = performance.now() >= readyAtMs;
  const body = { ready, parts: { clock: { ready, reason: 'not yet' } }, pid: process.pid };
  const status = request.url === '/readyz' && !ready ? 503 : 200;
  response.writeHead(status).end(JSON.stringify(body));
}).listen(Number(port), '127.0.0.1');

process.on('SIGTERM', () => {
  if (onTerm === 'end') process.exit(0);
});
