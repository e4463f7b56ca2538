import { formatNumber } from '../parts/format.ts';
import type { Language } from '../words/words.ts';

/**
 * Fetches a file and hands it to the browser once it is complete.
 *
 * @throws Error with the api's words where it refuses; with no words where the file broke off
 */
export async function saveFile(
  address: string,
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
): Promise<{ readonly name: string; readonly bytes: number }> {
  const response = await fetch(address, { signal, credentials: 'same-origin' });
  if (!response.ok || response.body === null) {
    const failure = (await response.json().catch(() => ({}))) as { message?: string };
    throw new Error(failure.message ?? '');
  }
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  try {
    const reader = response.body.getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      parts.push(part.value);
      bytes += part.value.length;
      onBytes(bytes);
    }
  } catch {
    throw new Error('');
  }
  const name = fileNameOf(response.headers.get('content-disposition')) ?? 'export';
  const type = response.headers.get('content-type') ?? 'application/octet-stream';
  const url = URL.createObjectURL(new Blob(parts, { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken it by the next turn.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
  return { name, bytes };
}

/** The name in `filename*` (RFC 5987). */
export function fileNameOf(disposition: string | null): string | null {
  const encoded = /filename\*=UTF-8''([^;]+)/.exec(disposition ?? '')?.[1];
  return encoded === undefined ? null : decodeURIComponent(encoded);
}

/** A size for people. */
export function formatBytes(bytes: number, language: Language): string {
  if (bytes < 1_000_000) return `${formatNumber(bytes / 1_000, language, 0)} kB`;
  return `${formatNumber(bytes / 1_000_000, language, 1)} MB`;
}
