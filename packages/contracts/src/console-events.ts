import { z } from 'zod';

/**
 * One transition, as the console is told of it: an entry of the stream `redisKeys.consoleEvents`,
 * field `event`, as JSON. Best effort, at least once; `id` tells repeats. Whoever passes it on must
 * hold the reader's scope against `enterpriseId` and their side against `audience`.
 */
export const consoleEventSchema = z.object({
  /** Of the notification; the same transition again has the same. */
  id: z.string(),
  /** Null for what concerns the platform. */
  enterpriseId: z.string().nullable(),
  /** Of a region or park instead, with the region that it is or lies in (`''`: none is known). */
  area: z
    .object({ type: z.enum(['region', 'park']), code: z.string(), regionCode: z.string() })
    .optional(),
  /** `authority`: not for the enterprise. */
  audience: z.enum(['authority', 'enterprise', 'everyone', 'platform']),
  /** The alert, case or part of the platform. */
  subjectId: z.string(),
  /** `changed`: something to look at again that nobody is sent word of, such as an assignment. */
  event: z.enum(['firing', 'resolved', 'notice', 'changed']),
  word: z.enum(['warning', 'alarm', 'duty', 'case', 'platform', 'ingest']),
  severity: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  rule: z.string(),
  /** One line in Chinese and in English. */
  text: z.object({ zh: z.string(), en: z.string() }),
  /** When it happened, ISO 8601. */
  at: z.string(),
});
export type ConsoleEvent = z.infer<typeof consoleEventSchema>;

/** An alert transition as devices receive it, on the topic `…/alerts`. */
export interface AlertDownlink {
  /** The same transition again has the same. */
  readonly id: string;
  readonly alertId: string;
  readonly condition: 'firing' | 'resolved';
  readonly rule: string;
  readonly severity: 1 | 2 | 3;
  readonly labels: Readonly<Record<string, string>>;
  readonly text: { readonly zh: string; readonly en: string };
  /** ISO 8601. */
  readonly at: string;
}
