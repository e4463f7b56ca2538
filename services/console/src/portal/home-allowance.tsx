import { useQuery } from '@tanstack/react-query';
import { Card, Progress, Statistic, Typography } from 'antd';
import { answerOf, api, type Consumption } from '../client/api.ts';
import { dayAfter } from '../history/history-query.ts';
import { formatNumber, localDay } from '../parts/format.ts';
import { Section } from '../parts/page-head.tsx';
import { Answer } from '../parts/states.tsx';
import { useSay, useWords } from '../settings/settings.tsx';
import { ACCOUNTS, BASES } from '../words/codes.ts';
import type { Own } from './own-enterprise.tsx';
import { budgetOf, planOf, type TargetInForce, targetsOf } from './policy-reader.ts';
import { PORTAL } from './words.ts';

/** The policy of a year that counts. */
export function usePolicy(enterpriseId: string, year: number) {
  return useQuery({
    queryKey: ['policy', enterpriseId, year],
    queryFn: () => {
      const params = { path: { enterpriseId, year } };
      return answerOf(api.GET('/api/v1/enterprises/{enterpriseId}/policies/{year}', { params }));
    },
  });
}

/** Energy of today, this month and this year against the budget in standard coal. */
export function HomeAllowance({ own }: { readonly own: Own }) {
  const say = useSay(PORTAL);
  const today = localDay(new Date(), own.timeZone);
  const policy = usePolicy(own.enterpriseId, Number(today.slice(0, 4)));
  return (
    <Section title={say('allowance')}>
      <Answer of={policy}>
        {({ document }) => (
          <Allowance own={own} today={today} budget={budgetOf(targetsOf(document))} />
        )}
      </Answer>
    </Section>
  );
}

function Allowance(props: {
  readonly own: Own;
  readonly today: string;
  readonly budget: TargetInForce | null;
}) {
  const { own, today, budget } = props;
  const words = useWords();
  const say = useSay(PORTAL);
  const basis = budget?.basis ?? 'primary';
  const account = budget?.account ?? 'assessed';
  const plan = budget === null ? null : planOf(budget, Number(today.slice(5, 7)));
  const shared = { own, today, account, basis } as const;
  return (
    <>
      <div className="portal-cards">
        <UseCard {...shared} title={say('today')} from={today} limit={null} />
        <UseCard
          {...shared}
          title={say('thisMonth')}
          from={`${today.slice(0, 7)}-01`}
          limit={plan?.month ?? null}
        />
        <UseCard
          {...shared}
          title={say('thisYear')}
          from={`${today.slice(0, 4)}-01-01`}
          limit={plan?.year ?? null}
        />
      </div>
      <Typography.Text type="secondary">
        {budget === null
          ? say('noBudget')
          : say('budgetSource', {
              issuer: budget.issuer ?? say('noIssuer'),
              documentNo: budget.documentNo ?? '',
              account: words.nameOf(ACCOUNTS, account),
              basis: words.nameOf(BASES, basis),
            })}
      </Typography.Text>
    </>
  );
}

function UseCard(props: {
  readonly own: Own;
  readonly title: string;
  readonly today: string;
  /** First day. */
  readonly from: string;
  readonly account: NonNullable<TargetInForce['account']>;
  readonly basis: 'calorific' | 'primary';
  /** tce; null where nothing is planned. */
  readonly limit: number | null;
}) {
  const { own, title, today, from, account, basis, limit } = props;
  const { language } = useWords();
  const say = useSay(PORTAL);
  const used = useQuery({
    queryKey: ['own-use', own.enterpriseId, from, today, account],
    queryFn: () => {
      const interval = from === today ? ('day' as const) : ('month' as const);
      const query = { from, to: dayAfter(today), interval, account };
      const params = { path: { enterpriseId: own.enterpriseId }, query };
      return answerOf(api.GET('/api/v1/enterprises/{enterpriseId}/consumption', { params }));
    },
    staleTime: 60_000,
  });
  return (
    <Card
      size="small"
      className="portal-use"
      title={<h3 className="portal-card-title">{title}</h3>}
    >
      <Answer of={used} room="line">
        {({ total }) => {
          const { value, isWhole } = figureOf(total, basis);
          return (
            <>
              <Statistic
                value={value === null ? '—' : formatNumber(value, language, 2)}
                suffix={value === null ? '' : 'tce'}
              />
              {value !== null && limit !== null && <Against used={value} limit={limit} />}
              {value !== null && !isWhole && (
                <Typography.Text type="warning">{say('incompleteUse')}</Typography.Text>
              )}
            </>
          );
        }}
      </Answer>
    </Card>
  );
}

function Against({ used, limit }: { readonly used: number; readonly limit: number }) {
  const { language } = useWords();
  const say = useSay(PORTAL);
  const text = (value: number) => formatNumber(value, language, 1);
  const isOver = used > limit;
  const rest = text(Math.abs(limit - used));
  const share = limit > 0 ? (used / limit) * 100 : 100;
  return (
    <>
      <Progress
        percent={Math.min(share, 100)}
        status={isOver ? 'exception' : 'normal'}
        showInfo={false}
        aria-label={say('ofAllowance', { used: text(used), limit: text(limit), unit: 'tce' })}
      />
      <div>{say('ofAllowance', { used: text(used), limit: text(limit), unit: 'tce' })}</div>
      <Typography.Text type={isOver ? 'danger' : 'secondary'}>
        {say(isOver ? 'overBy' : 'left', { value: rest, unit: 'tce' })}
      </Typography.Text>
    </>
  );
}

/** The total in tce; the known part where some of it is missing; null where nothing is known. */
function figureOf(
  total: Consumption['total'],
  basis: 'calorific' | 'primary',
): { readonly value: number | null; readonly isWhole: boolean } {
  const name = basis === 'calorific' ? 'tceCalorific' : 'tcePrimary';
  const value = total[name];
  if (value !== null) return { value, isWhole: true };
  const known = total.known[name];
  return { value: known === 0 ? null : known, isWhole: false };
}
