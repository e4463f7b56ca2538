import { Select } from 'antd';
import { monthsFrom } from './ledger-data.ts';

const MONTHS = 36;

/** One of the last three years' months; a browser's own field would speak the browser's language. */
export function MonthSelect(props: {
  readonly id?: string;
  /** The newest month there is to choose. */
  readonly last: string;
  /** A form hands value and change in by itself. */
  readonly value?: string;
  readonly onChange?: (month: string) => void;
}) {
  const { id, last, value, onChange } = props;
  return (
    <Select
      {...(id === undefined ? {} : { id })}
      {...(value === undefined ? {} : { value })}
      {...(onChange === undefined ? {} : { onChange })}
      style={{ minWidth: 140 }}
      options={Array.from({ length: MONTHS }, (_none, back) => {
        const month = monthsFrom(last, -back);
        return { value: month, label: month };
      })}
    />
  );
}
