import { Tag } from 'antd';
import { useSay } from '../../settings/settings.tsx';
import { CASE_WORDS } from '../case-words.ts';

/** From this many working days on there is no hurry. */
const SOON_DAYS = 2;

/** A deadline with the days that are left of it, by the Chinese calendar. */
export function DaysLeft(props: {
  readonly dueOn: string | null;
  readonly daysLeft: { readonly calendarDays: number; readonly workingDays: number } | null;
}) {
  const { dueOn, daysLeft } = props;
  const say = useSay(CASE_WORDS);
  if (dueOn === null || daysLeft === null) {
    return <span className="secondary">{say('nothingDue')}</span>;
  }
  const { calendarDays, workingDays } = daysLeft;
  const isOver = calendarDays < 0;
  const values = { working: Math.abs(workingDays), calendar: Math.abs(calendarDays) };
  const color = isOver ? 'error' : workingDays <= SOON_DAYS ? 'warning' : 'default';
  return (
    <span title={say('byChineseCalendar')}>
      <span className="number">{say('dueOn', { date: dueOn })}</span>{' '}
      <Tag color={color}>
        {calendarDays === 0 ? say('dueToday') : say(isOver ? 'daysOver' : 'daysLeft', values)}
      </Tag>
    </span>
  );
}
