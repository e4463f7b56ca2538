import { Alert, Tag } from 'antd';
import { lazy, Suspense, useMemo } from 'react';
import { ChartPlace } from '../parts/charts/chart-place.tsx';
import { DataTable } from '../parts/data-table.tsx';
import { formatInstant, formatNumber, formatShare } from '../parts/format.ts';
import { useSay, useWords } from '../settings/settings.tsx';
import { UNITS } from '../words/codes.ts';
import type { Words } from '../words/words.ts';
import { arithmeticText } from './arithmetic-text.ts';
import { chartsOfEvidence, type Evidence, type EvidenceFigure } from './evidence.ts';
import { Facts } from './parts/facts.tsx';
import { ALERT_WORDS, EVIDENCE_UNITS, FIGURES } from './words.ts';

const EvidenceChart = lazy(async () => ({
  default: (await import('./evidence-chart.tsx')).EvidenceChart,
}));

/** What a rule had before it: chart, figures, arithmetic, versions, and what to know of them. */
export function EvidenceView(props: {
  readonly evidence: Evidence;
  readonly timeZone: string;
  /** Versions as the alert has them, where the evidence names none. */
  readonly versions: {
    readonly ruleVersion: string;
    readonly policyVersion: string | null;
    readonly factorVersion: string | null;
  };
}) {
  const { evidence, versions, timeZone } = props;
  const words = useWords();
  const say = useSay(ALERT_WORDS);
  const { figures, arithmetic, caveats, cappedBy, isPreview } = evidence;
  return (
    <>
      {isPreview && <Alert type="info" showIcon title={say('preview')} />}
      <Charts evidence={evidence} />
      <DataTable<EvidenceFigure>
        rowKey="name"
        rows={figures}
        label={say('evidence')}
        empty={say('noFigures')}
        columns={[
          {
            title: say('figure'),
            dataIndex: 'name',
            render: (name: string) => words.nameOf(FIGURES, name),
          },
          {
            title: say('value'),
            dataIndex: 'value',
            align: 'right',
            className: 'number',
            render: (_value, figure) => valueText(figure, words),
          },
          {
            title: say('unit'),
            dataIndex: 'unit',
            render: (unit: string) => unitText(unit, words),
          },
        ]}
      />
      <div className="evidence-notes">
        <Facts
          items={[
            [say('months'), monthsText(evidence.months)],
            [
              say('readingsRange'),
              evidence.readings === null
                ? say('notKnown')
                : say('periodValue', {
                    from: formatInstant(evidence.readings.from, timeZone),
                    to: formatInstant(evidence.readings.to, timeZone),
                  }),
            ],
            [say('estimatedShare'), shareText(evidence.estimatedShare)],
            // Where nothing was measured, as for a duty that is due, no meter was looked at.
            ...(evidence.estimatedShare === null
              ? []
              : [[say('calibration'), calibrationText()] as const]),
            [say('factorSet'), evidence.factorSet ?? versions.factorVersion ?? say('notKnown')],
            [say('ruleVersion'), evidence.ruleVersion ?? versions.ruleVersion],
            ...(cappedBy.length === 0
              ? []
              : ([
                  [
                    say('cappedBy'),
                    cappedBy.map((each) => (
                      <Tag key={each} color="warning">
                        {words.nameOf(ALERT_WORDS, each)}
                      </Tag>
                    )),
                  ],
                ] as const)),
          ]}
        />
        <Lines
          title={say('arithmetic')}
          lines={arithmetic.map((line) => arithmeticText(line, words.language))}
        />
        <Lines
          title={say('caveats')}
          lines={caveats.map((line) => arithmeticText(line, words.language))}
        />
      </div>
    </>
  );

  function monthsText(months: readonly string[]): string {
    const [from] = months;
    const to = months.at(-1);
    if (from === undefined || to === undefined) return say('notKnown');
    return say('monthCount', { from, to, count: months.length });
  }

  function shareText(share: number | null): string {
    return share === null ? say('notKnown') : formatShare(share, words.language);
  }

  function calibrationText(): string {
    if (evidence.hasExpiredMeter === null) return say('notKnown');
    return say(evidence.hasExpiredMeter ? 'calibrationExpired' : 'calibrationValid');
  }
}

function Charts({ evidence }: { readonly evidence: Evidence }) {
  const words = useWords();
  const say = useSay(ALERT_WORDS);
  const charts = useMemo(
    () =>
      chartsOfEvidence(evidence).map(({ unit, figures }) => ({
        unit: unitText(unit, words),
        figures: figures.map(({ name, value }) => ({ name: words.nameOf(FIGURES, name), value })),
      })),
    [evidence, words],
  );
  if (charts.length === 0) return null;
  return (
    <>
      {charts.map(({ unit, figures }) => (
        <Suspense key={unit} fallback={<ChartPlace height={220} />}>
          <EvidenceChart unit={unit} figures={figures} label={say('chartOf', { unit })} />
        </Suspense>
      ))}
    </>
  );
}

/** Sums and remarks as the rules wrote them. */
function Lines({ title, lines }: { readonly title: string; readonly lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </>
  );
}

/** Ratios as a percentage; figures with two digits, and none where there is none. */
function valueText({ value, unit, name }: EvidenceFigure, { language }: Words): string {
  const isRatio =
    unit === '' && /ratio|share|completeness|gap|coverage|^(value|base|stretch)$/i.test(name);
  if (value === null || !isRatio) return formatNumber(value, language, 2);
  return new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1 }).format(value);
}

function unitText(unit: string, words: Words): string {
  if (unit === '') return '—';
  const [energy = '', product] = unit.split('/');
  const of = (part: string) => words.nameOf({ ...UNITS, ...EVIDENCE_UNITS }, part);
  return product === undefined ? of(energy) : `${of(energy)}/${of(product)}`;
}
