import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Card, Input, Space } from 'antd';
import { useState } from 'react';
import { answerOf, api } from '../client/api.ts';
import { useSay } from '../settings/settings.tsx';
import { Labelled } from './labelled.tsx';
import type { Revision } from './ledger-data.ts';
import type { Own } from './own-enterprise.tsx';
import { Refusal } from './refusal.tsx';
import { LEDGER } from './words.ts';

/** What the reviewer decides about a month that was submitted. */
export function LedgerReview(props: { readonly own: Own; readonly revision: Revision }) {
  const { own, revision } = props;
  const say = useSay(LEDGER);
  const { message } = App.useApp();
  const client = useQueryClient();
  const [note, setNote] = useState('');
  const [isReasonMissing, setReasonMissing] = useState(false);
  const decide = useMutation({
    mutationFn: (act: 'check' | 'return') => {
      const { enterpriseId } = own;
      const months = [{ month: revision.month, revision: revision.revision }];
      const asked = { params: { path: { enterpriseId } }, body: { months, note } };
      return act === 'check'
        ? answerOf(api.POST('/api/v1/enterprises/{enterpriseId}/ledger/check', asked))
        : answerOf(api.POST('/api/v1/enterprises/{enterpriseId}/ledger/return', asked));
    },
    onSuccess: async (_answer, act) => {
      void message.success(say(act === 'check' ? 'checkDone' : 'returnDone'));
      await client.invalidateQueries({ queryKey: ['ledger', own.enterpriseId] });
    },
  });
  return (
    <Card
      size="small"
      style={{ marginBottom: 16 }}
      title={<h2 className="portal-card-title">{say('checkTitle')}</h2>}
    >
      <Labelled label={say('checkNote')}>
        {(id) => (
          <Input.TextArea
            id={id}
            value={note}
            maxLength={1_000}
            autoSize={{ minRows: 2 }}
            status={isReasonMissing ? 'error' : ''}
            onChange={({ target }) => {
              setNote(target.value);
              setReasonMissing(false);
            }}
          />
        )}
      </Labelled>
      {isReasonMissing && <p role="alert">{say('returnNeedsReason')}</p>}
      {decide.isError && <Refusal error={decide.error} />}
      <Space wrap style={{ marginTop: 12 }}>
        <Button type="primary" loading={decide.isPending} onClick={() => decide.mutate('check')}>
          {say('checkPass')}
        </Button>
        <Button
          danger
          loading={decide.isPending}
          onClick={() => (note.trim() === '' ? setReasonMissing(true) : decide.mutate('return'))}
        >
          {say('checkReturn')}
        </Button>
      </Space>
    </Card>
  );
}
