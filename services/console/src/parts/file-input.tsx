import { useState } from 'react';
import { useWords } from '../settings/settings.tsx';

/**
 * A file to be chosen. The browser's own field speaks the language of the browser, so it is there for
 * the keyboard and readers alone, and a label in ours stands for it.
 */
export function FileInput(props: {
  readonly id: string;
  readonly accept: string;
  readonly describedBy?: string;
  onChoose(file: File | undefined): void;
}) {
  const { id, accept, describedBy, onChoose } = props;
  const { say } = useWords();
  const [name, setName] = useState<string | null>(null);
  return (
    <span className="file-input">
      <input
        id={id}
        type="file"
        className="visually-hidden"
        accept={accept}
        aria-describedby={describedBy}
        onChange={({ target }) => {
          const file = target.files?.[0];
          setName(file?.name ?? null);
          onChoose(file);
          // The same file, mended outside, is chosen again under the same name.
          target.value = '';
        }}
      />
      <label htmlFor={id} className="plain-button">
        {say('chooseFile')}
      </label>
      <span className="secondary">{name ?? say('noFileChosen')}</span>
    </span>
  );
}
