import { ApiFailure } from '../client/api.ts';

/** One thing that is wrong with what was sent. */
export interface Problem {
  /** Field it is about, such as `document.targets.0.limit`; empty where the whole is. */
  readonly path: string;
  /** In English, as the api says it; `problemText` says it in the language of the screen. */
  readonly message: string;
}

/** What the api found wrong with a body, field by field; none where it said nothing of fields. */
export function problemsOf(error: unknown): readonly Problem[] {
  if (!(error instanceof ApiFailure)) return [];
  const { problems, errors } = (error.details ?? {}) as {
    problems?: readonly { path?: string; message?: string }[];
    errors?: readonly { field?: string; column?: string; message?: string }[];
  };
  const found = [
    ...(problems ?? []).map(({ path = '', message = '' }) => ({ path, message })),
    ...(errors ?? []).map(({ field, column, message = '' }) => ({
      path: field ?? column ?? '',
      message,
    })),
  ];
  return found.map(({ path, message }) => ({
    path: path.replace(/^body\.?/, '').replace(/\[(\d+)\]/g, '.$1'),
    message,
  }));
}

/** The field of a form that a problem belongs to; null where the form has no such field. */
export function fieldOfProblem({ path }: Problem, names: readonly string[]): string | null {
  const parts = path.split('.').toReversed();
  return parts.find((part) => names.includes(part)) ?? null;
}
