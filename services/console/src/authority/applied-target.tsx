import { useQuery } from '@tanstack/react-query';
import { answerOf, api, type Schemas } from '../client/api.ts';
import { formatNumber } from '../parts/format.ts';
import { useProductUnits } from '../parts/product-names.ts';
import { useSay, useWords } from '../settings/settings.tsx';
import type { Target } from './policy-types.ts';
import { limitText } from './targets-table.tsx';
import { POLICY_WORDS } from './words.ts';

type Application = Pick<
  Schemas['BudgetApplication'],
  'enterpriseId' | 'year' | 'targetId' | 'requestedLimit'
>;

/** The target in force that an application is about; undefined until it is known, and where it is gone. */
function useAppliedTarget({ enterpriseId, year, targetId }: Application): Target | undefined {
  const { data } = useQuery({
    queryKey: ['policy', enterpriseId, year],
    queryFn: () => {
      const params = { path: { enterpriseId, year } };
      return answerOf(api.GET('/api/v1/enterprises/{enterpriseId}/policies/{year}', { params }));
    },
    staleTime: 60_000,
  });
  const targets = (data?.document?.targets ?? []) as readonly Target[];
  return targets.find(({ id }) => id === targetId);
}

/** The target by its name. */
export function AppliedTarget({ application }: { readonly application: Application }) {
  const target = useAppliedTarget(application);
  return target?.title ?? application.targetId;
}

/** What is asked for, with the unit and what is in force. */
export function AppliedLimit({ application }: { readonly application: Application }) {
  const words = useWords();
  const say = useSay(POLICY_WORDS);
  const target = useAppliedTarget(application);
  const units = useProductUnits(application.enterpriseId);
  const limit = application.requestedLimit;
  if (target === undefined) return formatNumber(limit, words.language);
  return (
    <>
      {limitText(words, { ...target, limit }, units)}
      <div className="secondary">
        {say('inForceNow', { limit: limitText(words, target, units) })}
      </div>
    </>
  );
}
