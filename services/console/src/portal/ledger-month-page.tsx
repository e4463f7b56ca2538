import { useQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { answerOf, api } from '../client/api.ts';
import { formatInstant } from '../parts/format.ts';
import { Answer, NotFound } from '../parts/states.tsx';
import { useSay } from '../settings/settings.tsx';
import { firstDocument, monthsFrom, newestByMonth } from './ledger-data.ts';
import { LedgerFigures } from './ledger-document.tsx';
import { LedgerEditor } from './ledger-editor.tsx';
import { LedgerHistory } from './ledger-history.tsx';
import { LedgerReview } from './ledger-review.tsx';
import { type Own, OwnPage } from './own-enterprise.tsx';
import { LEDGER } from './words.ts';

/** One month of the ledger: fill in, check, look back. */
export function LedgerMonthPage() {
  const say = useSay(LEDGER);
  const { month = '' } = useParams();
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) return <NotFound />;
  return (
    <OwnPage
      title={say('monthTitle', { month })}
      extra={
        <Link to="/ledger">
          <Button>{say('backToList')}</Button>
        </Link>
      }
    >
      {(own) => <Month key={month} own={own} month={month} />}
    </OwnPage>
  );
}

function Month({ own, month }: { readonly own: Own; readonly month: string }) {
  const answer = useQuery({
    queryKey: ['ledger', own.enterpriseId, month],
    queryFn: () => readMonth(own.enterpriseId, month),
  });
  return <Answer of={answer}>{(found) => <Found own={own} month={month} found={found} />}</Answer>;
}

/** What a page of a month rests on. */
export type FoundMonth = Awaited<ReturnType<typeof readMonth>>;

function Found(props: { readonly own: Own; readonly month: string; readonly found: FoundMonth }) {
  const { own, month, found } = props;
  const say = useSay(LEDGER);
  const [isRevising, setRevising] = useState(false);
  const newest = found.revisions.at(-1);
  const isWaiting = newest?.state === 'submitted';
  const isFirst = newest === undefined || newest.state === 'returned';
  const mayEdit = own.isReporter && !isWaiting;
  const isEditing = mayEdit && (isFirst || found.draft !== null || isRevising);
  const shown = found.draft?.document ?? newest?.document;
  return (
    <>
      {isWaiting && !own.isReviewer && (
        <Alert type="info" showIcon title={say('waitsForReviewer')} style={{ marginBottom: 16 }} />
      )}
      {isWaiting && own.isReviewer && <LedgerReview own={own} revision={newest} />}
      {isEditing ? (
        <LedgerEditor
          own={own}
          month={month}
          found={found}
          first={firstDocument({ ...found, month, draft: found.draft?.document ?? null })}
        />
      ) : (
        <>
          {mayEdit && (
            <Button
              className="no-print"
              onClick={() => setRevising(true)}
              style={{ marginBottom: 16 }}
            >
              {say('revise')}
            </Button>
          )}
          {newest === undefined && <Alert type="info" showIcon title={say('notFilled')} />}
          {found.draft !== null && (
            <p>
              {say('draftOf', {
                by: found.draft.updatedBy,
                at: formatInstant(found.draft.updatedAt, own.timeZone),
              })}
            </p>
          )}
          {shown !== undefined && (
            <LedgerFigures document={shown} productNames={found.productNames} />
          )}
        </>
      )}
      <LedgerHistory revisions={found.revisions} timeZone={own.timeZone} />
    </>
  );
}

async function readMonth(enterpriseId: string, month: string) {
  const path = { enterpriseId };
  const before = monthsFrom(month, -1);
  const [found, previous, settings, products, meters] = await Promise.all([
    answerOf(
      api.GET('/api/v1/enterprises/{enterpriseId}/ledger/{month}', {
        params: { path: { enterpriseId, month } },
      }),
    ),
    answerOf(
      api.GET('/api/v1/enterprises/{enterpriseId}/ledger', {
        params: { path, query: { from: before, to: before } },
      }),
    ),
    answerOf(api.GET('/api/v1/enterprises/{enterpriseId}/ledger/settings', { params: { path } })),
    answerOf(api.GET('/api/v1/enterprises/{enterpriseId}/products', { params: { path } })),
    answerOf(
      api.GET('/api/v1/enterprises/{enterpriseId}/meters', {
        params: { path, query: { limit: 1_000 } },
      }),
    ),
  ]);
  const metered = meters.items
    .filter(({ flow }) => flow === 'purchased')
    .flatMap(({ energyKind }) => (energyKind === 'reactive-electricity' ? [] : [energyKind]));
  return {
    ...found,
    previous: newestByMonth(previous.items).get(before)?.document ?? null,
    kinds: settings.kinds.length > 0 ? settings.kinds : [...new Set(metered)],
    products: products.items,
    productNames: new Map(products.items.map(({ id, name }) => [id, name])),
  };
}
