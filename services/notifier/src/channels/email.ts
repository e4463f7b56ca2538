import nodemailer from 'nodemailer';

import type { Channel, SendResult } from './channel.ts';
import { shortAnswer } from './guarded-http.ts';

/** Mail server and sender. */
export interface EmailOptions {
  /** `smtp://user@host:587`, or `smtps://` for TLS from the first byte. */
  readonly url: string;
  readonly password: string | null;
  readonly from: string;
  readonly timeoutMs: number;
}

/** Failures before the message itself was handed over: it certainly did not arrive. */
const BEFORE_DATA = ['ECONNECTION', 'EDNS', 'EAUTH', 'ENOAUTH', 'ETLS', 'EREQUIRETLS', 'EPROXY'];

/**
 * E-mail. The Message-ID is that of our message, so a mail program shows a repeat once. A server
 * that offers STARTTLS is spoken to in TLS, and one that wants a password must offer it.
 */
export function createEmailChannel(options: EmailOptions): Channel {
  const url = new URL(options.url);
  const isSecure = url.protocol === 'smtps:';
  const user = decodeURIComponent(url.username);
  const password = options.password ?? decodeURIComponent(url.password);
  const transport = nodemailer.createTransport({
    host: url.hostname,
    port: url.port === '' ? (isSecure ? 465 : 587) : Number(url.port),
    secure: isSecure,
    requireTLS: user !== '' && !isSecure,
    ...(user === '' ? {} : { auth: { user, pass: password } }),
    connectionTimeout: options.timeoutMs,
    greetingTimeout: options.timeoutMs,
    socketTimeout: options.timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return async (message, { title, text }) => {
    try {
      const sent = await transport.sendMail({
        from: options.from,
        to: message.target,
        subject: title,
        text,
        messageId: `<${message.id}@hengneng>`,
        headers: { 'Auto-Submitted': 'auto-generated', 'X-Request-Id': message.requestId },
      });
      return { outcome: 'delivered', answer: shortAnswer(sent.response) };
    } catch (error) {
      return resultOfError(error);
    }
  };
}

/** 5xx is final, 4xx asks for patience; a connection lost after the text leaves it open. */
function resultOfError(error: unknown): SendResult {
  const { code, responseCode, command, message } = error as {
    readonly code?: string;
    readonly responseCode?: number;
    readonly command?: string;
    readonly message?: string;
  };
  const answer = shortAnswer(message ?? String(error));
  if (code === 'EAUTH') return { outcome: 'failed', answer };
  if (responseCode !== undefined && responseCode >= 400) {
    return { outcome: responseCode >= 500 ? 'refused' : 'failed', answer };
  }
  const isBefore = command === 'CONN' || (code !== undefined && BEFORE_DATA.includes(code));
  return { outcome: isBefore ? 'failed' : 'unknown', answer };
}
