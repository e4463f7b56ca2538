import { Button, Checkbox, Input, Tag } from 'antd';
import { useAreas } from '../overview/use-area.ts';
import { Choice, Choices, EnterpriseChoice, Filter } from '../parts/filters.tsx';
import { browserZone, formatInstant } from '../parts/format.ts';
import { hasPermission, useMe } from '../session/session.tsx';
import { useSay, useWords } from '../settings/settings.tsx';
import { AGES, FIRST_QUERY, GROUPINGS, type InboxQuery, SORTS } from './inbox-query.ts';
import { ALERT_WORDS, CATEGORIES, CONDITIONS, HANDLINGS, RULES } from './words.ts';

/** Everything that alerts can be looked for by; each choice goes to the address of the page. */
export function AlertFilters(props: {
  readonly query: InboxQuery;
  onChange(change: Partial<InboxQuery>): void;
}) {
  const { query, onChange } = props;
  const words = useWords();
  const say = useSay(ALERT_WORDS);
  const me = useMe();
  const all = { value: 'all' as const, label: words.say('all') };
  return (
    <div className="filters">
      <Choice
        label={say('stateFilter')}
        value={query.state}
        options={[{ value: 'open', label: say('openOnes') }, all, ...optionsOf(HANDLINGS)]}
        onChange={(state) => onChange({ state })}
      />
      <Choice
        label={say('categoryFilter')}
        value={query.category}
        options={[all, ...optionsOf(CATEGORIES)]}
        onChange={(category) => onChange({ category })}
      />
      <Choices
        label={say('ruleFilter')}
        value={query.rules}
        options={optionsOf(RULES)}
        onChange={(rules) => onChange({ rules })}
      />
      <EnterpriseChoice
        value={query.enterpriseId}
        onChange={(enterpriseId) => onChange({ enterpriseId })}
      />
      <Filter label={say('regionFilter')}>
        {(id) => (
          <Input.Search
            key={query.regionCode}
            id={id}
            inputMode="numeric"
            maxLength={12}
            allowClear
            defaultValue={query.regionCode}
            onSearch={(text) => onChange({ regionCode: text.replace(/\D/g, '') })}
            style={{ width: 150 }}
          />
        )}
      </Filter>
      <ParkChoice value={query.parkCode} onChange={(parkCode) => onChange({ parkCode })} />
      <Choice
        label={say('conditionFilter')}
        value={query.condition}
        options={[all, ...optionsOf(CONDITIONS)]}
        onChange={(condition) => onChange({ condition })}
      />
      <Choice
        label={say('ageFilter')}
        value={query.age}
        options={AGES.map((value) => ({ value, label: say(`age-${value}`) }))}
        onChange={(age) => onChange({ age, opened: FIRST_QUERY.opened })}
      />
      <Choice
        label={say('sortFilter')}
        value={query.sort}
        options={SORTS.map((value) => ({ value, label: say(`sort-${value}`) }))}
        onChange={(sort) => onChange({ sort })}
      />
      <Choice
        label={say('groupFilter')}
        value={query.groupBy}
        options={GROUPINGS.map((value) => ({ value, label: say(`group-${value}`) }))}
        onChange={(groupBy) => onChange({ groupBy })}
      />
      <div className="filters-end">
        <Opened query={query} onChange={onChange} />
        {hasPermission(me, 'alerts.work') && (
          <Checkbox
            checked={query.isMine}
            onChange={({ target }) => onChange({ isMine: target.checked })}
          >
            {say('mine')}
          </Checkbox>
        )}
        <Button size="small" type="text" onClick={() => onChange(FIRST_QUERY)}>
          {say('clearFilters')}
        </Button>
      </div>
    </div>
  );

  function optionsOf<T extends object>(list: T) {
    return (Object.keys(list) as (keyof T & string)[]).map((value) => ({
      value,
      label: words.nameOf(list as Record<string, readonly [string, string]>, value),
    }));
  }
}

/** A park in which the person sees enterprises; nothing where there is none. */
function ParkChoice(props: {
  readonly value: string | null;
  onChange(parkCode: string | null): void;
}) {
  const { say } = useWords();
  const parks = (useAreas().data ?? []).filter(({ type }) => type === 'park');
  if (parks.length === 0) return null;
  return (
    <Choice
      label={say('park')}
      value={props.value ?? ''}
      options={[
        { value: '', label: say('all') },
        ...parks.map(({ code, name }) => ({ value: code, label: name ?? code })),
      ]}
      onChange={(code) => props.onChange(code === '' ? null : code)}
    />
  );
}

/** The instants that another page led here with, in words, and the way out of them. */
function Opened(props: {
  readonly query: InboxQuery;
  onChange(change: Partial<InboxQuery>): void;
}) {
  const { opened } = props.query;
  const say = useSay(ALERT_WORDS);
  if (opened.from === null && opened.to === null) return null;
  const at = (iso: string | null) => (iso === null ? '…' : formatInstant(iso, browserZone()));
  return (
    <Tag closable onClose={() => props.onChange({ opened: FIRST_QUERY.opened })}>
      {say('openedBetween', { from: at(opened.from), to: at(opened.to) })}
    </Tag>
  );
}
