import type { ReactNode } from 'react';
import { DataTable } from '../parts/data-table.tsx';
import { formatNumber } from '../parts/format.ts';
import { useProductNames, useProductUnits } from '../parts/product-names.ts';
import { useSay, useWords } from '../settings/settings.tsx';
import { ENERGY_KINDS, type Pair, UNITS } from '../words/codes.ts';
import type { Words } from '../words/words.ts';
import type { Target } from './policy-types.ts';
import {
  METRIC_UNITS,
  METRICS,
  PERIODS,
  POLICY_WORDS,
  TARGET_ACCOUNTS,
  TARGET_BASES,
} from './words.ts';

/** Targets with their limits, and the document that each was issued by. */
export function TargetsTable(props: {
  readonly enterpriseId: string;
  readonly targets: readonly Target[];
  readonly empty: string;
  readonly actions?: (target: Target, index: number) => ReactNode;
}) {
  const { targets, empty, actions } = props;
  const say = useSay(POLICY_WORDS);
  const products = useProductNames(props.enterpriseId);
  const units = useProductUnits(props.enterpriseId);
  const words = useWords();
  return (
    <DataTable<Target>
      rowKey="id"
      rows={targets}
      empty={empty}
      columns={[
        {
          title: say('target'),
          render: (_value, { id, title }) => title ?? id,
        },
        { title: say('metric'), render: (_value, target) => metricText(words, target, products) },
        {
          title: say('limit'),
          align: 'right',
          className: 'number',
          render: (_value, target) => limitText(words, target, units),
        },
        {
          title: say('period'),
          render: (_value, { period }) => words.nameOf(PERIODS, period),
        },
        { title: say('basis'), render: (_value, target) => basisText(words, target) },
        {
          title: say('document'),
          render: (_value, { issuer, documentNo, issuedOn }) =>
            [issuer, documentNo, issuedOn].filter((each) => each !== undefined).join(' · ') || '—',
        },
        {
          title: say('months'),
          render: (_value, { monthlyPlan }) =>
            monthlyPlan?.map((each) => formatNumber(each, words.language, 1)).join(' · ') ?? '—',
        },
        ...(actions === undefined
          ? []
          : [
              {
                title: '',
                key: 'actions',
                className: 'no-print',
                render: (_value: unknown, target: Target, index: number) => actions(target, index),
              },
            ]),
      ]}
    />
  );
}

function metricText(
  words: Words,
  { metric, energyKind, product }: Target,
  products: Readonly<Record<string, Pair>>,
): string {
  const parts = [words.nameOf(METRICS, metric)];
  if (energyKind !== undefined) parts.push(words.nameOf(ENERGY_KINDS, energyKind));
  if (product !== undefined) parts.push(words.nameOf(products, product));
  return parts.join(' · ');
}

/** Limit with its unit; by the standard where the target has none of its own. */
export function limitText(
  words: Words,
  target: Target,
  units: ReadonlyMap<string, string>,
): string {
  const { limit, metric, unit, standard, product } = target;
  if (limit === undefined) {
    const say = words.sayOf(POLICY_WORDS);
    return standard === undefined ? '—' : say('byStandard', { standard });
  }
  const counted = units.get(product ?? '');
  if (metric === 'kgce-per-unit' && counted !== undefined) {
    return `${formatNumber(limit, words.language)} kgce/${counted}`;
  }
  const name =
    metric === 'physical' ? words.nameOf(UNITS, unit ?? '') : words.nameOf(METRIC_UNITS, metric);
  return `${formatNumber(limit, words.language)} ${metric === 'pue' ? '' : name}`.trim();
}

function basisText(words: Words, { basis, account }: Target): string {
  const texts = [
    ...(basis === undefined ? [] : [words.nameOf(TARGET_BASES, basis)]),
    ...(account === undefined ? [] : [words.nameOf(TARGET_ACCOUNTS, account)]),
  ];
  return texts.join(' · ') || '—';
}
