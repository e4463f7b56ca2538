import { ApiFailure } from '../client/api.ts';
import { FAILURES } from '../words/codes.ts';
import type { Words } from '../words/words.ts';

/** What a person is told about a failure, in their language. */
export function failureText(words: Words, error: unknown): string {
  if (!(error instanceof ApiFailure)) return words.say('failedGeneral');
  const text =
    FAILURES[error.code] === undefined
      ? words.say('failedGeneral')
      : words.nameOf(FAILURES, error.code);
  return error.retryAfterSeconds === null
    ? text
    : `${text}${words.language === 'en' ? ' ' : ''}${words.say('waitSeconds', { seconds: error.retryAfterSeconds })}`;
}

/** Whether the api said that this person may not. */
export function isForbidden(error: unknown): boolean {
  return error instanceof ApiFailure && error.code === 'FORBIDDEN';
}

/** Whether the api said that there is no such thing, or not for this person. */
export function isNotFound(error: unknown): boolean {
  return error instanceof ApiFailure && error.code === 'NOT_FOUND';
}
