import { StoreUnavailableError } from '@hengneng/domain';

const TIMEOUT_MS = 5_000;

/**
 * Asks InfluxDB a question without any credential, and throws when it answers: then everybody who
 * reaches the port can read, change and drop what is stored (a GET on `/query` executes DROP, too).
 * For production; on one machine the database listens on loopback alone.
 *
 * @throws StoreUnavailableError when it does not answer at all; ask again
 */
export async function assertInfluxdbClosed(url: string): Promise<void> {
  const question = new URL('/query', url);
  question.search = new URLSearchParams({ q: 'SHOW DATABASES' }).toString();
  question.username = '';
  question.password = '';
  let status: number;
  try {
    const response = await fetch(question, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    await response.body?.cancel();
    status = response.status;
  } catch (error) {
    throw new StoreUnavailableError('InfluxDB does not answer.', { cause: error });
  }
  if (status >= 500) throw new StoreUnavailableError(`InfluxDB answers ${status}.`);
  if (status >= 400) return;
  throw new Error(
    'InfluxDB answers without a password: anybody on its network can change or drop readings. ' +
      'Set auth-enabled = true (1.x) or use 2.x, give us INFLUX_USERNAME and INFLUX_PASSWORD or ' +
      'INFLUX_TOKEN, and start again. Outside production (NODE_ENV) this is not checked.',
  );
}

/**
 * Why InfluxDB must not be used, or null. The same question as {@link assertInfluxdbClosed}, for
 * callers that wait until there is an answer.
 *
 * @throws StoreUnavailableError when it does not answer at all; ask again
 */
export async function influxdbRefusal(url: string): Promise<unknown> {
  try {
    await assertInfluxdbClosed(url);
    return null;
  } catch (error) {
    if (error instanceof StoreUnavailableError) throw error;
    return error;
  }
}
