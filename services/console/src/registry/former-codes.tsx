import { useQuery } from '@tanstack/react-query';
import { answerOf, api } from '../client/api.ts';

/** Codes that the enterprise had before, newest last; `—` where there is none. */
export function FormerCodes({ enterpriseId }: { readonly enterpriseId: string }) {
  const { data } = useQuery({
    queryKey: ['predecessors', enterpriseId],
    queryFn: () => {
      const params = { path: { enterpriseId } };
      return answerOf(api.GET('/api/v1/enterprises/{enterpriseId}/predecessors', { params }));
    },
    staleTime: 300_000,
  });
  const codes = data?.items.map(({ id, changedOn }) => `${id} (${changedOn})`) ?? [];
  return codes.length === 0 ? '—' : codes.join('、');
}
