import type { AlertDownlink, ConsoleEvent } from '@hengneng/contracts';
import type { NotificationEvent } from '@hengneng/domain';
import { addConsoleEvents, addDownlinks } from '@hengneng/queue';
import type { Redis } from 'ioredis';

import { renderEvent } from '../texts/render.ts';
import type { Channel } from './channel.ts';

/** The console: every transition, on the stream that the api passes on. */
export function createConsoleChannel(redis: Redis): Channel {
  return async ({ content }) => {
    const events = [...content.firing, ...content.resolved, ...content.notices];
    return await onRedis(() => addConsoleEvents(redis, events.map(toConsoleEvent)));
  };
}

/** The enterprise's devices, over MQTT. */
export function createMqttChannel(redis: Redis): Channel {
  return async ({ content, enterpriseId }) => {
    if (enterpriseId === null) return { outcome: 'refused', answer: 'This has no enterprise.' };
    const downlinks = [...content.firing, ...content.resolved].map((event) => ({
      ...{ enterpriseId, deviceId: '', kind: 'alerts' as const },
      payload: toAlertDownlink(event),
    }));
    return await onRedis(() => addDownlinks(redis, downlinks));
  };
}

async function onRedis(send: () => Promise<void>) {
  try {
    await send();
    return { outcome: 'delivered', answer: 'On the stream.' } as const;
  } catch (error) {
    return { outcome: 'unknown', answer: String(error).slice(0, 200) } as const;
  }
}

function toConsoleEvent(event: NotificationEvent): ConsoleEvent {
  const { id, enterpriseId, audience, subjectId, word, severity, rule, atMs } = event;
  const shared = { id, enterpriseId, audience, subjectId, word, severity, rule };
  const area = areaOf(event);
  return {
    ...shared,
    ...(area === null ? {} : { area }),
    event: event.event,
    text: textOf(event),
    at: new Date(atMs).toISOString(),
  };
}

function toAlertDownlink(event: NotificationEvent): AlertDownlink {
  const { id, subjectId, rule, severity, labels, atMs } = event;
  const condition = event.event === 'resolved' ? 'resolved' : 'firing';
  const at = new Date(atMs).toISOString();
  return { id, alertId: subjectId, condition, rule, severity, labels, text: textOf(event), at };
}

function textOf(event: NotificationEvent) {
  return { zh: renderEvent(event, 'zh'), en: renderEvent(event, 'en') };
}

/** The region or park that an event is about; null for every other one. */
function areaOf({
  enterpriseId,
  labels,
}: NotificationEvent): NonNullable<ConsoleEvent['area']> | null {
  const { areaType: type, areaCode: code, regionCode = '' } = labels;
  if (enterpriseId !== null || code === undefined) return null;
  return type === 'region' || type === 'park' ? { type, code, regionCode } : null;
}
