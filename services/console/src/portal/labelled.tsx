import { type ReactNode, useId } from 'react';

/** A field with its label above; the field gets the id that the label names. */
export function Labelled(props: {
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
