import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import { ApiFailure, answerOf, api } from '../client/api.ts';

/** Who is signed in. */
export type Me = Awaited<ReturnType<typeof readMe>>;

/** Name of the question who is signed in, in the query cache. */
export const ME = ['me'] as const;

/** Asks the api who is signed in. */
export function readMe() {
  return answerOf(api.GET('/api/v1/auth/me'));
}

/** Who is signed in; null when nobody is. */
export function useMeQuery() {
  return useQuery({
    queryKey: ME,
    queryFn: async () => {
      try {
        return await readMe();
      } catch (error) {
        if (error instanceof ApiFailure && error.code === 'UNAUTHENTICATED') return null;
        throw error;
      }
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Given to everything behind the sign-in. */
export const MeContext = createContext<Me | null>(null);

/** Who is signed in, behind the sign-in. */
export function useMe(): Me {
  const me = useContext(MeContext);
  if (me === null) throw new Error('Nobody is signed in here.');
  return me;
}

/** Whether any role of a person carries a permission of the api; the api itself decides. */
export function hasPermission(me: Me, permission: string): boolean {
  return Object.values(me.permissions).some((names) => names.includes(permission));
}

/** Whether who is signed in has a permission at all; what it reaches, and the rest, the api decides. */
export function useMay(permission: string): boolean {
  return hasPermission(useMe(), permission);
}

/** Ends the session, and forgets everything that was read in it. */
export function useSignOut(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    await answerOf(api.POST('/api/v1/auth/logout')).catch((error: unknown) => {
      if (!(error instanceof ApiFailure && error.code === 'UNAUTHENTICATED')) throw error;
    });
    forgetSession(client);
  };
}

/** Forgets everything that was read in a session: nobody is signed in any more. */
export function forgetSession(client: QueryClient): void {
  // Not `clear()`: it would take the question who is signed in from the page that waits for its answer.
  client.setQueryData(ME, null);
  client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== ME[0] });
}
