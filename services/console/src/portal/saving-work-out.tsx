import { useMutation } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { answerOf, api } from '../client/api.ts';
import { failureText } from '../parts/failure-text.ts';
import { formatNumber } from '../parts/format.ts';
import { useSay, useWords } from '../settings/settings.tsx';
import { SAVING_REFUSALS } from './measure-words.ts';
import { WORK } from './words.ts';

/** What is asked: the measure, and days within the first and last month of both periods. */
export interface SavingQuestion {
  readonly measureId?: string;
  readonly basis: string;
  readonly baselineFrom?: string;
  readonly baselineTo?: string;
  readonly reportingFrom?: string;
  readonly reportingTo?: string;
  readonly confidencePercent?: number | null;
}

/** Figures of a saving as the platform works them out, tce. */
export interface WorkedOutSaving {
  readonly baselineTce: number;
  readonly adjustmentTce: number;
  readonly adjustmentWhy: string;
  readonly reportingTce: number;
  readonly uncertaintyTce: number;
}

/** Works a saving out from metered months, output and weather; fills the form or says why not. */
export function SavingWorkOut(props: {
  readonly enterpriseId: string;
  readonly question: SavingQuestion;
  readonly onDone: (saving: WorkedOutSaving) => void;
}) {
  const { enterpriseId, question, onDone } = props;
  const words = useWords();
  const say = useSay(WORK);
  const work = useMutation({
    mutationFn: async () => await ask(enterpriseId, question),
    onSuccess: ({ uncertaintyTce, adjustedBaselineTce, baselineTce, reportingTce, arithmetic }) => {
      if (uncertaintyTce === null || adjustedBaselineTce === null) return;
      const rounded = (tce: number) => Math.round(tce * 100) / 100;
      onDone({
        baselineTce: rounded(baselineTce),
        adjustmentTce: rounded(rounded(adjustedBaselineTce) - rounded(baselineTce)),
        adjustmentWhy: (arithmetic[0] ?? '').slice(0, 500),
        ...{ reportingTce: rounded(reportingTce), uncertaintyTce: rounded(uncertaintyTce) },
      });
    },
  });
  const { data } = work;
  const isStated = data !== undefined && data.savingTce !== null;
  return (
    <>
      <Button
        disabled={question.measureId === undefined}
        loading={work.isPending}
        onClick={() => work.mutate()}
      >
        {say('workOut')}
      </Button>
      {work.isError && (
        <Alert type="error" showIcon role="alert" title={failureText(words, work.error)} />
      )}
      {data !== undefined && (
        <Alert
          type={isStated ? 'success' : 'warning'}
          showIcon
          role="status"
          title={
            isStated
              ? say('workedOut', { tce: formatNumber(data.savingTce, words.language) })
              : say('notWorkedOut', {
                  reasons: data.refusals
                    .map((reason) => words.nameOf(SAVING_REFUSALS, reason))
                    .join('; '),
                })
          }
        />
      )}
    </>
  );
}

async function ask(enterpriseId: string, question: SavingQuestion) {
  const { measureId = '', basis, confidencePercent } = question;
  const path = '/api/v1/enterprises/{enterpriseId}/measures/{measureId}/saving';
  const products = await answerOf(
    api.GET('/api/v1/enterprises/{enterpriseId}/products', { params: { path: { enterpriseId } } }),
  );
  // With several products nobody but the enterprise knows which of them the measure is about.
  const only = products.items.length === 1 ? products.items[0]?.id : undefined;
  const month = (day: string | undefined) => (day ? day.slice(0, 7) : undefined);
  const months = {
    ...{ baselineFrom: month(question.baselineFrom), baselineTo: month(question.baselineTo) },
    ...{ reportingFrom: month(question.reportingFrom), reportingTo: month(question.reportingTo) },
    product: only,
  };
  const given = Object.fromEntries(Object.entries(months).filter(([, value]) => value));
  const query = {
    ...given,
    basis: basis === 'primary' ? ('primary' as const) : ('calorific' as const),
    confidence: [80, 90, 95].includes(confidencePercent ?? 0)
      ? (confidencePercent ?? 90) / 100
      : 0.9,
  };
  return await answerOf(api.GET(path, { params: { path: { enterpriseId, measureId }, query } }));
}
