import { customType } from 'drizzle-orm/pg-core';

/**
 * An instant: `timestamptz` in PostgreSQL, milliseconds since the epoch in the program. PostgreSQL
 * keeps microseconds, we read and write whole milliseconds.
 */
export const instant = customType<{ data: number; driverData: string }>({
  dataType: () => 'timestamp with time zone',
  toDriver: (atMs) => new Date(atMs).toISOString(),
  fromDriver: (text) => Date.parse(text),
});

/** Bytes as they are. */
export const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' });

/** Shape of device, meter, product and site ids, as a PostgreSQL pattern. */
export const SAFE_ID_PATTERN = '^[A-Za-z0-9_.-]{1,64}$';
