import { useQuery } from '@tanstack/react-query';
import { Button, Input, InputNumber, Space, Typography } from 'antd';
import { answerOf, api, type Schemas } from '../client/api.ts';
import { formatInstant, formatNumber } from '../parts/format.ts';
import { Answer, Nothing } from '../parts/states.tsx';
import { WideTable } from '../parts/wide-table.tsx';
import { useSay, useWords } from '../settings/settings.tsx';
import { UNITS } from '../words/codes.ts';
import { Labelled } from './labelled.tsx';
import { instantOf } from './local-time.ts';
import type { Picked, Request } from './new-correction-page.tsx';
import type { Own } from './own-enterprise.tsx';
import { ACTS } from './words.ts';

const READINGS_MAX = 500;

/** The readings that a request is about: those of a range to tick, or missing ones to be filled in. */
export function ReadingsPicker(props: {
  readonly own: Own;
  readonly meter: Schemas['Meter'] | undefined;
  readonly asked: Request;
  readonly set: (change: Partial<Request>) => void;
}) {
  const { own, meter, asked, set } = props;
  const say = useSay(ACTS);
  if (asked.type === 'manual-reading') return <AddedReadings {...props} />;
  const from = instantOf(asked.from, own.timeZone);
  const to = instantOf(asked.to, own.timeZone);
  return (
    <>
      <div className="filters">
        <Labelled label={say('stopFrom')}>
          {(id) => (
            <Input
              id={id}
              type="datetime-local"
              value={asked.from}
              onChange={({ target }) => set({ from: target.value, picked: [] })}
            />
          )}
        </Labelled>
        <Labelled label={say('rangeEnd')}>
          {(id) => (
            <Input
              id={id}
              type="datetime-local"
              value={asked.to}
              onChange={({ target }) => set({ to: target.value, picked: [] })}
            />
          )}
        </Labelled>
      </div>
      {meter !== undefined && from !== null && to !== null && from < to && (
        <Found own={own} meter={meter} range={{ from, to }} asked={asked} set={set} />
      )}
    </>
  );
}

function Found(props: {
  readonly own: Own;
  readonly meter: Schemas['Meter'];
  readonly range: { readonly from: string; readonly to: string };
  readonly asked: Request;
  readonly set: (change: Partial<Request>) => void;
}) {
  const { own, meter, range, asked, set } = props;
  const words = useWords();
  const say = useSay(ACTS);
  const { enterpriseId, timeZone } = own;
  const readings = useQuery({
    queryKey: ['readings', enterpriseId, meter.id, range.from, range.to],
    queryFn: () => {
      const query = { meterId: meter.id, ...range, limit: READINGS_MAX };
      const params = { path: { enterpriseId }, query };
      return answerOf(api.GET('/api/v1/enterprises/{enterpriseId}/readings', { params }));
    },
  });
  const valueAt = new Map(asked.picked.map(({ readAt, value }) => [readAt, value]));
  const unit = words.nameOf(UNITS, meter.unit);
  const isReplaced = asked.type === 'replaced-value';
  return (
    <>
      <Typography.Paragraph>
        {say('readingsFound', { count: READINGS_MAX })} {say('pickReadings')}
      </Typography.Paragraph>
      <Answer of={readings}>
        {({ items }) => (
          // Ant Design measures a scrolling table by a hidden head, whose checkbox could be focused.
          <div className="portal-scroll">
            <WideTable<Schemas['Reading']>
              size="small"
              rowKey="readAt"
              dataSource={[...items]}
              pagination={items.length > 20 ? { pageSize: 20, showSizeChanger: false } : false}
              locale={{ emptyText: <Nothing text={say('readingsNone')} /> }}
              rowSelection={{
                selectedRowKeys: asked.picked.map(({ readAt }) => readAt),
                preserveSelectedRowKeys: true,
                getCheckboxProps: ({ readAt }) => ({
                  'aria-label': formatInstant(readAt, timeZone, true),
                }),
                getTitleCheckboxProps: () => ({ 'aria-label': words.say('all') }),
                onChange: (keys) =>
                  set({
                    picked: keys.map((key) => {
                      const readAt = String(key);
                      return { readAt, value: valueAt.get(readAt) ?? null };
                    }),
                  }),
              }}
              columns={[
                {
                  title: `${say('readAt')} (${timeZone})`,
                  className: 'number',
                  render: (_value, { readAt }) => formatInstant(readAt, timeZone, true),
                },
                {
                  title: say('received'),
                  align: 'right',
                  className: 'number',
                  render: (_value, { value }) =>
                    `${formatNumber(value, words.language, 4)} ${unit}`,
                },
                ...(isReplaced
                  ? [
                      {
                        title: `${say('newValue')} (${unit})`,
                        render: (_value: unknown, { readAt }: Schemas['Reading']) =>
                          valueAt.has(readAt) ? (
                            <InputNumber
                              size="small"
                              aria-label={`${say('newValue')} ${formatInstant(readAt, timeZone, true)}`}
                              value={valueAt.get(readAt) ?? null}
                              onChange={(value) =>
                                set({
                                  picked: asked.picked.map((each) =>
                                    each.readAt === readAt ? { readAt, value } : each,
                                  ),
                                })
                              }
                            />
                          ) : null,
                      },
                    ]
                  : []),
              ]}
            />
          </div>
        )}
      </Answer>
    </>
  );
}

function AddedReadings(props: {
  readonly meter: Schemas['Meter'] | undefined;
  readonly asked: Request;
  readonly set: (change: Partial<Request>) => void;
}) {
  const { meter, asked, set } = props;
  const words = useWords();
  const say = useSay(ACTS);
  const change = (index: number, next: Picked) => set({ added: asked.added.with(index, next) });
  return (
    <div style={{ marginBottom: 16 }}>
      {asked.added.map((reading, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no id; they are added at the end
        <Space key={index} wrap style={{ marginBottom: 8, display: 'flex' }}>
          <Input
            type="datetime-local"
            aria-label={`${say('readAt')} ${index + 1}`}
            value={reading.readAt}
            onChange={({ target }) => change(index, { ...reading, readAt: target.value })}
          />
          <InputNumber
            aria-label={`${say('newValue')} ${index + 1}`}
            value={reading.value}
            onChange={(value) => change(index, { ...reading, value })}
          />
          <span>{meter === undefined ? '' : words.nameOf(UNITS, meter.unit)}</span>
          <Button onClick={() => set({ added: asked.added.toSpliced(index, 1) })}>
            {say('withdraw')}
          </Button>
        </Space>
      ))}
      <Button onClick={() => set({ added: [...asked.added, { readAt: '', value: null }] })}>
        {say('addReading')}
      </Button>
    </div>
  );
}
