import { Alert, Button, Card, Form, InputNumber, Popconfirm, Select, Space, Tag } from 'antd';
import { formatNumber } from '../parts/format.ts';
import { Section } from '../parts/page-head.tsx';
import { Nothing } from '../parts/states.tsx';
import { useSay, useWords } from '../settings/settings.tsx';
import { ACCOUNTED_KINDS, ENERGY_KINDS, UNITS } from '../words/codes.ts';
import {
  differenceOf,
  emptyLine,
  type Finding,
  findingsByPath,
  type LedgerDocument,
  type LedgerLine,
  type LedgerOutput,
  QUANTITIES,
  withZeros,
} from './ledger-data.ts';
import { COLUMN_NAMES, LEDGER } from './words.ts';

type Kind = LedgerLine['kind'];

/** The form of a month: a card for each energy kind, and the production. Findings stand at their fields. */
export function LedgerForm(props: {
  readonly document: LedgerDocument;
  readonly findings: readonly Finding[];
  readonly productNames: ReadonlyMap<string, string>;
  readonly onChange: (document: LedgerDocument) => void;
}) {
  const { document, findings, productNames, onChange } = props;
  const words = useWords();
  const say = useSay(LEDGER);
  const { lines, outputs } = document;
  const found = findingsByPath(findings);
  const setLine = (index: number, line: LedgerLine) =>
    onChange({ ...document, lines: lines.with(index, line) });
  const setOutput = (index: number, output: LedgerOutput) =>
    onChange({ ...document, outputs: outputs.with(index, output) });
  const free = (Object.keys(ACCOUNTED_KINDS) as Kind[]).filter((kind) =>
    lines.every((line) => line.kind !== kind),
  );
  const fields = new Set(lines.flatMap((_line, index) => pathsOf(index)));
  const whole = findings.filter(
    ({ path }) => !fields.has(path) && !/^outputs\.\d+\.\w+$/.test(path),
  );

  return (
    <>
      {whole.map((finding) => (
        <Alert
          key={`${finding.path}/${finding.code}`}
          type={finding.severity === 'blocking' ? 'error' : 'warning'}
          showIcon
          style={{ marginBottom: 8 }}
          title={words.pick([finding.message.zh, finding.message.en])}
        />
      ))}
      <Section title={say('lines')}>
        {lines.length === 0 && <Nothing text={say('noLines')} />}
        {lines.map((line, index) => (
          <LineCard
            key={line.kind}
            line={line}
            found={(field) => found.get(`lines.${index}.${field}`) ?? []}
            onChange={(next) => setLine(index, next)}
            onRemove={() => onChange({ ...document, lines: lines.toSpliced(index, 1) })}
          />
        ))}
        <Select<Kind | null>
          value={null}
          showSearch
          optionFilterProp="label"
          aria-label={say('addKind')}
          placeholder={say('addKind')}
          style={{ minWidth: 220 }}
          options={free.map((kind) => ({ value: kind, label: words.nameOf(ENERGY_KINDS, kind) }))}
          onChange={(kind) => {
            if (kind !== null) onChange({ ...document, lines: [...lines, emptyLine(kind)] });
          }}
        />
      </Section>
      <Section title={say('outputs')}>
        {outputs.length === 0 && <Nothing text={say('noProducts')} />}
        {outputs.map((output, index) => (
          <Card
            key={output.productId}
            size="small"
            style={{ marginBottom: 12 }}
            title={
              <h3 className="portal-card-title">
                {productNames.get(output.productId) ?? output.productId}
              </h3>
            }
          >
            <div className="portal-fields">
              {(
                [
                  ['quantity', `${say('output')} (${output.unit})`],
                  ['outputValueCny', say('outputValue')],
                  ['valueAddedCny', say('valueAdded')],
                ] as const
              ).map(([field, label]) => (
                <Amount
                  key={field}
                  label={label}
                  value={output[field] ?? null}
                  findings={found.get(`outputs.${index}.${field}`) ?? []}
                  onChange={(value) => setOutput(index, { ...output, [field]: value })}
                />
              ))}
            </div>
          </Card>
        ))}
      </Section>
    </>
  );
}

function pathsOf(index: number): string[] {
  return [...QUANTITIES, 'unit', 'purchaseCostCny'].map((field) => `lines.${index}.${field}`);
}

function LineCard(props: {
  readonly line: LedgerLine;
  readonly found: (field: string) => readonly Finding[];
  readonly onChange: (line: LedgerLine) => void;
  readonly onRemove: () => void;
}) {
  const { line, found, onChange, onRemove } = props;
  const words = useWords();
  const say = useSay(LEDGER);
  const kind = words.nameOf(ENERGY_KINDS, line.kind);
  const unit = words.nameOf(UNITS, line.unit);
  const difference = differenceOf(line);
  return (
    <Card
      size="small"
      style={{ marginBottom: 12 }}
      title={<h3 className="portal-card-title">{kind}</h3>}
      extra={
        <Space wrap>
          {difference !== null && difference !== 0 && (
            <Tag color="warning">
              {say('difference', { value: formatNumber(difference, words.language, 4), unit })}
            </Tag>
          )}
          <Select
            size="small"
            value={line.unit}
            aria-label={`${kind} ${words.say('unit')}`}
            options={Object.keys(UNITS).map((value) => ({
              value: value as LedgerLine['unit'],
              label: words.nameOf(UNITS, value),
            }))}
            onChange={(next) => onChange({ ...line, unit: next })}
          />
          <Button size="small" onClick={() => onChange(withZeros(line))}>
            {say('fillZeros')}
          </Button>
          <Popconfirm title={`${say('removeKind')} ${kind}?`} onConfirm={onRemove}>
            <Button size="small" danger>
              {say('removeKind')}
            </Button>
          </Popconfirm>
        </Space>
      }
    >
      <div className="portal-fields">
        {QUANTITIES.map((field) => (
          <Amount
            key={field}
            label={words.nameOf(COLUMN_NAMES, field)}
            spoken={kind}
            value={line[field] ?? null}
            findings={found(field)}
            onChange={(value) => onChange({ ...line, [field]: value })}
          />
        ))}
        <Amount
          label={say('cost')}
          spoken={kind}
          value={line.purchaseCostCny ?? null}
          findings={found('purchaseCostCny')}
          onChange={(value) => onChange({ ...line, purchaseCostCny: value })}
        />
      </div>
      <Batches line={line} onChange={onChange} />
    </Card>
  );
}

function Amount(props: {
  readonly label: string;
  /** What tells the field from its namesakes for who does not see the card. */
  readonly spoken?: string;
  readonly value: number | null;
  readonly findings: readonly Finding[];
  readonly onChange: (value: number | null) => void;
}) {
  const { label, spoken, value, findings, onChange } = props;
  const words = useWords();
  const isBlocking = findings.some(({ severity }) => severity === 'blocking');
  return (
    <Form.Item
      label={label}
      layout="vertical"
      style={{ marginBottom: 8 }}
      {...(findings.length === 0
        ? {}
        : {
            validateStatus: isBlocking ? ('error' as const) : ('warning' as const),
            help: findings
              .map(({ message }) => words.pick([message.zh, message.en]))
              .join(words.language === 'zh' ? '；' : '; '),
          })}
    >
      <InputNumber
        value={value}
        aria-label={spoken === undefined ? label : `${spoken} ${label}`}
        onChange={onChange}
        style={{ width: '100%' }}
      />
    </Form.Item>
  );
}

function Batches(props: {
  readonly line: LedgerLine;
  readonly onChange: (line: LedgerLine) => void;
}) {
  const { line, onChange } = props;
  const words = useWords();
  const say = useSay(LEDGER);
  const batches = line.calorificBatches ?? [];
  const set = (next: typeof batches) => onChange({ ...line, calorificBatches: next });
  return (
    <details open={batches.length > 0}>
      <summary>{say('batches')}</summary>
      {batches.map((batch, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: batches have no id; they are added at the end
        <Space key={index} wrap style={{ marginBlock: 4 }}>
          <InputNumber
            min={0}
            value={batch.quantity}
            aria-label={say('batchQuantity')}
            placeholder={say('batchQuantity')}
            onChange={(quantity) => set(batches.with(index, { ...batch, quantity: quantity ?? 0 }))}
          />
          <span>{words.nameOf(UNITS, line.unit)}</span>
          <InputNumber
            min={0}
            value={batch.kjPerUnit}
            aria-label={say('kjPerUnit')}
            placeholder={say('kjPerUnit')}
            style={{ width: 160 }}
            onChange={(value) => set(batches.with(index, { ...batch, kjPerUnit: value ?? 0 }))}
          />
          <span>{say('kjPerUnit')}</span>
          <Button size="small" onClick={() => set(batches.toSpliced(index, 1))}>
            {say('removeKind')}
          </Button>
        </Space>
      ))}
      <div>
        <Button size="small" onClick={() => set([...batches, { quantity: 1, kjPerUnit: 20_908 }])}>
          {say('addBatch')}
        </Button>
      </div>
    </details>
  );
}
