import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  createSecretBox,
  holdBook,
  insertChannel,
  insertContact,
  insertEnterprises,
  keepBook,
  listDeliveries,
  type NewChannel,
  nameRegion,
  SYSTEM_SCOPE,
  sealChannels,
} from '@hengneng/database';
import type { NotificationBook } from '@hengneng/domain';
import { temporaryDirectory } from '@hengneng/testkit';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';

import { webhookSignature } from './channels/webhook.ts';
import { type Listener, startListener } from './testing/listener.ts';
import {
  ENTERPRISE,
  enterpriseNamed,
  type NotifierWorld,
  SECRETS_KEY,
  startNotifierWorld,
} from './testing/notifier-world.ts';

let world: NotifierWorld;
let listener: Listener;

beforeAll(async () => {
  world = await startNotifierWorld();
  listener = await startListener();
});
afterAll(async () => {
  await listener.close();
  await world.dispose();
});

beforeEach(() => {
  listener.heard.length = 0;
  listener.answerWith(() => ({ status: 200, text: 'ok' }));
});

async function addChannel(item: Partial<NewChannel>): Promise<string> {
  const id = randomUUID();
  await insertChannel(
    world.database.executor,
    {
      id,
      scopeType: 'enterprise',
      scopeId: ENTERPRISE,
      kind: 'webhook',
      name: 'x',
      address: `http://127.0.0.1:${listener.port}/hook`,
      secret: 'key',
      ...item,
    },
    { atMs: Date.now(), by: 'tester' },
    createSecretBox(SECRETS_KEY),
  );
  return id;
}

describe('startNotifier', () => {
  it('delivers a row of the outbox as a signed webhook, once', async () => {
    await addChannel({});
    const service = await world.start({ NOTIFIER_WEBHOOK_HOSTS: `127.0.0.1:${listener.port}` });
    await world.enqueue();
    await world.enqueue();
    await vi.waitFor(() => expect(listener.heard).toHaveLength(1), 5_000);
    const [request] = listener.heard;
    const timestamp = String(request?.headers['x-hengneng-timestamp']);
    const signature = `v1=${webhookSignature('key', timestamp, request?.body ?? '')}`;
    expect(request?.headers['x-hengneng-signature']).toBe(signature);
    const body = JSON.parse(request?.body ?? '');
    expect(body.reason).toBe('first');
    expect(body.title).toBe('【橙色用能预警】平江水泥有限公司');
    await service.stop();
    expect(listener.heard).toHaveLength(1);
  });
});

/** A second enterprise, the book of which is broken. */
const BROKEN = '91430626MA00000029';
/** And enterprises of tests of their own. */
const SEALED = '91430626MA00000045';
const KILLED = '91430626MA00000037';

async function addEnterprise(id: string): Promise<void> {
  await world.database.transaction((tx) => insertEnterprises(tx, [enterpriseNamed(id)], 'tester'));
}

describe('the secrets of channels', () => {
  it('are nowhere in the database in clear, and open with the right key alone', async () => {
    await addEnterprise(SEALED);
    const id = await addChannel({
      scopeId: SEALED,
      secret: 'SEC-very-secret',
      address: `${hook()}/0123456789`,
    });
    const { rows } = await world.database.executor.execute<{ kept: string }>(
      `select notification_channel::text as kept from notification_channel where id = '${id}'`,
    );
    expect(rows[0]?.kept).not.toMatch(/very-secret|0123456/);
    expect(rows[0]?.kept).toContain('…6789');
    const folder = temporaryDirectory('other-key');
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const other = join(folder, 'key');
    writeFileSync(other, 'x'.repeat(48));
    const hosts = { NOTIFIER_WEBHOOK_HOSTS: `127.0.0.1:${listener.port}` };
    const wrong = await world.start({ ...hosts, NOTIFIER_SECRETS_KEY_FILE: other });
    await world.enqueue({ enterpriseId: SEALED, subjectId: 'of-sealed' });
    const answers = async () => {
      const query = { enterpriseId: SEALED, limit: 100 };
      const log = await listDeliveries(world.database.executor, SYSTEM_SCOPE, query);
      return log.flatMap(({ kind, outcome, answer }) =>
        kind === 'webhook' ? `${outcome} ${answer}` : [],
      );
    };
    await vi.waitFor(async () => expect((await answers()).length).toBeGreaterThan(0), UNTIL);
    await wrong.stop();
    expect((await answers())[0]).toMatch(/^failed Its key \([0-9a-f]{12}\) is not in the key file/);
    expect(pathsHeard()).not.toContain('/hook/0123456789');
    const right = await world.start(hosts);
    await vi.waitFor(() => expect(pathsHeard()).toContain('/hook/0123456789'), UNTIL);
    await right.stop();
  });

  it('are sealed anew with a new key, and what was in clear is sealed', async () => {
    const { database } = world;
    const before = createSecretBox(SECRETS_KEY);
    const next = createSecretBox(`${'n'.repeat(48)} ${SECRETS_KEY}`);
    const id = await addChannel({ scopeId: SEALED, secret: 'SEC-very-secret' });
    await database.executor.execute(
      `update notification_channel set sealed = null, secret = 'SEC-in-clear', address = 'http://h/hook' where id = '${id}'`,
    );
    const counts = await database.transaction((tx) => sealChannels(tx, next));
    expect(counts.sealedCount).toBeGreaterThan(1);
    expect(await database.transaction((tx) => sealChannels(tx, next))).toEqual({
      ...{ sealedCount: 0, unreadableCount: 0 },
    });
    const { rows } = await database.executor.execute<{ kept: string }>(
      `select string_agg(notification_channel::text, '') as kept from notification_channel`,
    );
    expect(rows[0]?.kept).not.toMatch(/in-clear|very-secret/);
    // Back, so that the other tests' notifiers read them.
    const back = createSecretBox(`${SECRETS_KEY} ${'n'.repeat(48)}`);
    await database.transaction((tx) => sealChannels(tx, back));
    expect((await database.transaction((tx) => sealChannels(tx, before))).unreadableCount).toBe(0);
  });
});

describe('a book that cannot be planned', () => {
  it('keeps nobody else’s news back, and is told of itself once it is mended', async () => {
    await addEnterprise(BROKEN);
    await addChannel({ scopeId: BROKEN, address: `${hook()}/broken` });
    const keep = (state: unknown) =>
      world.database.transaction(async (tx) => {
        const before = await holdBook(tx, BROKEN, Date.now());
        await keepBook(
          tx,
          BROKEN,
          { state: (state ?? before) as NotificationBook, wakeAtMs: null },
          Date.now(),
        );
        return before;
      });
    const good = await keep({ members: 'nonsense' });
    await world.enqueue({ enterpriseId: BROKEN, subjectId: 'of-broken' });
    await world.enqueue({ subjectId: 'of-the-other' });
    const service = await world.start({ NOTIFIER_WEBHOOK_HOSTS: `127.0.0.1:${listener.port}` });
    await vi.waitFor(() => expect(pathsHeard()).toContain('/hook'), UNTIL);
    expect(pathsHeard()).not.toContain('/hook/broken');
    await keep(good);
    await vi.waitFor(() => expect(pathsHeard()).toContain('/hook/broken'), UNTIL);
    await service.stop();
  });
});

describe('a notifier that is killed in the middle of many messages', () => {
  it('tells every destination at least once, and the log says what it cannot know', async () => {
    const COUNT = 40;
    await addEnterprise(KILLED);
    for (let no = 0; no < COUNT; no += 1) {
      await addChannel({ scopeId: KILLED, address: `${hook()}/killed-${no}` });
    }
    let answered = 0;
    listener.answerWith(() => {
      answered += 1;
      return answered <= COUNT / 2 ? { status: 200, text: 'ok' } : 'hang';
    });
    await world.enqueue({ enterpriseId: KILLED, subjectId: 'of-killed' });
    const first = startProcess();
    await vi.waitFor(() => expect(listener.heard.length).toBeGreaterThan(COUNT / 2), UNTIL);
    const ended = once(first, 'exit');
    first.kill('SIGKILL');
    await ended;
    const hungCount = listener.heard.length - COUNT / 2;
    listener.answerWith(() => ({ status: 200, text: 'ok' }));
    const second = startProcess();
    const all = Array.from({ length: COUNT }, (_, no) => `/hook/killed-${no}`).sort();
    // The lease of a lost attempt has to run out first.
    await vi.waitFor(async () => {
      const log = await listDeliveries(world.database.executor, SYSTEM_SCOPE, {
        enterpriseId: KILLED,
        limit: 1_000,
      });
      const delivered = log.filter(({ outcome }) => outcome === 'delivered');
      expect(delivered.filter(({ kind }) => kind === 'webhook')).toHaveLength(COUNT);
      const unknown = log.filter(({ outcome }) => outcome === 'unknown');
      expect(unknown.length).toBeGreaterThanOrEqual(hungCount);
    }, 60_000);
    expect([...new Set(pathsHeard())].sort()).toEqual(all);
    const stopped = once(second, 'exit');
    second.kill('SIGTERM');
    expect((await stopped)[0]).toBe(0);
  }, 240_000);
});

/** A process of its own starts slowly on a machine that has other work. */
const UNTIL = { timeout: 60_000, interval: 20 };

function hook(): string {
  return `http://127.0.0.1:${listener.port}/hook`;
}

function pathsHeard(): string[] {
  return listener.heard.map(({ url }) => url.pathname);
}

/** A process of its own, so that it can be killed. */
function startProcess(): ChildProcess {
  return spawn(process.execPath, [fileURLToPath(new URL('./main.ts', import.meta.url))], {
    stdio: 'ignore',
    env: {
      ...world.env,
      PATH: process.env.PATH,
      NOTIFIER_WEBHOOK_HOSTS: `127.0.0.1:${listener.port}`,
      NOTIFIER_SEND_TIMEOUT_MS: '5000',
    },
  });
}

describe('a deputy', () => {
  it('is addressed off duty by what names the account, and by nothing else', async () => {
    const id = randomUUID();
    await insertContact(
      world.database.executor,
      {
        ...{
          id,
          scopeType: 'region',
          scopeId: '4306',
          post: 'deputy',
          name: '赵',
          username: 'zhao',
        },
        ...{ email: 'zhao@example.com', phone: null, language: 'zh', severityMin: 1 },
        ...{ quietHours: null, fromMs: null, toMs: Date.now() - 86_400_000 },
      },
      { atMs: Date.now(), by: 'tester' },
    );
    const notice = { event: 'notice', word: 'case', rule: 'alert-verify-today' } as const;
    const about = {
      ...notice,
      audience: 'authority',
      messageKey: 'alert.verify-today-by',
    } as const;
    const params = { alertRule: 'progress', verifyBy: '2026-11-25', officers: 'li、zhao' };
    await world.enqueue({ ...about, subjectId: 'named', params: { ...params, named: 'li,zhao' } });
    await world.enqueue({ ...about, subjectId: 'unnamed', params });
    const service = await world.start({});
    const sentTo = async () => {
      const { rows } = await world.database.executor.execute<{ named: boolean; unnamed: boolean }>(
        `select content::text like '%"named"%' as named, content::text like '%"unnamed"%' as unnamed
          from notification_message where destination_id = 'contact:${id}:email'`,
      );
      return rows;
    };
    await vi.waitFor(async () => expect(await sentTo()).toHaveLength(1), 5_000);
    await service.stop();
    expect(await sentTo()).toEqual([{ named: true, unnamed: false }]);
  });
});

describe('news of a park', () => {
  const labels = { areaType: 'park', areaCode: 'P9', regionCode: '' };
  const newsOf = (subjectId: string) =>
    world.enqueue({
      ...{ enterpriseId: null, bookId: 'park:P9', subjectId, labels },
      ...{ rule: 'area-total', audience: 'authority', params: { messageZh: '累计超出基本目标' } },
    });

  it('goes to the platform while nobody registered its region, and to its committee once it has a channel', async () => {
    await addChannel({ scopeType: 'platform', scopeId: '', address: `${hook()}/platform` });
    const other = { scopeType: 'park', scopeId: 'P8' } as const;
    await addChannel({ ...other, address: `${hook()}/other` });
    await newsOf('park-1');
    const service = await world.start({ NOTIFIER_WEBHOOK_HOSTS: `127.0.0.1:${listener.port}` });
    await vi.waitFor(() => expect(pathsHeard()).toEqual(['/hook/platform']), 5_000);
    await addChannel({ ...other, scopeId: 'P9', address: `${hook()}/committee` });
    await newsOf('park-2');
    await vi.waitFor(() => expect(pathsHeard()).toContain('/hook/committee'), 5_000);
    await service.stop();
    const { rows } = await world.database.executor.execute(
      `select side, area_type, area_code, enterprise_id from notification_message
        where content::text like '%park-1%' and kind = 'webhook' limit 1`,
    );
    expect(rows).toEqual([
      { side: 'authority', area_type: 'park', area_code: 'P9', enterprise_id: null },
    ]);
  });
});

describe('news of a region', () => {
  it('goes to channels of the regions that cover all of it, and to no enterprise', async () => {
    await addChannel({ scopeType: 'region', scopeId: '52', address: `${hook()}/above` });
    await addChannel({ scopeType: 'region', scopeId: '52010299', address: `${hook()}/part` });
    await nameRegion(world.database.executor, '520102', '南明区');
    const labels = { areaType: 'region', areaCode: '520102', regionCode: '520102' };
    await world.enqueue({
      ...{ enterpriseId: null, bookId: 'region:520102', subjectId: 'area-1', labels },
      ...{ rule: 'area-total', audience: 'authority', params: { messageZh: '累计超出基本目标' } },
    });
    const service = await world.start({ NOTIFIER_WEBHOOK_HOSTS: `127.0.0.1:${listener.port}` });
    await vi.waitFor(() => expect(listener.heard).toHaveLength(1), 5_000);
    await service.stop();
    const [request] = listener.heard;
    expect(listener.heard).toHaveLength(1);
    expect(pathsHeard()).toEqual(['/hook/above']);
    const body = JSON.parse(request?.body ?? '');
    expect(body.title).toBe('【橙色用能预警】南明区');
    expect(body.text).toContain('区域能耗总量超进度：累计超出基本目标');
    const { rows } = await world.database.executor.execute(
      `select kind from notification_message where destination_id in ('console', 'mqtt')
        and content::text like '%area-1%'`,
    );
    expect(rows).toEqual([{ kind: 'console' }]);
  });
});
