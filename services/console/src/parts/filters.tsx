import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { type ReactNode, useId, useState } from 'react';
import { answerOf, api } from '../client/api.ts';
import { useWords } from '../settings/settings.tsx';

/** A field of a filter with its label; `children` gets the id that the label names. */
export function Filter(props: {
  readonly label: string;
  readonly children: (id: string) => ReactNode;
}) {
  const id = useId();
  return (
    <div className="filter">
      <label htmlFor={id}>{props.label}</label>
      {props.children(id)}
    </div>
  );
}

/** One of a few things. */
export function Choice<T extends string>(props: {
  readonly label: string;
  readonly value: T;
  readonly options: readonly { readonly value: T; readonly label: string }[];
  onChange(value: T): void;
}) {
  return (
    <Filter label={props.label}>
      {(id) => (
        <Select<T>
          id={id}
          aria-label={props.label}
          value={props.value}
          options={[...props.options]}
          onChange={props.onChange}
          popupMatchSelectWidth={false}
          style={{ minWidth: 110 }}
        />
      )}
    </Filter>
  );
}

/** Some of a few things; none chosen: all of them. */
export function Choices(props: {
  readonly label: string;
  readonly value: readonly string[];
  readonly options: readonly { readonly value: string; readonly label: string }[];
  onChange(value: string[]): void;
}) {
  const { say } = useWords();
  return (
    <Filter label={props.label}>
      {(id) => (
        <Select<string[]>
          id={id}
          aria-label={props.label}
          mode="multiple"
          allowClear
          maxTagCount="responsive"
          placeholder={say('all')}
          value={[...props.value]}
          options={[...props.options]}
          onChange={props.onChange}
          popupMatchSelectWidth={false}
          style={{ width: 200 }}
        />
      )}
    </Filter>
  );
}

/** An enterprise by its name; null: none chosen. */
export function EnterpriseChoice(props: {
  readonly value: string | null;
  onChange(enterpriseId: string | null): void;
}) {
  const { say } = useWords();
  const [search, setSearch] = useState('');
  const found = useQuery({
    queryKey: ['enterprises', search, undefined],
    queryFn: () => {
      const query = { limit: 20, ...(search === '' ? {} : { search }) };
      return answerOf(api.GET('/api/v1/enterprises', { params: { query } }));
    },
  });
  const chosen = useQuery({
    queryKey: ['enterprise', props.value],
    queryFn: () => {
      const path = { enterpriseId: props.value ?? '' };
      return answerOf(api.GET('/api/v1/enterprises/{enterpriseId}', { params: { path } }));
    },
    enabled: props.value !== null,
  });
  const options = (found.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const isListed = options.some(({ value }) => value === props.value);
  if (!isListed && chosen.data !== undefined) {
    options.unshift({ value: chosen.data.id, label: chosen.data.name });
  }
  return (
    <Filter label={say('enterprise')}>
      {(id) => (
        <Select<string | null>
          id={id}
          aria-label={say('enterprise')}
          showSearch={{ filterOption: false, onSearch: (text) => setSearch(text.trim()) }}
          allowClear
          placeholder={say('all')}
          value={props.value}
          options={options}
          onChange={(value) => props.onChange(value ?? null)}
          popupMatchSelectWidth={false}
          style={{ minWidth: 180, maxWidth: 280 }}
        />
      )}
    </Filter>
  );
}
