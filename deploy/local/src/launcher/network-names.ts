import { hostname, networkInterfaces } from 'node:os';

const EVERYWHERE = ['0.0.0.0', '::'];

/** Whether listening on this address opens the machine to the network. */
export function isOpenToNetwork(host: string): boolean {
  return host !== 'localhost' && host !== '::1' && !host.startsWith('127.');
}

/** Name or address that others can use for a host we listen on. */
export function publicHostOf(host: string): string {
  if (!EVERYWHERE.includes(host)) return host;
  return externalAddresses()[0] ?? hostname();
}

/** Everything the server certificate must name. */
export function certificateNames(host: string): string[] {
  const names = ['localhost', '127.0.0.1', '::1'];
  if (isOpenToNetwork(host)) names.push(hostname());
  if (EVERYWHERE.includes(host)) names.push(...externalAddresses());
  else names.push(host);
  return [...new Set(names)];
}

function externalAddresses(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, address }) => !internal && !address.startsWith('fe80:'))
    .sort((a, b) => a.family.localeCompare(b.family))
    .map(({ address }) => address);
}
