import { Alert, Descriptions } from 'antd';
import type { Consumption, Schemas } from '../client/api.ts';
import { formatNumber, formatShare } from '../parts/format.ts';
import { Section } from '../parts/page-head.tsx';
import { useWords } from '../settings/settings.tsx';
import { ACCOUNTS, BASES, ENERGY_KINDS, MISSING, UNITS } from '../words/codes.ts';

/** Sum of the range with account, bases, factors and completeness, and why a sum is missing. */
export function TotalOfRange({ answer }: { readonly answer: Consumption }) {
  const { say, nameOf, language } = useWords();
  const { total, factorSet } = answer;
  const figure = (name: 'tceCalorific' | 'tcePrimary' | 'tco2', unit: string) => {
    const value = total[name];
    if (value !== null) return `${formatNumber(value, language, 2)} ${unit}`;
    const known = `${formatNumber(total.known[name], language, 2)} ${unit}`;
    return `— · ${say('knownPart', { value: known })}`;
  };
  const quantities = answer.groupBy === 'meter' ? [] : total.groups;
  const items = [
    { label: say('account'), children: nameOf(ACCOUNTS, answer.account) },
    { label: say('tceCalorific'), children: figure('tceCalorific', 'tce') },
    { label: say('tcePrimary'), children: figure('tcePrimary', 'tce') },
    { label: say('tco2'), children: figure('tco2', 'tCO₂') },
    {
      label: say('completeness'),
      children: `${formatShare(total.completeness, language)} · ${say('estimatedShare')} ${formatShare(total.estimatedShare, language)}`,
    },
    {
      label: say('factorSet'),
      children: say('factorSetValue', { id: factorSet.id, date: factorSet.publishedOn }),
    },
    ...quantities.map((group) => ({
      label: nameOf(ENERGY_KINDS, group.energyKind),
      children: `${formatNumber(group.quantity, language, 2)} ${nameOf(UNITS, group.unit)}`,
    })),
  ];
  return (
    <Section title={say('totalOfRange')}>
      <Descriptions
        bordered
        size="small"
        column={{ xs: 1, md: 2, xl: 3 }}
        items={items.map((item) => ({ key: item.label, ...item }))}
      />
      {total.missing.length > 0 && (
        <Alert
          type="warning"
          showIcon
          style={{ marginTop: 12 }}
          title={say('missingParts')}
          description={<MissingList parts={total.missing} />}
        />
      )}
    </Section>
  );
}

function MissingList({ parts }: { readonly parts: readonly Schemas['MissingPart'][] }) {
  const { say, nameOf } = useWords();
  const texts = parts.map(({ type, energyKind, basis }) => {
    const what = nameOf(MISSING, type);
    const part = say('missingPart', { what, kind: nameOf(ENERGY_KINDS, energyKind) });
    return basis === undefined ? part : say('missingBasis', { part, basis: nameOf(BASES, basis) });
  });
  return (
    <ul style={{ margin: 0, paddingInlineStart: 20 }}>
      {[...new Set(texts)].map((text) => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  );
}
