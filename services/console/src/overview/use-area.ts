import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { answerOf, api, type Schemas } from '../client/api.ts';
import type { AreaKey, AreaQuery } from './area-query.ts';
import type { OpenAlerts } from './barometer.ts';

/** An area that the person sees, with its name. */
export interface NamedArea extends AreaKey {
  readonly name: string | null;
  readonly enterpriseCount: number;
}

/** Budgets of an area that are asked for at once; more than a county has. */
const ROWS_MAX = 1_000;
const LIST_MAX = 1_000;

/** Regions and parks that the person sees, regions first. */
export function useAreas() {
  return useQuery({
    queryKey: ['areas'],
    queryFn: async (): Promise<NamedArea[]> => {
      const [regions, parks] = await Promise.all([
        answerOf(api.GET('/api/v1/regions')),
        answerOf(api.GET('/api/v1/parks')),
      ]);
      const named = (type: AreaKey['type'], { items }: typeof regions) =>
        items.map((area) => ({ type, ...area }));
      return [...named('region', regions), ...named('park', parks)];
    },
    staleTime: 300_000,
  });
}

/** The area at a glance; a change of account keeps what is shown until the answer is there. */
export function useOverview(area: AreaKey | null, account: AreaQuery['account']) {
  return useQuery({
    queryKey: ['overview', area?.type, area?.code, account],
    queryFn: (): Promise<Schemas['AreaOverview']> => {
      const code = area?.code ?? '';
      const query = { account, top: ROWS_MAX };
      return area?.type === 'park'
        ? answerOf(
            api.GET('/api/v1/parks/{parkCode}/overview', {
              params: { path: { parkCode: code }, query },
            }),
          )
        : answerOf(
            api.GET('/api/v1/regions/{regionCode}/overview', {
              params: { path: { regionCode: code }, query },
            }),
          );
    },
    enabled: area !== null,
    staleTime: 60_000,
    placeholderData: (before, asked) =>
      asked?.queryKey[2] === area?.code ? keepPreviousData(before) : undefined,
  });
}

/** Open alerts by enterprise. */
export function useOpenAlerts(area: AreaKey | null) {
  return useQuery({
    queryKey: ['open-alerts', area?.type, area?.code],
    queryFn: async (): Promise<ReadonlyMap<string, OpenAlerts>> => {
      const region = area?.type === 'region' ? { regionCode: area.code } : {};
      const query = { condition: 'firing', groupBy: 'enterprise', limit: 1, ...region } as const;
      const { groups = [] } = await answerOf(api.GET('/api/v1/alerts', { params: { query } }));
      return new Map(groups.map(({ key, count, severityMax }) => [key, { count, severityMax }]));
    },
    enabled: area !== null,
    staleTime: 30_000,
  });
}

/** Names of parks and regions by code. */
export function areaName(areas: readonly NamedArea[], type: AreaKey['type'], code: string): string {
  const found = areas.find((area) => area.type === type && area.code === code);
  return found?.name ?? code;
}

/** Duty to report of an area's enterprises this month. */
export function useAreaDuty(area: AreaKey | null) {
  return useQuery({
    queryKey: ['area-duty', area?.type, area?.code],
    queryFn: async () => {
      const code = area?.code ?? '';
      const { month, items } = await (area?.type === 'park'
        ? answerOf(
            api.GET('/api/v1/parks/{parkCode}/data-duty', { params: { path: { parkCode: code } } }),
          )
        : answerOf(
            api.GET('/api/v1/regions/{regionCode}/data-duty', {
              params: { path: { regionCode: code } },
            }),
          ));
      return { month, items };
    },
    enabled: area !== null,
  });
}

/** Whether everything that was received is accounted for today, and what waits in quarantine. */
export function useIngestHealth() {
  return useQuery({
    queryKey: ['ingest-health'],
    queryFn: async () => {
      const [accounting, quarantine, ready] = await Promise.all([
        answerOf(api.GET('/api/v1/ingest/accounting', { params: { query: {} } })),
        answerOf(
          api.GET('/api/v1/quarantine', { params: { query: { limit: LIST_MAX, state: 'open' } } }),
        ),
        readiness(),
      ]);
      return { accounting, quarantine, ready };
    },
    staleTime: 15_000,
    refetchInterval: 30_000,
  });
}

/** Parts of the platform and whether each is ready; null where nobody answers in this form. */
async function readiness(): Promise<Readonly<Record<string, boolean>> | null> {
  try {
    const answer = (await (await fetch('/readyz')).json()) as {
      parts?: Record<string, { ready: boolean }>;
    };
    const parts = Object.entries(answer.parts ?? {});
    return Object.fromEntries(parts.map(([name, part]) => [name, part.ready]));
  } catch {
    return null;
  }
}
