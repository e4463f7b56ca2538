import { useQuery } from '@tanstack/react-query';
import { Tag } from 'antd';
import { answerOf, api, type Schemas } from '../client/api.ts';
import { formatInstant } from '../parts/format.ts';
import { Section } from '../parts/page-head.tsx';
import { WideTable } from '../parts/wide-table.tsx';
import { useSay, useWords } from '../settings/settings.tsx';
import { CORRECTION_TYPES, HISTORY_WORDS } from './words.ts';

const ROWS_MAX = 50;

type Correction = Schemas['Correction'];

/** What was corrected, or is asked to be, in the range; nothing where there is nothing. */
export function CorrectionsOfRange(props: {
  readonly enterpriseId: string;
  readonly from: string;
  readonly to: string;
  readonly timeZone: string;
}) {
  const { enterpriseId, from, to, timeZone } = props;
  const say = useSay(HISTORY_WORDS);
  const words = useWords();
  const corrections = useQuery({
    queryKey: ['corrections', enterpriseId, from, to],
    queryFn: () => {
      const params = { path: { enterpriseId }, query: { from, to, limit: ROWS_MAX } };
      return answerOf(api.GET('/api/v1/enterprises/{enterpriseId}/corrections', { params }));
    },
  });
  const { items = [], next } = corrections.data ?? {};
  if (items.length === 0) return null;
  return (
    <Section title={say('correctionsOfRange')}>
      <WideTable<Correction>
        rowKey="id"
        size="small"
        pagination={false}
        dataSource={[...items]}
        columns={[
          {
            title: say('correction'),
            render: (_value, { type, correctionNo }) =>
              [words.nameOf(CORRECTION_TYPES, type), correctionNo].filter(Boolean).join(' · '),
          },
          {
            title: words.say('period'),
            className: 'number',
            render: (_value, { firstAt, lastAt }) =>
              firstAt === lastAt
                ? formatInstant(firstAt, timeZone)
                : `${formatInstant(firstAt, timeZone)} – ${formatInstant(lastAt, timeZone)}`,
          },
          { title: words.say('reason'), dataIndex: 'reason' },
          { title: say('correctionState'), render: (_value, { state }) => <Tag>{say(state)}</Tag> },
        ]}
      />
      {next !== undefined && <p>{say('moreCorrections')}</p>}
    </Section>
  );
}
