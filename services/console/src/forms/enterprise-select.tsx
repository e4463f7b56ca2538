import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import { answerOf, api } from '../client/api.ts';
import { useWords } from '../settings/settings.tsx';

const FOUND_MAX = 30;

/** One or several enterprises, found by a part of their name. */
export function EnterpriseSelect(props: {
  readonly label: string;
  readonly isMultiple?: boolean;
  readonly id?: string;
  readonly value?: string | string[];
  onChange?(value: string | string[]): void;
}) {
  const { label, isMultiple = false, ...given } = props;
  const words = useWords();
  const [search, setSearch] = useState('');
  const found = useQuery({
    queryKey: ['enterprises', 'found', search],
    queryFn: () => {
      const query = { limit: FOUND_MAX, ...(search === '' ? {} : { search }) };
      return answerOf(api.GET('/api/v1/enterprises', { params: { query } }));
    },
  });
  const chosen = [given.value ?? []].flat();
  const names = useEnterpriseNames(chosen);
  const listed = new Map(found.data?.items.map(({ id, name }) => [id, name]));
  for (const id of chosen) listed.set(id, names.get(id) ?? listed.get(id) ?? id);
  return (
    <Select<string | string[]>
      {...given}
      {...(isMultiple ? { mode: 'multiple' } : {})}
      aria-label={label}
      showSearch={{ filterOption: false, onSearch: setSearch }}
      placeholder={words.say('chooseEnterprise')}
      loading={found.isFetching}
      options={[...listed].map(([value, name]) => ({ value, label: name }))}
      style={{ width: '100%' }}
    />
  );
}

/** Names of enterprises by id, as far as they are known by now. */
export function useEnterpriseNames(ids: readonly string[]): ReadonlyMap<string, string> {
  const wanted = [...new Set(ids)].sort();
  const { data } = useQuery({
    queryKey: ['enterprise-names', wanted],
    queryFn: async () => {
      const found = await Promise.allSettled(
        wanted.map((enterpriseId) => {
          const params = { path: { enterpriseId } };
          return answerOf(api.GET('/api/v1/enterprises/{enterpriseId}', { params }));
        }),
      );
      return found.flatMap((each) =>
        each.status === 'fulfilled' ? [[each.value.id, each.value.name] as const] : [],
      );
    },
    enabled: wanted.length > 0,
    staleTime: 600_000,
  });
  return new Map(data);
}
