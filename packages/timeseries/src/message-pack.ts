const TWO_TO_32 = 2 ** 32;

/**
 * Reads one MessagePack value: nil, booleans, numbers, strings, arrays and maps, which is all that
 * InfluxDB answers when times are asked for as numbers. InfluxDB 1.6 makes such an answer in two
 * thirds of the time of JSON.
 *
 * @throws RangeError when the bytes end too early, go on, or hold anything else
 * @see https://github.com/msgpack/msgpack/blob/master/spec.md
 */
export function decodeMessagePack(bytes: Buffer): unknown {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const cursor: Cursor = { bytes, view, at: 0 };
  const value = readValue(cursor);
  if (cursor.at !== bytes.length) throw new RangeError('MessagePack: more than one value');
  return value;
}

interface Cursor {
  readonly bytes: Buffer;
  /** The same bytes: it reads a float in a twentieth of the time of `readDoubleBE`. */
  readonly view: DataView;
  at: number;
}

function readValue(cursor: Cursor): unknown {
  const type = cursor.view.getUint8(cursor.at);
  cursor.at += 1;
  // The most frequent first: numbers make up nearly all of an answer.
  if (type === 0xcb) return cursor.view.getFloat64(advance(cursor, 8));
  if (type === 0xd3 || type === 0xcf) return readInteger64(cursor, type === 0xd3);
  if (type < 0x80) return type;
  if (type >= 0xe0) return type - 0x100;
  if (type < 0x90) return readMap(cursor, type & 0x0f);
  if (type < 0xa0) return readArray(cursor, type & 0x0f);
  if (type < 0xc0) return readText(cursor, type & 0x1f);
  return readRareValue(cursor, type);
}

function readRareValue(cursor: Cursor, type: number): unknown {
  const { view } = cursor;
  switch (type) {
    case 0xc0:
      return null;
    case 0xc2:
      return false;
    case 0xc3:
      return true;
    case 0xca:
      return view.getFloat32(advance(cursor, 4));
    case 0xcc:
      return view.getUint8(advance(cursor, 1));
    case 0xcd:
      return view.getUint16(advance(cursor, 2));
    case 0xce:
      return view.getUint32(advance(cursor, 4));
    case 0xd0:
      return view.getInt8(advance(cursor, 1));
    case 0xd1:
      return view.getInt16(advance(cursor, 2));
    case 0xd2:
      return view.getInt32(advance(cursor, 4));
    case 0xd9:
      return readText(cursor, view.getUint8(advance(cursor, 1)));
    case 0xda:
      return readText(cursor, view.getUint16(advance(cursor, 2)));
    case 0xdb:
      return readText(cursor, view.getUint32(advance(cursor, 4)));
    case 0xdc:
      return readArray(cursor, view.getUint16(advance(cursor, 2)));
    case 0xdd:
      return readArray(cursor, view.getUint32(advance(cursor, 4)));
    case 0xde:
      return readMap(cursor, view.getUint16(advance(cursor, 2)));
    case 0xdf:
      return readMap(cursor, view.getUint32(advance(cursor, 4)));
    default:
      throw new RangeError(`MessagePack: type ${type.toString(16)} is not expected`);
  }
}

/** Steps over bytes and answers where they began. */
function advance(cursor: Cursor, length: number): number {
  const from = cursor.at;
  cursor.at += length;
  return from;
}

/** Instants in milliseconds and counts; exact up to 2^53, as in JSON. */
function readInteger64(cursor: Cursor, isSigned: boolean): number {
  const from = advance(cursor, 8);
  const { view } = cursor;
  const high = isSigned ? view.getInt32(from) : view.getUint32(from);
  return high * TWO_TO_32 + view.getUint32(from + 4);
}

function readText(cursor: Cursor, length: number): string {
  const from = advance(cursor, length);
  if (cursor.at > cursor.bytes.length) throw new RangeError('MessagePack: the text is cut off');
  return cursor.bytes.toString('utf8', from, cursor.at);
}

function readArray(cursor: Cursor, length: number): unknown[] {
  const values: unknown[] = [];
  for (let index = 0; index < length; index += 1) values.push(readValue(cursor));
  return values;
}

function readMap(cursor: Cursor, length: number): Record<string, unknown> {
  const entries: Record<string, unknown> = {};
  for (let index = 0; index < length; index += 1) {
    const key = String(readValue(cursor));
    entries[key] = readValue(cursor);
  }
  return entries;
}
