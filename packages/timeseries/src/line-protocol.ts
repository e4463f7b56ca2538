import { invariant, isSafeId, type StoredReading } from '@hengneng/domain';

/**
 * Measurement, tags and fields of stored readings. A stored format is an interface: never renamed.
 */
export const METER_READING = {
  measurement: 'meter_reading',
  tags: ['enterprise_id', 'meter_id'],
  fields: ['value', 'position'],
} as const;

/** Writes readings as lines; remembers the beginnings of lines, which are most of the work. */
export interface LineWriter {
  /** One line, without line end. Both fields are floats; the time is in milliseconds. */
  line(reading: StoredReading): string;
}

/** Series whose beginnings are remembered; beyond, all are forgotten and learnt again. */
const PREFIXES_MAX = 200_000;

/** A line writer with a memory of its own. */
export function createLineWriter(): LineWriter {
  let prefixes = new Map<string, Map<string, string>>();
  let prefixCount = 0;
  // Readings of one message share position and often the instant; a number made text costs 0.1 µs.
  let [position, positionText, readAtMs, readAtText] = [Number.NaN, '', Number.NaN, ''];

  const prefixOf = (enterpriseId: string, meterId: string): string => {
    let byMeter = prefixes.get(enterpriseId);
    if (byMeter === undefined) {
      byMeter = new Map();
      prefixes.set(enterpriseId, byMeter);
    }
    let prefix = byMeter.get(meterId);
    if (prefix === undefined) {
      prefix = `${seriesPrefix(METER_READING.measurement, enterpriseId, meterId)} value=`;
      byMeter.set(meterId, prefix);
      prefixCount += 1;
      if (prefixCount > PREFIXES_MAX) {
        prefixes = new Map();
        prefixCount = 0;
      }
    }
    return prefix;
  };

  return {
    line: (reading) => {
      if (reading.position !== position) {
        position = reading.position;
        positionText = `,position=${position} `;
      }
      if (reading.readAtMs !== readAtMs) {
        readAtMs = reading.readAtMs;
        readAtText = `${readAtMs}`;
      }
      const prefix = prefixOf(reading.enterpriseId, reading.meterId);
      return `${prefix}${reading.value}${positionText}${readAtText}`;
    },
  };
}

/**
 * The beginning of a line: measurement and tags. Tags are ids of a closed alphabet, so nothing needs
 * escaping; anything else is our own mistake and would be stored under another name than it was asked
 * for.
 */
export function seriesPrefix(measurement: string, enterpriseId: string, meterId: string): string {
  invariant(isSafeId(enterpriseId), 'an enterprise id in a tag is a safe id');
  invariant(isSafeId(meterId), 'a meter id in a tag is a safe id');
  return `${measurement},enterprise_id=${enterpriseId},meter_id=${meterId}`;
}
