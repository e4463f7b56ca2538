import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import fp from 'fastify-plugin';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';

import { failureSchema } from '../schemas.ts';

const DESCRIPTION = `Energy monitoring for major energy-consuming enterprises.

Programs sign in with \`POST /api/v1/auth/login\` and send the token as \`Authorization: Bearer\`. Instants are ISO 8601
with an offset; ranges are half-open; lists answer \`{items, next?}\`, and \`next\` goes into \`after\` of the next request.
Every failure is \`{code, message, requestId}\`; what does not belong to you does not exist (404).`;

type OpenApi = ReturnType<typeof jsonSchemaTransformObject>;

/** OpenAPI 3.1 at `/api/openapi.json`, made from the routes, and its page at `/api/docs`. */
export const openApiPlugin = fp(
  async (app) => {
    await app.register(swagger, {
      openapi: {
        openapi: '3.1.0',
        info: { title: 'Hengneng 衡能', version: '1', description: DESCRIPTION },
        components: {
          securitySchemes: {
            session: { type: 'http', scheme: 'bearer' },
            cookie: { type: 'apiKey', in: 'cookie', name: 'hengneng_session' },
            device: { type: 'http', scheme: 'basic' },
          },
        },
        security: [{ session: [] }, { cookie: [] }],
      },
      transform: jsonSchemaTransform,
      transformObject: (document) =>
        withoutDangling(withoutUnused(jsonSchemaTransformObject(document))),
    });

    // Every answer that is not a success looks the same, so no route has to say it.
    app.addHook('onRoute', (route) => {
      if (route.schema === undefined || route.schema.hide === true) return;
      const isPublic = route.config?.permission === 'public';
      const method = [route.method].flat()[0] ?? '';
      // A copy: the routes' schemas are constants.
      route.schema = {
        ...(isPublic ? { security: [] } : {}),
        operationId: operationIdOf(method, route.url),
        ...route.schema,
        response: {
          ...(route.schema.response as object),
          '4xx': failureSchema,
          '5xx': failureSchema,
        },
      };
    });

    app.get(
      '/api/openapi.json',
      { config: { permission: 'public' }, schema: { hide: true } },
      async (_request, reply) => reply.serializer(JSON.stringify).send(app.swagger()),
    );

    await app.register(async (docs) => {
      docs.addHook('onRoute', (route) => {
        route.config = { ...route.config, permission: 'public' };
      });
      await docs.register(swaggerUi, {
        routePrefix: '/api/docs',
        uiConfig: { docExpansion: 'list', deepLinking: true, persistAuthorization: false },
        // The page's own policy: its scripts and styles from here, nothing from elsewhere.
        staticCSP: true,
      });
    });
  },
  { name: 'open-api' },
);

/** Every named schema comes in two forms, as input and as output; drops those that no route leads to. */
function withoutUnused(document: OpenApi): OpenApi {
  if (!('components' in document)) return document;
  const { paths, components } = document;
  const schemas = components?.schemas ?? {};
  const used = new Set<string>();
  const waiting: unknown[] = [paths];
  while (waiting.length > 0) {
    const text = JSON.stringify(waiting.pop());
    for (const [, name = ''] of text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
      if (used.has(name)) continue;
      used.add(name);
      waiting.push(schemas[name] ?? null);
    }
  }
  const kept = Object.entries(schemas).filter(([name]) => used.has(name));
  const rest = { ...components, schemas: Object.fromEntries(kept) };
  return { ...document, components: rest } as OpenApi;
}

/**
 * Any JSON at all is a recursive schema, of which the transform keeps the reference and loses the
 * target; generators of clients stop at that. An empty schema says the same.
 */
function withoutDangling(document: OpenApi): OpenApi {
  const schemas = 'components' in document ? (document.components?.schemas ?? {}) : {};
  const isDangling = (reference: unknown) =>
    typeof reference === 'string' &&
    !Object.hasOwn(schemas, reference.replace('#/components/schemas/', ''));
  return JSON.parse(JSON.stringify(document), (_key, value: unknown) => {
    if (typeof value !== 'object' || value === null || !('$ref' in value)) return value;
    if (!isDangling(value.$ref)) return value;
    const { $ref: _dangling, ...rest } = value;
    return rest;
  }) as OpenApi;
}

/** A stable name for generated clients: `GET /api/v1/enterprises/:enterpriseId` → `getEnterprisesById`. */
function operationIdOf(method: string, url: string): string {
  const words = url
    .replace(/^\/api\/v1/, '')
    .split('/')
    .filter((part) => part !== '')
    .map((part, index, parts) => {
      if (!part.startsWith(':')) return pascal(part);
      // Only the last id says something about the answer.
      return index === parts.length - 1 ? 'ById' : '';
    });
  return method.toLowerCase() + words.join('');
}

function pascal(words: string): string {
  return words
    .split(/[^a-zA-Z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}
