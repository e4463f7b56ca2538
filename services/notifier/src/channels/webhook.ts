import { createHmac } from 'node:crypto';

import type { Channel } from './channel.ts';
import { type HttpGuard, postGuarded, resultOfStatus } from './guarded-http.ts';

/**
 * Signature of a body: hex HMAC-SHA256 of `{timestamp}.{body}`. The receiver computes the same,
 * refuses old timestamps (seconds), and uses the message id to tell repeats.
 */
export function webhookSignature(secret: string, timestampSeconds: string, body: string): string {
  return createHmac('sha256', secret).update(`${timestampSeconds}.${body}`).digest('hex');
}

/** Headers of a signed request. */
export function signedHeaders(
  message: { readonly id: string; readonly requestId: string; readonly secret: string | null },
  body: string,
  nowMs: number,
): Record<string, string> {
  const timestamp = String(Math.floor(nowMs / 1_000));
  const headers = {
    'x-hengneng-message-id': message.id,
    'x-hengneng-request-id': message.requestId,
    'x-hengneng-timestamp': timestamp,
  };
  if (message.secret === null) return headers;
  const signature = webhookSignature(message.secret, timestamp, body);
  return { ...headers, 'x-hengneng-signature': `v1=${signature}` };
}

/** Webhook: what happened, as JSON, signed. */
export function createWebhookChannel(guard: HttpGuard, nowMs: () => number): Channel {
  return async (message, { title, text }, signal) => {
    const { enterpriseName, firing, newSubjectIds, resolved, notices } = message.content;
    const body = JSON.stringify({
      messageId: message.id,
      reason: message.reason,
      enterpriseId: message.enterpriseId,
      enterpriseName,
      severity: message.severity,
      title,
      text,
      firing: firing.map(eventAnswer),
      newSubjectIds,
      resolved: resolved.map(eventAnswer),
      notices: notices.map(eventAnswer),
      createdAt: new Date(message.createdAtMs).toISOString(),
    });
    const post = { body, headers: signedHeaders(message, body, nowMs()) };
    const answer = await postGuarded(message.target, post, guard, signal);
    return 'problem' in answer ? answer.problem : resultOfStatus(answer.status, answer.text);
  };
}

function eventAnswer(event: Parameters<Channel>[0]['content']['firing'][number]) {
  const { id, subjectId, word, severity, rule, labels, messageKey, params, atMs } = event;
  const at = new Date(atMs).toISOString();
  return { id, subjectId, word, severity, rule, labels, messageKey, params, at };
}
