import { lookup as dnsLookup } from 'node:dns';
import { request as httpRequest, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';

import type { SendResult } from './channel.ts';

const ANSWER_CHARACTERS_MAX = 500;
const ANSWER_BYTES_MAX = 65_536;

/** Where requests may go. */
export interface HttpGuard {
  /** Hosts in lower case, with a port where it is not the usual one; `*.x` covers every name below. */
  readonly hosts: readonly string[];
  readonly isPrivateAllowed: boolean;
  readonly timeoutMs: number;
}

/** An answer, or why there is none. */
export type HttpAnswer =
  | { readonly status: number; readonly text: string }
  | { readonly problem: SendResult };

const PRIVATE = privateAddresses();

/**
 * Posts to an allowed host. The address is checked when the name is resolved and that very address
 * is connected to, so a name that changes its address in between gains nothing. Redirects are not
 * followed.
 */
export async function postGuarded(
  target: string,
  post: { readonly body: string; readonly headers: Readonly<Record<string, string>> },
  guard: HttpGuard,
  signal: AbortSignal,
): Promise<HttpAnswer> {
  const url = URL.parse(target);
  if (url === null || !/^https?:$/.test(url.protocol)) return refused('This is no HTTP address.');
  if (url.username !== '' || url.password !== '') {
    return refused('An address must not hold a password.');
  }
  if (!isAllowedHost(url, guard.hosts)) return refused(`The host ${url.host} is not allowed.`);
  const literal = url.hostname.replaceAll(/[[\]]/g, '');
  if (isIP(literal) !== 0 && !guard.isPrivateAllowed && isPrivateAddress(literal)) {
    return refused('Addresses of this machine and of private networks are not allowed.');
  }
  return await send(url, post, guard, signal);
}

/** Whether the host of a URL is on the list. */
export function isAllowedHost(url: URL, hosts: readonly string[]): boolean {
  const names = [url.host.toLowerCase(), url.port === '' ? url.hostname.toLowerCase() : null];
  return hosts.some((host) =>
    names.some((name) =>
      host.startsWith('*.') ? name?.endsWith(host.slice(1)) === true : name === host,
    ),
  );
}

/** Whether an IP address belongs to this machine or to a private, shared or reserved network. */
export function isPrivateAddress(address: string): boolean {
  const version = isIP(address);
  if (version === 0) return true;
  return PRIVATE.check(address, version === 6 ? 'ipv6' : 'ipv4');
}

function send(
  url: URL,
  { body, headers }: { readonly body: string; readonly headers: Readonly<Record<string, string>> },
  guard: HttpGuard,
  signal: AbortSignal,
): Promise<HttpAnswer> {
  return new Promise((resolve) => {
    let isConnected = false;
    const options: RequestOptions = {
      method: 'POST',
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'content-length': String(Buffer.byteLength(body)),
        'user-agent': 'hengneng-notifier',
        ...headers,
      },
      agent: false,
      lookup: guardedLookup(guard.isPrivateAllowed),
      signal: AbortSignal.any([signal, AbortSignal.timeout(guard.timeoutMs)]),
    };
    const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, options);
    request.on('response', (response) => {
      const parts: Buffer[] = [];
      let byteCount = 0;
      response.on('data', (part: Buffer) => {
        byteCount += part.length;
        if (byteCount <= ANSWER_BYTES_MAX) parts.push(part);
      });
      response.on('end', () => {
        const text = Buffer.concat(parts).toString('utf8');
        resolve({ status: response.statusCode ?? 0, text });
      });
      response.on('error', (error) => resolve(unanswered(error, true)));
    });
    request.on('socket', (socket) => {
      socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', () => {
        isConnected = true;
      });
    });
    request.on('error', (error) => resolve(unanswered(error, isConnected)));
    request.end(body);
  });
}

function guardedLookup(isPrivateAllowed: boolean): LookupFunction {
  return (hostname, options, callback) => {
    dnsLookup(hostname, { ...options, all: true }, (error, found) => {
      if (error !== null) return callback(error, '', 0);
      const addresses = isPrivateAllowed
        ? found
        : found.filter(({ address }) => !isPrivateAddress(address));
      const [first] = addresses;
      if (first === undefined) {
        return callback(new PrivateAddressError(hostname), '', 0);
      }
      if (options.all === true) return callback(null, addresses);
      return callback(null, first.address, first.family);
    });
  };
}

class PrivateAddressError extends Error {
  constructor(hostname: string) {
    super(`${hostname} is an address of this machine or of a private network.`);
  }
}

/** Before the connection stood nothing can have arrived; afterwards nobody knows. */
function unanswered(error: Error, isConnected: boolean): HttpAnswer {
  if (error instanceof PrivateAddressError) return refused(error.message);
  const answer = shortAnswer(error.cause instanceof Error ? error.cause.message : error.message);
  return { problem: { outcome: isConnected ? 'unknown' : 'failed', answer } };
}

/** What an answer's status says: 4xx will stay so, except those that ask for patience. */
export function resultOfStatus(status: number, text: string): SendResult {
  const answer = shortAnswer(`${status} ${text}`);
  if (status >= 200 && status < 300) return { outcome: 'delivered', answer };
  const isPatience = status === 408 || status === 425 || status === 429 || status >= 500;
  return { outcome: isPatience ? 'failed' : 'refused', answer };
}

/** A text fit for the log. */
export function shortAnswer(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}]+/gu, ' ').slice(0, ANSWER_CHARACTERS_MAX);
}

function refused(answer: string): HttpAnswer {
  return { problem: { outcome: 'refused', answer } };
}

function privateAddresses(): BlockList {
  const list = new BlockList();
  const subnets = [
    ['0.0.0.0', 8],
    ['10.0.0.0', 8],
    ['100.64.0.0', 10],
    ['127.0.0.0', 8],
    ['169.254.0.0', 16],
    ['172.16.0.0', 12],
    ['192.0.0.0', 24],
    ['192.168.0.0', 16],
    ['198.18.0.0', 15],
    ['224.0.0.0', 3],
  ] as const;
  for (const [network, prefix] of subnets) {
    list.addSubnet(network, prefix, 'ipv4');
    list.addSubnet(`::ffff:${network}`, 96 + prefix, 'ipv6');
  }
  list.addAddress('::', 'ipv6');
  list.addAddress('::1', 'ipv6');
  // Translation prefixes reach IPv4 addresses under another name.
  for (const [network, prefix] of [
    ['64:ff9b::', 96],
    ['2002::', 16],
    ['fc00::', 7],
    ['fe80::', 10],
    ['ff00::', 8],
  ] as const) {
    list.addSubnet(network, prefix, 'ipv6');
  }
  return list;
}
