import { useQuery } from '@tanstack/react-query';
import { answerOf, api } from '../client/api.ts';
import { useMe } from '../session/session.tsx';
import { useSay } from '../settings/settings.tsx';
import { REGISTER_WORDS } from './register-words.ts';

/** A region or park, with its name for people. */
export interface Area {
  readonly type: 'region' | 'park';
  readonly code: string;
  readonly label: string;
}

/** Regions and parks that the person covers: those of their roles, and those with enterprises in them. */
export function useOwnAreas() {
  const say = useSay(REGISTER_WORDS);
  const me = useMe();
  const { data, error, refetch } = useQuery({
    // Another shape than that of the overview, so another place in the cache.
    queryKey: ['areas', 'by-type'],
    queryFn: async () => {
      const [regions, parks] = await Promise.all([
        answerOf(api.GET('/api/v1/regions')),
        answerOf(api.GET('/api/v1/parks')),
      ]);
      return { regions: regions.items, parks: parks.items };
    },
  });
  const own = me.roles.flatMap(({ scope }) => (scope.type === 'region' ? [scope.code] : []));
  const named = new Map(data?.regions.map(({ code, name }) => [code, name]));
  const codes = [...new Set([...own, ...named.keys()])].sort();
  const areas: Area[] = [
    ...codes.map((code) => ({
      ...{ type: 'region' as const, code },
      label: say('regionName', { code, name: named.get(code) ?? '' }).trim(),
    })),
    ...(data?.parks ?? []).map(({ code, name }) => ({
      ...{ type: 'park' as const, code },
      label: say('parkName', { code, name: name ?? '' }).trim(),
    })),
  ];
  return { data: data === undefined ? undefined : areas, error, refetch };
}
