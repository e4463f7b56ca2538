import { useEffect, useSyncExternalStore } from 'react';
import { useMe } from '../session/session.tsx';
import { useWords } from '../settings/settings.tsx';
import type { Pair } from '../words/codes.ts';
import { askPeople, createPeopleNames, type PeopleNames } from './people-names.ts';

/** What acts without being a person. */
const PROGRAMS: Readonly<Record<string, Pair>> = {
  system: ['系统', 'System'],
  platform: ['平台', 'Platform'],
  rules: ['规则引擎', 'Rules engine'],
  'built-in': ['系统内置', 'Built in'],
};

let kept: { readonly of: string; readonly names: PeopleNames } | null = null;

/** Names that one session has learnt; the next person's begins anew. */
function namesFor(userId: string): PeopleNames {
  if (kept?.of !== userId) kept = { of: userId, names: createPeopleNames(askPeople) };
  return kept.names;
}

/** How people are called on this page. */
export interface People {
  /** The name; the user name where the api does not tell it. */
  nameOf(username: string): string;
  /** The name with the user name: where it has to be proved whose account it was. */
  accountOf(username: string): string;
}

/** Names for user names of records; each is asked for when it is first shown. */
export function usePeople(): People {
  const { pick, noted } = useWords();
  const { id, username: own, name: ownName } = useMe();
  const names = namesFor(id);
  useSyncExternalStore(names.watch, names.version);
  const wanted = new Set<string>();
  useEffect(() => names.want(wanted));
  const find = (username: string): string | null => {
    const program = PROGRAMS[username];
    if (program !== undefined) return pick(program);
    if (username === own) return ownName === '' ? null : ownName;
    wanted.add(username);
    return names.nameOf(username) || null;
  };
  return {
    nameOf: (username) => find(username) ?? username,
    accountOf: (username) => {
      const name = find(username);
      if (name === null || PROGRAMS[username] !== undefined) return name ?? username;
      return noted(name, username);
    },
  };
}

/** Somebody by name; the user name is told by the mouse. */
export function Person({ username }: { readonly username: string }) {
  const { nameOf } = usePeople();
  return <span title={username}>{nameOf(username)}</span>;
}
