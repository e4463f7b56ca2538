import { useQuery } from '@tanstack/react-query';
import { answerOf, api, type Schemas } from '../client/api.ts';
import { localDay } from '../parts/format.ts';

export type Enterprise = Schemas['Enterprise'];
export type Standings = Schemas['TargetStandings'];
export type StandingTarget = Standings['targets'][number];
export type StandingPeriod = StandingTarget['periods'][number];

/** What every tab of the enterprise page is given. */
export interface TabProps {
  readonly enterprise: Enterprise;
  /** Today in the enterprise's zone, `YYYY-MM-DD`. */
  readonly today: string;
}

const LIST_MAX = 1_000;

/** Today in a zone. */
export function todayIn(timeZone: string): string {
  return localDay(new Date(), timeZone);
}

/** What is registered of an enterprise. */
export function useEnterprise(enterpriseId: string) {
  return useQuery({
    queryKey: ['enterprise', enterpriseId],
    queryFn: () => {
      const params = { path: { enterpriseId } };
      return answerOf(api.GET('/api/v1/enterprises/{enterpriseId}', { params }));
    },
  });
}

/** How the enterprise stands against its targets of a year. */
export function useStandings(enterpriseId: string, year: number) {
  return useQuery({
    queryKey: ['targets', enterpriseId, year],
    queryFn: () => {
      const params = { path: { enterpriseId, year } };
      return answerOf(api.GET('/api/v1/enterprises/{enterpriseId}/targets/{year}', { params }));
    },
    staleTime: 60_000,
  });
}

/** The policy that counts for a year. */
export function usePolicy(enterpriseId: string, year: number) {
  return useQuery({
    queryKey: ['policy', enterpriseId, year],
    queryFn: () => {
      const params = { path: { enterpriseId, year } };
      return answerOf(api.GET('/api/v1/enterprises/{enterpriseId}/policies/{year}', { params }));
    },
  });
}

/** Which device sent the last reading of each meter. */
export function useMeterDevices(enterpriseId: string, isWanted = true) {
  return useQuery({
    queryKey: ['meter-devices', enterpriseId],
    queryFn: () => {
      const params = { path: { enterpriseId } };
      return answerOf(api.GET('/api/v1/enterprises/{enterpriseId}/meter-devices', { params }));
    },
    staleTime: 300_000,
    enabled: isWanted,
  });
}

/** All meters of an enterprise. */
export function useMeters(enterpriseId: string) {
  return useQuery({
    queryKey: ['meters', enterpriseId],
    queryFn: () => {
      const params = { path: { enterpriseId }, query: { limit: LIST_MAX } };
      return answerOf(api.GET('/api/v1/enterprises/{enterpriseId}/meters', { params }));
    },
  });
}

/** Firing alerts of an enterprise, the gravest first. */
export function useFiringAlerts(enterpriseId: string) {
  return useQuery({
    queryKey: ['alerts', 'of-enterprise', enterpriseId],
    queryFn: () => {
      const query = { enterpriseId, condition: 'firing', sort: 'severity', limit: 100 } as const;
      return answerOf(api.GET('/api/v1/alerts', { params: { query } }));
    },
    staleTime: 30_000,
  });
}

/** Energy of a range by meter, which the account leaves out or in. */
export function useByMeter(enterpriseId: string, range: { from: string; to: string }) {
  return useQuery({
    queryKey: ['by-meter', enterpriseId, range],
    queryFn: () => {
      const query = { ...range, interval: 'year', groupBy: 'meter' } as const;
      const params = { path: { enterpriseId }, query };
      return answerOf(api.GET('/api/v1/enterprises/{enterpriseId}/consumption', { params }));
    },
    staleTime: 60_000,
  });
}
