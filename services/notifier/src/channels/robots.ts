import { createHmac } from 'node:crypto';

import type { RenderedMessage } from '../texts/render.ts';
import type { Channel, SendResult } from './channel.ts';
import { type HttpGuard, postGuarded, resultOfStatus, shortAnswer } from './guarded-http.ts';

/** WeCom takes 2 048 bytes of text; the others take more, and nobody reads more. */
const TEXT_BYTES_MAX = 2_000;

/** How one kind of robot is addressed and answers. */
interface RobotProtocol {
  readonly request: (
    message: { readonly target: string; readonly secret: string | null },
    text: string,
    nowMs: number,
  ) => { readonly target: string; readonly body: unknown };
  /** Where the answer has its code; 0 is success. */
  readonly codeField: 'errcode' | 'code';
  /** Codes that ask for patience: too often, or busy. */
  readonly patienceCodes: readonly number[];
}

/**
 * DingTalk (钉钉自定义机器人, 加签): HMAC-SHA256 of `{ms}\n{secret}` under the secret, as Base64 in the
 * query. https://open.dingtalk.com/document/robots/customize-robot-security-settings
 */
export function dingtalkSignature(secret: string, timestampMs: number): string {
  return createHmac('sha256', secret).update(`${timestampMs}\n${secret}`).digest('base64');
}

/**
 * Feishu (飞书自定义机器人, 签名校验): here `{seconds}\n{secret}` is the key and the text is empty.
 * https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot
 */
export function feishuSignature(secret: string, timestampSeconds: number): string {
  return createHmac('sha256', `${timestampSeconds}\n${secret}`).update('').digest('base64');
}

const PROTOCOLS: Readonly<Record<'dingtalk' | 'wecom' | 'feishu', RobotProtocol>> = {
  dingtalk: {
    request: ({ target, secret }, text, nowMs) => ({
      target: secret === null ? target : withDingtalkSignature(target, secret, nowMs),
      body: { msgtype: 'text', text: { content: text } },
    }),
    codeField: 'errcode',
    patienceCodes: [-1, 130_101],
  },
  // WeCom signs nothing: its key is part of the address.
  // https://developer.work.weixin.qq.com/document/path/91770
  wecom: {
    request: ({ target }, text) => ({
      target,
      body: { msgtype: 'text', text: { content: text } },
    }),
    codeField: 'errcode',
    patienceCodes: [-1, 45_009],
  },
  feishu: {
    request: ({ target, secret }, text, nowMs) => {
      const timestamp = Math.floor(nowMs / 1_000);
      const signed =
        secret === null
          ? {}
          : { timestamp: String(timestamp), sign: feishuSignature(secret, timestamp) };
      return { target, body: { ...signed, msg_type: 'text', content: { text } } };
    },
    codeField: 'code',
    patienceCodes: [11_232, 11_233],
  },
};

/** A group robot of DingTalk, WeCom or Feishu. */
export function createRobotChannel(
  kind: keyof typeof PROTOCOLS,
  guard: HttpGuard,
  nowMs: () => number,
): Channel {
  const protocol = PROTOCOLS[kind];
  return async (message, rendered, signal) => {
    const { target, body } = protocol.request(message, robotText(rendered), nowMs());
    const post = { body: JSON.stringify(body), headers: {} };
    const answer = await postGuarded(target, post, guard, signal);
    if ('problem' in answer) return answer.problem;
    return resultOfAnswer(answer.status, answer.text, protocol);
  };
}

/** Robots answer 200 and say in the body whether they took it. */
function resultOfAnswer(status: number, text: string, protocol: RobotProtocol): SendResult {
  const ofStatus = resultOfStatus(status, text);
  if (ofStatus.outcome !== 'delivered') return ofStatus;
  const code = codeOf(text, protocol.codeField);
  const answer = shortAnswer(text);
  if (code === 0) return { outcome: 'delivered', answer };
  if (code === null) return { outcome: 'unknown', answer };
  return { outcome: protocol.patienceCodes.includes(code) ? 'failed' : 'refused', answer };
}

function codeOf(text: string, field: string): number | null {
  try {
    const value = (JSON.parse(text) as Record<string, unknown>)[field];
    return typeof value === 'number' ? value : null;
  } catch {
    return null;
  }
}

function withDingtalkSignature(target: string, secret: string, nowMs: number): string {
  const url = URL.parse(target);
  if (url === null) return target;
  url.searchParams.set('timestamp', String(nowMs));
  url.searchParams.set('sign', dingtalkSignature(secret, nowMs));
  return url.toString();
}

/** Title and text, cut at a character within the bytes a robot takes. */
function robotText({ title, text }: RenderedMessage): string {
  const whole = `${title}\n${text}`;
  if (Buffer.byteLength(whole) <= TEXT_BYTES_MAX) return whole;
  let bytes = 0;
  let cut = '';
  for (const character of whole) {
    bytes += Buffer.byteLength(character);
    if (bytes > TEXT_BYTES_MAX - 3) break;
    cut += character;
  }
  return `${cut}…`;
}
