import { useQuery } from '@tanstack/react-query';
import { answerOf, api } from '../client/api.ts';
import type { Pair } from '../words/codes.ts';

/** Names of an enterprise's products by id, for `nameOf`; empty until they are known. */
export function useProductNames(
  enterpriseId: string,
  isAsked = true,
): Readonly<Record<string, Pair>> {
  const { data } = useProducts(enterpriseId, isAsked);
  return Object.fromEntries((data?.items ?? []).map(({ id, name }) => [id, [name, name]]));
}

/** Units that an enterprise's products are counted in, by id. */
export function useProductUnits(enterpriseId: string): ReadonlyMap<string, string> {
  const { data } = useProducts(enterpriseId, true);
  return new Map(data?.items.map(({ id, unit }) => [id, unit]));
}

function useProducts(enterpriseId: string, isAsked: boolean) {
  return useQuery({
    queryKey: ['products', enterpriseId],
    queryFn: () => {
      const params = { path: { enterpriseId } };
      return answerOf(api.GET('/api/v1/enterprises/{enterpriseId}/products', { params }));
    },
    enabled: isAsked && enterpriseId !== '',
    staleTime: 300_000,
  });
}
