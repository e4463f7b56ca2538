import { crc32, inflateRawSync } from 'node:zlib';

const LOCAL_HEADER = 0x04034b50;
const DIRECTORY_ENTRY = 0x02014b50;
const DIRECTORY_END = 0x06054b50;

interface Part {
  readonly name: string;
  readonly bytes: Buffer;
}

/**
 * Fills in cells of the first sheet of a workbook as a person would: only cells that are there and
 * empty (or hold a number) take one. Cells are named as in `D2`.
 */
export function fillWorkbook(workbook: Buffer, cells: Readonly<Record<string, number>>): Buffer {
  const parts = readParts(workbook).map((part) =>
    part.name === 'xl/worksheets/sheet1.xml' ? { ...part, bytes: fillSheet(part, cells) } : part,
  );
  return writeParts(parts);
}

/** The cells of the first sheet as they are stored: text and numbers by address. */
export function sheetCells(workbook: Buffer): Map<string, string> {
  const sheet = readParts(workbook).find(({ name }) => name === 'xl/worksheets/sheet1.xml');
  const cells = new Map<string, string>();
  const pattern = /<c r="([A-Z]+\d+)"[^>]*?(?:\/>|>(.*?)<\/c>)/gs;
  for (const [, address = '', inside = ''] of sheet?.bytes.toString().matchAll(pattern) ?? []) {
    cells.set(address, inside.replaceAll(/<[^>]*>/g, ''));
  }
  return cells;
}

function fillSheet({ bytes }: Part, cells: Readonly<Record<string, number>>): Buffer {
  let xml = bytes.toString();
  for (const [address, value] of Object.entries(cells)) {
    const cell = new RegExp(`<c r="${address}"( s="\\d+")?(?:/>|><v>[^<]*</v></c>)`);
    if (!cell.test(xml)) throw new Error(`The form has no empty cell ${address}.`);
    xml = xml.replace(cell, `<c r="${address}"$1><v>${value}</v></c>`);
  }
  return Buffer.from(xml);
}

/** The files of a zip archive, by its directory. */
function readParts(archive: Buffer): Part[] {
  let end = archive.length - 22;
  while (end >= 0 && archive.readUInt32LE(end) !== DIRECTORY_END) end -= 1;
  const parts: Part[] = [];
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (archive.readUInt32LE(at) !== DIRECTORY_ENTRY) throw new Error('This is no zip archive.');
    const method = archive.readUInt16LE(at + 10);
    const packedSize = archive.readUInt32LE(at + 20);
    const nameLength = archive.readUInt16LE(at + 28);
    const localAt = archive.readUInt32LE(at + 42);
    const name = archive.toString('utf8', at + 46, at + 46 + nameLength);
    const dataAt =
      localAt + 30 + archive.readUInt16LE(localAt + 26) + archive.readUInt16LE(localAt + 28);
    const packed = archive.subarray(dataAt, dataAt + packedSize);
    parts.push({ name, bytes: method === 0 ? packed : inflateRawSync(packed) });
    at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return parts;
}

/** A zip archive of files as they are, not compressed. */
function writeParts(parts: readonly Part[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, bytes } of parts) {
    const title = Buffer.from(name);
    // Version, flags (UTF-8 names), method, time, date, checksum, sizes, length of the name.
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(0x0800, 2);
    common.writeUInt16LE(0x21, 8);
    common.writeUInt32LE(crc32(bytes), 10);
    common.writeUInt32LE(bytes.length, 14);
    common.writeUInt32LE(bytes.length, 18);
    common.writeUInt16LE(title.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    const file = Buffer.concat([uint32(LOCAL_HEADER), common, title, bytes]);
    const entry = [uint32(DIRECTORY_ENTRY), Buffer.from([20, 0]), common, place, title];
    directory.push(Buffer.concat(entry));
    files.push(file);
    offset += file.length;
  }
  const entries = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(DIRECTORY_END, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(entries.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, entries, end]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
