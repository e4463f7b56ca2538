import { Radio } from 'antd';
import { type ReactNode, useState } from 'react';

/** One of several things that take the same place. */
export interface Panel {
  readonly key: string;
  readonly label: string;
  readonly content: ReactNode;
}

/**
 * Panels behind buttons that wrap on a narrow window. Ant Design's tabs hide those that do not fit
 * behind a button that readers take for one of the tabs.
 */
export function SwitchPanel(props: { readonly label: string; readonly panels: readonly Panel[] }) {
  const { label, panels } = props;
  const [key, setKey] = useState(panels[0]?.key);
  return (
    <>
      <Radio.Group
        aria-label={label}
        optionType="button"
        value={key}
        options={panels.map((panel) => ({ value: panel.key, label: panel.label }))}
        onChange={({ target }) => setKey(target.value)}
        style={{ marginBottom: 16 }}
      />
      {panels.find((panel) => panel.key === key)?.content}
    </>
  );
}
