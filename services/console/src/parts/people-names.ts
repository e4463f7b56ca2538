import { answerOf, api } from '../client/api.ts';

/** As many as the api names at once. */
const ASKED_MAX = 100;
const USERNAME = /^[A-Za-z0-9_.@-]{1,64}$/;

/** Asks for the names of accounts. */
export type AskNames = (
  usernames: readonly string[],
) => Promise<readonly { readonly username: string; readonly name: string }[]>;

/** Names of people by user name, as far as they are known by now. */
export interface PeopleNames {
  /** Undefined while nobody has answered, null where the api does not tell it. */
  nameOf(username: string): string | null | undefined;
  /** Asks for those that are not known; all that is wanted at one time is one question. */
  want(usernames: Iterable<string>): void;
  /** Calls back at every change until the answer is called. */
  watch(changed: () => void): () => void;
  /** Changes whenever a name became known. */
  version(): number;
}

/** Names that are asked for once and kept; what could not be asked is tried again when wanted again. */
export function createPeopleNames(askNames: AskNames): PeopleNames {
  const names = new Map<string, string | null>();
  const asked = new Set<string>();
  const watchers = new Set<() => void>();
  const waiting: string[] = [];
  let version = 0;

  async function ask(): Promise<void> {
    const batch = waiting.splice(0, ASKED_MAX);
    if (waiting.length > 0) setTimeout(ask);
    try {
      for (const username of batch) names.set(username, null);
      for (const { username, name } of await askNames(batch)) {
        names.set(username.toLowerCase(), name);
      }
    } catch {
      // The user name stands there meanwhile; a later page asks again.
      for (const username of batch) names.delete(username);
      for (const username of batch) asked.delete(username);
      return;
    }
    version += 1;
    for (const changed of watchers) changed();
  }

  return {
    nameOf: (username) => names.get(username.toLowerCase()),
    version: () => version,
    watch: (changed) => {
      watchers.add(changed);
      return () => watchers.delete(changed);
    },
    want: (usernames) => {
      const isFirst = waiting.length === 0;
      for (const each of usernames) {
        const username = each.toLowerCase();
        if (!USERNAME.test(username) || asked.has(username)) continue;
        asked.add(username);
        waiting.push(username);
      }
      if (isFirst && waiting.length > 0) setTimeout(ask);
    },
  };
}

/** The names as the api tells them. */
export function askPeople(usernames: readonly string[]) {
  const query = { usernames: usernames.join(',') };
  return answerOf(api.GET('/api/v1/people', { params: { query } })).then(({ items }) => items);
}
