import type { Channel } from './channel.ts';
import { postGuarded, resultOfStatus } from './guarded-http.ts';
import { signedHeaders } from './webhook.ts';

/** Two parts of a long SMS in UCS-2: 2 × 67 characters. */
const SMS_CHARACTERS_MAX = 134;

/** The operator's own HTTP gateway of SMS. */
export interface SmsOptions {
  readonly url: string;
  readonly secret: string | null;
  readonly timeoutMs: number;
}

/**
 * SMS through an HTTP gateway: `{phone, text, messageId}` by POST, signed like a webhook. The address
 * is the operator's, so it may be private.
 */
export function createSmsChannel(options: SmsOptions, nowMs: () => number): Channel {
  const host = new URL(options.url).host.toLowerCase();
  const guard = { hosts: [host], isPrivateAllowed: true, timeoutMs: options.timeoutMs };
  return async (message, { title, text }, signal) => {
    const sms = [...`${title} ${text.replaceAll(/\s+/g, ' ')}`].slice(0, SMS_CHARACTERS_MAX);
    const content = { phone: message.target, text: sms.join(''), messageId: message.id };
    const body = JSON.stringify(content);
    const headers = signedHeaders({ ...message, secret: options.secret }, body, nowMs());
    const answer = await postGuarded(options.url, { body, headers }, guard, signal);
    return 'problem' in answer ? answer.problem : resultOfStatus(answer.status, answer.text);
  };
}
