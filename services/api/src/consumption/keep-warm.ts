import { SYSTEM_SCOPE } from '@hengneng/database';
import { DomainError } from '@hengneng/domain';
import type { FastifyInstance } from 'fastify';
import type { ApiDependencies } from '../dependencies.ts';
import type { Asker } from './enterprise-consumption.ts';

/** Figures are made anew this often, as soon as they are not new any more, where that is little work. */
const EVERY_MS = 62_000;
/** Where it takes longer, nineteen twentieths of the time are left to others. */
const REST_PER_WORK = 19;
/** After a failure: a store that is not there yet, at a start. */
const RETRY_MS = 5_000;

/** The platform itself: bound to no engagement, and it sees every enterprise. */
export const EVERYBODY: Asker = {
  principal: {
    ...{ userId: '', username: '', name: '', mustChangePassword: false, sessionSha256: '' },
    roles: [{ role: 'admin', scope: { type: 'all' } }],
  },
  scope: SYSTEM_SCOPE,
};

/**
 * Makes figures as soon as the api listens and again and again, so that nobody has to wait for the
 * first ones. It ends with the app.
 *
 * @param everyMs longer where older figures will do until those who ask have newer ones made
 */
export function keepWarm(
  app: Pick<FastifyInstance, 'addHook'>,
  { logger }: Pick<ApiDependencies, 'logger'>,
  make: () => Promise<unknown>,
  everyMs = EVERY_MS,
): void {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  let isOver = false;
  const again = (afterMs: number) => {
    if (!isOver) timer = setTimeout(() => void turn(), afterMs).unref();
  };
  const turn = () => {
    const startedMs = performance.now();
    running = make().then(
      () => again(Math.max(everyMs, REST_PER_WORK * (performance.now() - startedMs))),
      (error: unknown) => {
        // Nothing is registered yet, or more than one answer adds up: those who ask are told.
        const isRefused = error instanceof DomainError;
        if (!isRefused) logger.debug({ error }, 'Figures could not be made ahead.');
        again(isRefused ? everyMs : RETRY_MS);
      },
    );
    return running;
  };
  app.addHook('onListen', async () => {
    void turn();
  });
  app.addHook('onClose', async () => {
    isOver = true;
    clearTimeout(timer);
    await running;
  });
}
