import { createLogger } from '@hengneng/telemetry';

import { buildApp } from '../build-app.ts';
import type { ApiDependencies } from '../dependencies.ts';

/**
 * The OpenAPI document as the running api answers it, made from the routes alone: no store is opened,
 * nothing listens. For generated clients.
 */
export async function openApiDocument(): Promise<unknown> {
  const dependencies = inert({
    logger: createLogger({ service: 'api', level: 'error' }),
    settings: inert({ trustedProxies: [], consoleDirectory: import.meta.dirname }),
  }) as ApiDependencies;
  const { app } = await buildApp(dependencies, { isRegistryPublished: () => false });
  try {
    await app.ready();
    return app.swagger();
  } finally {
    await app.close();
  }
}

/** Stands for whatever a route only holds on to until it is called: every part of it is inert again. */
function inert(known: object): unknown {
  return new Proxy(() => inert({}), {
    get: (_target, name) => {
      if (Object.hasOwn(known, name)) return Reflect.get(known, name);
      // Not a promise, or awaiting it would never end.
      return name === 'then' ? undefined : inert({});
    },
  });
}
