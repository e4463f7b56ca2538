import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';

import type { ApiDependencies } from '../dependencies.ts';
import { notificationChannelsRoutes } from './channels.routes.ts';
import { contactsRoutes } from './contacts.routes.ts';
import { deliveriesRoutes } from './deliveries.routes.ts';
import { silencesRoutes } from './silences.routes.ts';

/** Channels, contacts, silences and the delivery log. */
export const notificationsArea: FastifyPluginAsyncZod<{
  readonly dependencies: ApiDependencies;
}> = async (app, options) => {
  await app.register(notificationChannelsRoutes, options);
  await app.register(contactsRoutes, options);
  await app.register(silencesRoutes, options);
  await app.register(deliveriesRoutes, options);
};
