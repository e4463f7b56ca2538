import { useQuery } from '@tanstack/react-query';
import { Button, Descriptions, Drawer, Tag, Typography } from 'antd';
import { answerOf, api, type Consumption, type Schemas } from '../client/api.ts';
import { formatInstant, formatNumber, formatPeriod, type Interval } from '../parts/format.ts';
import { Section } from '../parts/page-head.tsx';
import { Answer } from '../parts/states.tsx';
import { useWords } from '../settings/settings.tsx';
import {
  AGREEMENT,
  ENERGY_KINDS,
  PARTS,
  QUALITIES,
  SEGMENT_REASONS,
  SOURCES,
  UNITS,
} from '../words/codes.ts';
import { factorSourceText } from '../words/factor-sources.ts';
import type { Point } from './consumption-table.tsx';
import { ASKED_ACCOUNTS } from './history-query.ts';

/** How one figure came about: quantity, factors with their sources, and each meter's readings. */
export function ExplainDrawer(props: {
  readonly answer: Consumption;
  readonly point: Point | null;
  onClose(): void;
}) {
  const { answer, point, onClose } = props;
  const { say } = useWords();
  return (
    <Drawer title={say('explainTitle')} open={point !== null} onClose={onClose} size={720}>
      {point !== null && (
        <>
          <Explained answer={answer} point={point} />
          <Button onClick={onClose}>{say('close')}</Button>
        </>
      )}
    </Drawer>
  );
}

function Explained({ answer, point }: { readonly answer: Consumption; readonly point: Point }) {
  const { say, nameOf } = useWords();
  const { start, end, group } = point;
  const account = ASKED_ACCOUNTS.find((each) => each === answer.account);
  const query = {
    from: start,
    to: end,
    interval: answer.interval as Interval,
    ...(account === undefined ? {} : { account }),
    ...(answer.asOf === undefined ? {} : { asOf: answer.asOf.asOf }),
    ...(group.meterId === undefined
      ? { kinds: group.energyKind as Schemas['Meter']['energyKind'] }
      : { meterIds: group.meterId }),
  };
  const explanation = useQuery({
    queryKey: ['explain', answer.enterpriseId, query],
    queryFn: () => {
      const params = { path: { enterpriseId: answer.enterpriseId }, query };
      return answerOf(api.GET('/api/v1/enterprises/{enterpriseId}/explain', { params }));
    },
  });
  const period = formatPeriod(start, answer.interval as Interval, answer.timeZone);
  const name = group.meterId ?? nameOf(ENERGY_KINDS, group.energyKind);
  return (
    <>
      <Typography.Paragraph strong>
        {say('explainOf', { group: name, period })}
      </Typography.Paragraph>
      <Answer of={explanation}>
        {({ figures, meters, timeZone }) => (
          <>
            <Section title={say('explainFigures')}>
              {figures.map((figure) => (
                <Figure key={`${figure.start} ${figure.energyKind}`} figure={figure} />
              ))}
            </Section>
            <Section title={say('explainMeters')}>
              {meters.items
                .filter(({ energyKind }) => energyKind === group.energyKind)
                .map((meter) => (
                  <MeterStory key={meter.meterId} meter={meter} timeZone={timeZone} />
                ))}
              {meters.next !== undefined && say('explainMore')}
            </Section>
          </>
        )}
      </Answer>
    </>
  );
}

function Figure({ figure }: { readonly figure: Schemas['FigureExplanation'] }) {
  const { say, nameOf, language } = useWords();
  const unit = nameOf(UNITS, figure.unit);
  const quantity = `${formatNumber(figure.quantity, language, 3)} ${unit}`;
  const steps = figure.steps.map(({ figure: name, value, factor }) => {
    const resultUnit = name === 'tco2' ? 'tCO₂' : 'tce';
    if (factor === null) return { label: say(name), children: say('noFactor') };
    const source = say('factorSource', {
      source: factorSourceText(factor.source, language),
    });
    const factorUnit = name === 'tco2' ? 'tCO₂' : 'kgce';
    const perUnit = `${formatNumber(factor.perUnit, language, 8)} ${factorUnit}/${nameOf(UNITS, factor.unit)}`;
    return {
      label: say(name),
      children: (
        <>
          <div>
            {say('factorLine', {
              ...{ quantity, factor: perUnit },
              value: `${formatNumber(value, language, 6)} ${resultUnit}`,
            })}
          </div>
          <small>
            {source} · {say(factor.verified ? 'factorVerified' : 'factorUnverified')}
          </small>
        </>
      ),
    };
  });
  const parts = Object.entries(figure.parts ?? {}).map(([part, amount]) => ({
    label: nameOf(PARTS, part),
    children: `${formatNumber(amount, language, 3)} ${unit}`,
  }));
  const items = [
    { label: say('quantity'), children: `${quantity} · ${nameOf(SOURCES, figure.source)}` },
    ...parts,
    ...steps,
  ];
  return (
    <Descriptions
      bordered
      size="small"
      column={1}
      title={nameOf(ENERGY_KINDS, figure.energyKind)}
      items={items.map((item) => ({ key: item.label, ...item }))}
    />
  );
}

function MeterStory(props: {
  readonly meter: Schemas['MeterExplanation'];
  readonly timeZone: string;
}) {
  const { meter, timeZone } = props;
  const { say, nameOf, language } = useWords();
  const { readings } = meter;
  const unit = nameOf(UNITS, meter.unit);
  const readingText = (reading: typeof readings.first) =>
    reading === null
      ? '—'
      : say('readingValue', {
          value: formatNumber(reading.value, language, 3),
          at: formatInstant(reading.readAt, timeZone, true),
          position: reading.position,
        });
  const verdict = meter.agrees === null ? 'unknown' : meter.agrees ? 'yes' : 'no';
  const color = { yes: 'success', no: 'error', unknown: 'default' }[verdict];
  const segments = meter.segments.map(({ quality, reason, count }) =>
    say('segmentLine', {
      quality: nameOf(QUALITIES, quality),
      reason: nameOf(SEGMENT_REASONS, reason),
      count,
    }),
  );
  const items = [
    { label: say('readingsCount'), children: formatNumber(readings.count, language) },
    { label: say('readingBefore'), children: readingText(readings.before) },
    { label: say('readingFirst'), children: readingText(readings.first) },
    { label: say('readingLast'), children: readingText(readings.last) },
    { label: say('readingAfter'), children: readingText(readings.after) },
    {
      label: say('multiplier'),
      children: meter.epochs
        .map(({ multiplier }) => formatNumber(multiplier, language, 6))
        .join(', '),
    },
    { label: say('segments'), children: segments.map((text) => <div key={text}>{text}</div>) },
    {
      label: say('recounted'),
      children: `${formatNumber(meter.counted.quantity, language, 6)} ${unit}`,
    },
    {
      label: say('stored'),
      children: `${formatNumber(meter.stored?.quantity ?? null, language, 6)} ${unit}`,
    },
    { label: say('agreement'), children: <Tag color={color}>{nameOf(AGREEMENT, verdict)}</Tag> },
  ];
  return (
    <Descriptions
      bordered
      size="small"
      column={1}
      title={`${meter.meterId} ${meter.name}`}
      style={{ marginBottom: 16 }}
      items={items.map((item) => ({ key: item.label, ...item }))}
    />
  );
}
