import { useQuery } from '@tanstack/react-query';
import { Card, Select, Statistic, Typography } from 'antd';
import { answerOf, api, type Schemas } from '../client/api.ts';
import { formatNumber, formatShare } from '../parts/format.ts';
import { Answer } from '../parts/states.tsx';
import { useSay, useWords } from '../settings/settings.tsx';
import { Labelled } from './labelled.tsx';
import { monthsFrom } from './ledger-data.ts';
import type { Own } from './own-enterprise.tsx';
import { FIRST_TARIFF, type Tariff } from './tariff.ts';
import { useDraft } from './use-draft.ts';
import { WORK } from './words.ts';

const STANDARD = 0.9;

/** Mean power factor of a month at the site of a meter, and what it does to the bill. */
export function PowerFactorCard(props: {
  readonly own: Own;
  readonly month: string;
  readonly siteId: string | null;
  readonly isMetered: boolean;
}) {
  const { own, month, siteId, isMetered } = props;
  const say = useSay(WORK);
  const answer = useQuery({
    queryKey: ['power-factor', own.enterpriseId, month],
    queryFn: () => {
      const query = { from: `${month}-01`, to: `${monthsFrom(month, 1)}-01` };
      const params = { path: { enterpriseId: own.enterpriseId }, query };
      return answerOf(api.GET('/api/v1/enterprises/{enterpriseId}/power-factor', { params }));
    },
  });
  const none = (why: 'powerFactorNone' | 'powerFactorAwaited') => (
    <>
      <Statistic title={say('powerFactor')} value="—" />
      <Typography.Text type="secondary">{say(why)}</Typography.Text>
    </>
  );
  return (
    <Card size="small">
      {isMetered ? (
        <Answer of={answer}>
          {({ items }) => {
            const item = items.find((each) => each.siteId === siteId) ?? items[0];
            if (item === undefined || item.powerFactor === null) return none('powerFactorAwaited');
            return <Known own={own} item={item} powerFactor={item.powerFactor} />;
          }}
        </Answer>
      ) : (
        none('powerFactorNone')
      )}
    </Card>
  );
}

function Known(props: {
  readonly own: Own;
  readonly item: Schemas['PowerFactor']['items'][number];
  readonly powerFactor: number;
}) {
  const { own, item, powerFactor } = props;
  const { language } = useWords();
  const say = useSay(WORK);
  const kept = useDraft<Tariff>(`tariff.${own.enterpriseId}`, FIRST_TARIFF);
  const standard = kept.value.powerFactorStandard ?? STANDARD;
  const share = item.adjustments.find((each) => each.standard === standard)?.share ?? 0;
  const size = formatShare(Math.abs(share), language);
  const key = share === 0 ? 'powerFactorSame' : share > 0 ? 'powerFactorMore' : 'powerFactorLess';
  return (
    <>
      <Statistic title={say('powerFactor')} value={powerFactor.toFixed(2)} />
      <Typography.Text type="secondary">
        {say('powerFactorOf', {
          active: formatNumber(item.activeKwh, language, 0),
          reactive: formatNumber(item.reactiveKvarh, language, 0),
        })}
      </Typography.Text>
      <Labelled label={say('powerFactorStandard')}>
        {(id) => (
          <Select
            id={id}
            size="small"
            value={standard}
            options={item.adjustments.map((each) => ({
              value: each.standard,
              label: each.standard.toFixed(2),
            }))}
            onChange={(next) => kept.set({ ...kept.value, powerFactorStandard: next })}
          />
        )}
      </Labelled>
      <Typography.Text type={share > 0 ? 'warning' : 'secondary'}>
        {say(key, { share: size })}
      </Typography.Text>
    </>
  );
}
