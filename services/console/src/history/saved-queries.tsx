import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Flex, Input, Popover } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { answerOf, api } from '../client/api.ts';
import { failureText } from '../parts/failure-text.ts';
import { Answer } from '../parts/states.tsx';
import { useSay, useWords } from '../settings/settings.tsx';
import { HISTORY_WORDS } from './words.ts';
import './history.css';

const PAGE = 'history';
const KEY = ['saved-queries'];

/** Questions that this person keeps under a name. */
export function SavedQueries({ search }: { readonly search: string }) {
  const say = useSay(HISTORY_WORDS);
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover
      open={isOpen}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomRight"
      title={say('savedQueries')}
      content={<Kept search={search} onChosen={() => setOpen(false)} />}
    >
      <Button aria-expanded={isOpen}>{say('savedQueries')}</Button>
    </Popover>
  );
}

function Kept(props: { readonly search: string; onChosen(): void }) {
  const say = useSay(HISTORY_WORDS);
  const words = useWords();
  const client = useQueryClient();
  const { message } = App.useApp();
  const [name, setName] = useState('');
  const kept = useQuery({
    queryKey: KEY,
    queryFn: () => answerOf(api.GET('/api/v1/saved-queries')),
  });
  const onError = (error: unknown) => void message.error(failureText(words, error));
  const onSuccess = () => client.invalidateQueries({ queryKey: KEY });
  const save = useMutation({
    mutationFn: () => {
      const body = { page: PAGE, name, search: props.search };
      return answerOf(api.POST('/api/v1/saved-queries', { body }));
    },
    onError,
    onSuccess: async () => {
      setName('');
      void message.success(say('querySaved'));
      await onSuccess();
    },
  });
  const forget = useMutation({
    mutationFn: (savedQueryId: string) => {
      const params = { path: { savedQueryId } };
      return answerOf(api.DELETE('/api/v1/saved-queries/{savedQueryId}', { params }));
    },
    ...{ onError, onSuccess },
  });
  return (
    <Flex vertical gap={8} style={{ width: 320 }}>
      <Answer of={kept}>
        {({ items }) => {
          const mine = items.filter(({ page }) => page === PAGE);
          if (mine.length === 0) return <span>{say('noSavedQueries')}</span>;
          return (
            <ul className="plain-list">
              {mine.map((query) => (
                <li key={query.id}>
                  <Link to={`/history?${query.search}`} onClick={props.onChosen}>
                    {query.name}
                  </Link>
                  <Button
                    type="text"
                    size="small"
                    aria-label={say('forgetQuery', { name: query.name })}
                    onClick={() => forget.mutate(query.id)}
                  >
                    ✕
                  </Button>
                </li>
              ))}
            </ul>
          );
        }}
      </Answer>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== '') save.mutate();
        }}
      >
        <Flex gap={8}>
          <Input
            value={name}
            maxLength={80}
            aria-label={say('queryName')}
            placeholder={say('queryName')}
            onChange={(event) => setName(event.target.value)}
          />
          <Button htmlType="submit" disabled={name.trim() === ''} loading={save.isPending}>
            {say('saveQuery')}
          </Button>
        </Flex>
      </form>
    </Flex>
  );
}
