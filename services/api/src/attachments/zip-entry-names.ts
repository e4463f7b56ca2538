/** End of central directory: 22 bytes and a comment of at most 65 535. */
const END_BYTES = 22;
const COMMENT_BYTES_MAX = 65_535;
const END_SIGNATURE = 0x0605_4b50;
const ENTRY_SIGNATURE = 0x0201_4b50;
const ENTRY_BYTES = 46;
/** A document of ours has some dozens of parts. */
const ENTRIES_MAX = 10_000;

/**
 * Names of the entries of a ZIP archive, from its central directory (PKWARE APPNOTE 4.3.12); null for
 * what is no whole archive. Nothing is decompressed.
 */
export function zipEntryNames(content: Buffer): string[] | null {
  const endAt = findEnd(content);
  if (endAt === null) return null;
  const count = content.readUInt16LE(endAt + 10);
  let at = content.readUInt32LE(endAt + 16);
  if (count > ENTRIES_MAX) return null;
  const names: string[] = [];
  for (let index = 0; index < count; index += 1) {
    if (at + ENTRY_BYTES > endAt || content.readUInt32LE(at) !== ENTRY_SIGNATURE) return null;
    const nameBytes = content.readUInt16LE(at + 28);
    const otherBytes = content.readUInt16LE(at + 30) + content.readUInt16LE(at + 32);
    const nameAt = at + ENTRY_BYTES;
    if (nameAt + nameBytes > endAt) return null;
    names.push(content.toString('utf8', nameAt, nameAt + nameBytes));
    at = nameAt + nameBytes + otherBytes;
  }
  return names;
}

function findEnd(content: Buffer): number | null {
  if (content.length < END_BYTES || content.readUInt16LE(0) !== 0x4b50) return null;
  const lowest = Math.max(0, content.length - END_BYTES - COMMENT_BYTES_MAX);
  for (let at = content.length - END_BYTES; at >= lowest; at -= 1) {
    if (content.readUInt32LE(at) === END_SIGNATURE) return at;
  }
  return null;
}
