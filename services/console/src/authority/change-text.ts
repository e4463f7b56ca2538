import type { Words } from '../words/words.ts';

/** A difference of two versions, as the api says it. */
export interface Change {
  /** Field, such as `targets[total].limit`. */
  readonly path: string;
  readonly zh: string;
  readonly en: string;
}

/** A difference with the name of the target or measure in the place of its id, where it is known. */
export function changeText(
  { language }: Pick<Words, 'language'>,
  { path, zh, en }: Change,
  titles: ReadonlyMap<string, string>,
): string {
  const [whole = '', id = '', field = ''] = /^\w+\[([^\]]*)\]\.?(.*)$/.exec(path) ?? [];
  const title = titles.get(id);
  if (title === undefined) return language === 'zh' ? zh : en;
  if (language === 'zh') return zh.replace(`“${id}”`, `“${title}”`);
  return en.replace(whole, field === '' ? `“${title}”` : `${field} of “${title}”`);
}
