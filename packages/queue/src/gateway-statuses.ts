import { type GatewayStatus, gatewayStatusSchema, redisKeys } from '@hengneng/contracts';
import type { Redis } from 'ioredis';

/** Latest states of the gateways that have told of themselves in this filling of Redis. */
export async function readGatewayStatuses(redis: Redis): Promise<GatewayStatus[]> {
  const numbers = (await redis.smembers(redisKeys.gateways)).map(Number);
  if (numbers.length === 0) return [];
  const texts = await redis.mget(...numbers.map(redisKeys.gatewayStatus));
  return texts.flatMap((text) => {
    const parsed = gatewayStatusSchema.safeParse(text === null ? null : JSON.parse(text));
    return parsed.success ? [parsed.data] : [];
  });
}
