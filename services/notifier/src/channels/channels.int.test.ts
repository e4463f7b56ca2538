import { createHmac } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { ClaimedMessage } from '@hengneng/database';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { type Listener, startListener } from '../testing/listener.ts';
import { createEmailChannel } from './email.ts';
import { type HttpGuard, isAllowedHost, isPrivateAddress, postGuarded } from './guarded-http.ts';
import { createRobotChannel } from './robots.ts';
import { createSmsChannel } from './sms.ts';
import { createWebhookChannel } from './webhook.ts';

const SECRET = 'SEC-of-the-robot';
const NOW_MS = 1_795_219_200_123;
const RENDERED = { title: '【橙色用能预警】平江水泥', text: '新增 (1)\n- 超预算用能' };
const SIGNAL = new AbortController().signal;

let listener: Listener;
let guard: HttpGuard;
beforeAll(async () => {
  listener = await startListener();
  const hosts = [`127.0.0.1:${listener.port}`, `localhost:${listener.port}`];
  guard = { hosts, isPrivateAllowed: true, timeoutMs: 300 };
});
afterAll(() => listener.close());
beforeEach(() => {
  listener.heard.length = 0;
});

function messageTo(path: string, secret: string | null = SECRET): ClaimedMessage {
  return {
    id: 'f5f1a0e6-8a2b-4c34-9f67-9f7f3f1f0001',
    requestId: 'f5f1a0e6-8a2b-4c34-9f67-9f7f3f1f0002',
    enterpriseId: 'e',
    destinationId: 'channel:x',
    side: 'enterprise',
    kind: 'webhook',
    channelId: 'x',
    address: 'shown',
    target: path.startsWith('/') ? `http://127.0.0.1:${listener.port}${path}` : path,
    secret,
    severity: 2,
    reason: 'first',
    content: {
      ...{ enterpriseName: '平江水泥', timeZone: 'Asia/Shanghai', language: 'zh' },
      ...{ firing: [], newSubjectIds: [], resolved: [], notices: [] },
    },
    createdBy: 'notifier',
    attempt: 1,
    startedAtMs: NOW_MS,
    createdAtMs: NOW_MS,
    notificationIds: [],
  };
}

describe('robots', () => {
  /** Servers that check as the documentation of each says. */
  const servers = {
    dingtalk: () =>
      listener.answerWith(({ url }) => {
        const timestamp = url.searchParams.get('timestamp') ?? '';
        const expected = createHmac('sha256', SECRET)
          .update(`${timestamp}\n${SECRET}`)
          .digest('base64');
        const isGood = url.searchParams.get('sign') === expected && timestamp.length === 13;
        const text = isGood
          ? '{"errcode":0,"errmsg":"ok"}'
          : '{"errcode":310000,"errmsg":"sign not match"}';
        return { status: 200, text };
      }),
    feishu: () =>
      listener.answerWith(({ body }) => {
        const { timestamp, sign } = JSON.parse(body);
        const expected = createHmac('sha256', `${timestamp}\n${SECRET}`).digest('base64');
        const isGood = sign === expected && String(timestamp).length === 10;
        const text = isGood
          ? '{"code":0,"msg":"success"}'
          : '{"code":19021,"msg":"sign match fail"}';
        return { status: 200, text };
      }),
    wecom: () =>
      listener.answerWith(({ url }) => ({
        status: 200,
        text: url.searchParams.get('key') === 'k' ? '{"errcode":0}' : '{"errcode":93000}',
      })),
  };
  const paths = { dingtalk: '/robot/send?access_token=t', feishu: '/hook/t', wecom: '/send?key=k' };

  it.each(['dingtalk', 'feishu', 'wecom'] as const)('%s takes the signed text', async (kind) => {
    servers[kind]();
    const send = createRobotChannel(kind, guard, () => NOW_MS);
    const result = await send(messageTo(paths[kind]), RENDERED, SIGNAL);
    expect(result.outcome).toBe('delivered');
    const body = JSON.parse(listener.heard[0]?.body ?? '');
    expect(body.text?.content ?? body.content?.text).toContain('【橙色用能预警】平江水泥\n新增');
  });

  it.each([
    ['dingtalk', '/robot/send?access_token=t'],
    ['feishu', '/hook/t'],
    ['wecom', '/send?key=wrong'],
  ] as const)('%s refuses another key, and that is final', async (kind, path) => {
    servers[kind]();
    const send = createRobotChannel(kind, guard, () => NOW_MS);
    expect((await send(messageTo(path, 'another'), RENDERED, SIGNAL)).outcome).toBe('refused');
  });

  it.each([
    ['dingtalk', '{"errcode":130101,"errmsg":"send too fast"}'],
    ['wecom', '{"errcode":45009,"errmsg":"api freq out of limit"}'],
    ['feishu', '{"code":11232,"msg":"frequency limited"}'],
  ] as const)('%s asks for patience and gets it', async (kind, text) => {
    listener.answerWith(() => ({ status: 200, text }));
    const send = createRobotChannel(kind, guard, () => NOW_MS);
    expect((await send(messageTo('/x'), RENDERED, SIGNAL)).outcome).toBe('failed');
  });

  it('cuts a text at a character within the bytes a robot takes', async () => {
    listener.answerWith(() => ({ status: 200, text: '{"errcode":0}' }));
    const send = createRobotChannel('wecom', guard, () => NOW_MS);
    await send(messageTo('/x'), { title: '标', text: '能😀'.repeat(1_000) }, SIGNAL);
    const { content } = JSON.parse(listener.heard[0]?.body ?? '').text;
    expect(Buffer.byteLength(content)).toBeLessThanOrEqual(2_000);
    expect(content).not.toContain('\uFFFD');
    expect(content.endsWith('…')).toBe(true);
  });
});

describe('webhook and SMS', () => {
  it.each([
    ['a full queue', { status: 429, text: '' }, 'failed'],
    ['a broken server', { status: 503, text: '' }, 'failed'],
    ['a refusal', { status: 400, text: 'no' }, 'refused'],
    ['a redirect, which is not followed', { status: 302, text: '' }, 'refused'],
    ['silence', 'hang', 'unknown'],
  ] as const)('call %s by its name', async (_, answer, outcome) => {
    listener.answerWith(() => answer);
    const send = createWebhookChannel(guard, () => NOW_MS);
    expect((await send(messageTo('/x'), RENDERED, SIGNAL)).outcome).toBe(outcome);
    expect(listener.heard).toHaveLength(1);
  });

  it('sign a body that the receiver can check', async () => {
    listener.answerWith(() => ({ status: 202, text: '' }));
    const url = `http://127.0.0.1:${listener.port}/sms`;
    const send = createSmsChannel({ url, secret: 'sms-key', timeoutMs: 300 }, () => NOW_MS);
    await send(messageTo('+8613800000000'), RENDERED, SIGNAL);
    const request = listener.heard[0];
    const body = request?.body ?? '';
    const text = `${request?.headers['x-hengneng-timestamp']}.${body}`;
    const expected = createHmac('sha256', 'sms-key').update(text).digest('hex');
    expect(request?.headers['x-hengneng-signature']).toBe(`v1=${expected}`);
    expect(JSON.parse(body)).toMatchObject({ phone: '+8613800000000' });
  });

  it('know that nothing arrived where nobody listens', async () => {
    const closed = { ...guard, hosts: ['127.0.0.1:1'] };
    const send = createWebhookChannel(closed, () => NOW_MS);
    const result = await send(messageTo('http://127.0.0.1:1/x'), RENDERED, SIGNAL);
    expect(result.outcome).toBe('failed');
  });
});

describe('postGuarded', () => {
  const post = { body: '{}', headers: {} };
  it.each([
    ['a host that is not listed', 'http://example.com/'],
    ['another port', 'http://127.0.0.1:1/'],
    ['a password in the address', 'http://a:b@127.0.0.1/'],
    ['another protocol', 'file:///etc/passwd'],
  ])('refuses %s', async (_, target) => {
    const answer = await postGuarded(target, post, guard, SIGNAL);
    expect('problem' in answer && answer.problem.outcome).toBe('refused');
  });

  it.each(['127.0.0.1', 'localhost'])('refuses %s where private addresses are', async (host) => {
    const strict = { ...guard, isPrivateAllowed: false };
    const target = `http://${host}:${listener.port}/`;
    const answer = await postGuarded(target, post, strict, SIGNAL);
    expect('problem' in answer && answer.problem.outcome).toBe('refused');
    expect(listener.heard).toHaveLength(0);
  });

  it.each([
    ['10.1.2.3', true],
    ['172.31.0.1', true],
    ['172.32.0.1', false],
    ['169.254.169.254', true],
    ['100.64.0.1', true],
    ['::ffff:10.0.0.1', true],
    ['fd00::1', true],
    ['64:ff9b::7f00:1', true],
    ['114.114.114.114', false],
    ['2400:3200::1', false],
  ])('knows %s', (address, isPrivate) => {
    expect(isPrivateAddress(address)).toBe(isPrivate);
  });

  it.each([
    ['https://a.example.com/', ['*.example.com'], true],
    ['https://example.com/', ['*.example.com'], false],
    ['https://evil-example.com/', ['*.example.com'], false],
    ['https://a.example.com:8443/', ['a.example.com'], false],
  ])('%s by %s', (url, hosts, isAllowed) => {
    expect(isAllowedHost(new URL(url), hosts)).toBe(isAllowed);
  });
});

describe('e-mail', () => {
  const mails: string[] = [];
  let refusal: { responseCode: number } | null = null;
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    onRcptTo: (_address, _session, callback) => {
      callback(refusal === null ? null : Object.assign(new Error('no'), refusal));
    },
    onData: (stream, _session, callback) => {
      let text = '';
      stream.on('data', (part) => {
        text += part;
      });
      stream.on('end', () => {
        mails.push(text);
        callback();
      });
    },
  });
  let url = '';
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())));
  const options = () => ({ url, password: null, from: '衡能 <h@example.com>', timeoutMs: 2_000 });

  it('goes to the server with our message id and the text in UTF-8', async () => {
    const send = createEmailChannel(options());
    const message = messageTo('li@example.com');
    expect((await send(message, RENDERED, SIGNAL)).outcome).toBe('delivered');
    expect(mails[0]).toContain(`Message-ID: <${message.id}@hengneng>`);
    expect(mails[0]).toContain('To: li@example.com');
    const [, encoded = ''] = mails[0]?.split('\r\n\r\n') ?? [];
    expect(Buffer.from(encoded, 'base64').toString('utf8') + encoded).toContain('超预算用能');
  });

  it.each([
    [550, 'refused'],
    [451, 'failed'],
  ])('that is answered with %i is %s', async (responseCode, outcome) => {
    refusal = { responseCode };
    const send = createEmailChannel(options());
    expect((await send(messageTo('li@example.com'), RENDERED, SIGNAL)).outcome).toBe(outcome);
    refusal = null;
  });

  it('without a server has certainly not arrived', async () => {
    const send = createEmailChannel({ ...options(), url: 'smtp://127.0.0.1:1' });
    expect((await send(messageTo('li@example.com'), RENDERED, SIGNAL)).outcome).toBe('failed');
  });
});
