import type { Api } from './api.ts';
import { queryInflux } from './oracle.ts';
import type { Stack } from './stack.ts';

/** A row of figures: instant (ms), then the fields asked for. */
export type FigureRow = readonly (number | string | null)[];

/** What is stored of one measurement and meter, ascending. */
export async function figuresOf(
  stack: Stack,
  measurement: 'interval_energy' | 'interval_demand' | 'daily_energy',
  enterpriseId: string,
  meterId: string,
): Promise<FigureRow[]> {
  const fields =
    measurement === 'interval_demand'
      ? '"kw", "estimated"'
      : '"quantity", "estimated_quantity", "covered_ms"';
  return await queryInflux(
    stack.influx,
    `SELECT ${fields} FROM "${measurement}" WHERE "enterprise_id"='${enterpriseId}' AND "meter_id"='${meterId}'`,
  );
}

/** Asks again until the answer is right or the time is over; the last answer either way. */
export async function eventually<T>(
  ask: () => Promise<T>,
  isRight: (answer: T) => boolean,
  timeoutMs: number,
): Promise<T> {
  const deadlineMs = Date.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (isRight(answer) || Date.now() > deadlineMs) return answer;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

/** Signs up a person with one role and signs them in. */
export async function personWith(
  admin: Api,
  signIn: (username: string, password: string) => Promise<Api>,
  person: { readonly username: string; readonly role: string; readonly scope: unknown },
): Promise<Api> {
  const password = `${person.username} has a long pass phrase`;
  await admin.call('POST', '/users', {
    username: person.username,
    name: person.username,
    password,
    roles: [{ role: person.role, scope: person.scope }],
  });
  return await signIn(person.username, password);
}
