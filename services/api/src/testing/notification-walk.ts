import { insertMessages } from '@hengneng/database';

import type { ApiHarness } from './api-harness.ts';

const CHANNEL = { kind: 'dingtalk', name: '值班群', secret: 'SEC0123456789' };
const ADDRESS = 'https://oapi.dingtalk.com/robot/send?access_token=0123456789abcdef';
const PERSON = { post: 'energy-manager', name: '李工', email: 'li@example.com' };

/** A request of the walk and who sends it. */
export interface NotificationRequest {
  readonly as?: string;
  readonly path?: string;
  readonly body?: unknown;
}

/** Requests that go through for each route of notifications, about one enterprise, by its reviewer. */
export function notificationRequests(
  walk: () => { readonly api: ApiHarness; readonly as: string; readonly inspector: string },
  enterpriseId: string,
): Record<string, () => Promise<NotificationRequest>> {
  const owner = { scopeType: 'enterprise', scopeId: enterpriseId };
  const channel = { ...owner, ...CHANNEL, address: ADDRESS };
  const contact = { ...owner, ...PERSON };
  const silence = {
    ...owner,
    matchers: [{ field: 'rule', values: ['no-data'] }],
    reason: '通讯改造',
    from: '2026-11-21T00:00:00+08:00',
    to: '2026-11-22T00:00:00+08:00',
  };
  const made = async (path: string, body: object): Promise<string> => {
    const { api, as } = walk();
    return `${path}/${(await api.request('POST', path, { as, body })).body.id}`;
  };
  const post = (body: object) => async () => ({ as: walk().as, body });
  const channels = '/notification-channels';
  return {
    'POST /api/v1/notification-channels': post(channel),
    'PATCH /api/v1/notification-channels/:channelId': async () => ({
      as: walk().as,
      path: await made(channels, channel),
      body: { severityMin: 2 },
    }),
    // Nobody sends it here: the answer is that it is still due.
    'POST /api/v1/notification-channels/:channelId/test': async () => ({
      as: walk().as,
      path: `${await made(channels, channel)}/test`,
    }),
    'POST /api/v1/contacts': post(contact),
    'PUT /api/v1/contacts/:contactId': async () => ({
      as: walk().as,
      path: await made('/contacts', contact),
      body: PERSON,
    }),
    'DELETE /api/v1/contacts/:contactId': async () => ({
      as: walk().as,
      path: await made('/contacts', contact),
    }),
    'POST /api/v1/silences': post(silence),
    'POST /api/v1/silences/:silenceId/end': async () => ({
      as: walk().as,
      path: `${await made('/silences', silence)}/end`,
    }),
    'POST /api/v1/notification-messages/:messageId/send-again': async () => {
      const { api, inspector } = walk();
      return {
        as: inspector,
        path: `/notification-messages/${await failedMessage(api, enterpriseId)}/send-again`,
      };
    },
  };
}

/** Id of a message to the authority's side that could not be delivered. */
async function failedMessage({ database, world }: ApiHarness, enterpriseId: string) {
  const content = {
    ...{ enterpriseName: 'x', timeZone: 'Asia/Shanghai', language: 'zh' as const },
    ...{ firing: [], newSubjectIds: [], resolved: [], notices: [] },
  };
  const message = {
    ...{ enterpriseId, kind: 'webhook' as const, channelId: null, address: 'x', severity: 2 },
    ...{ reason: 'first' as const, content, createdBy: 'notifier' },
    ...{ destinationId: 'walk', side: 'authority' as const },
  };
  const [id] = await database.transaction((tx) => insertMessages(tx, [message], world.nowMs));
  const fails = `update notification_message set state = 'failed' where id = '${id}'`;
  await database.executor.execute(fails);
  return id;
}
