import { App, Button, Progress, Space } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useSay, useSettings } from '../settings/settings.tsx';
import { formatBytes, saveFile } from './save-file.ts';
import { HISTORY_WORDS } from './words.ts';

/** A file that can be asked for. */
export interface ExportChoice {
  readonly label: string;
  readonly address: string;
}

/**
 * Buttons that fetch a file and show how much has come; one can go on looking meanwhile, and stop it.
 * Only a complete file is saved.
 */
export function ExportButtons({ choices }: { readonly choices: readonly ExportChoice[] }) {
  const say = useSay(HISTORY_WORDS);
  const { words } = useSettings();
  const { message } = App.useApp();
  const stopping = useRef<AbortController | null>(null);
  const [loadedBytes, setLoadedBytes] = useState<number | null>(null);
  useEffect(() => () => stopping.current?.abort(), []);

  const run = async (address: string) => {
    const controller = new AbortController();
    stopping.current = controller;
    setLoadedBytes(0);
    try {
      const { name, bytes } = await saveFile(address, controller.signal, setLoadedBytes);
      void message.success(say('exportDone', { name, size: formatBytes(bytes, words.language) }));
    } catch (error) {
      if (!controller.signal.aborted) {
        void message.error(
          error instanceof Error && error.message ? error.message : say('exportBroken'),
        );
      }
    } finally {
      stopping.current = null;
      setLoadedBytes(null);
    }
  };

  if (loadedBytes !== null) {
    const size = formatBytes(loadedBytes, words.language);
    return (
      <Space role="status">
        <Progress
          type="circle"
          size={20}
          percent={100}
          status="active"
          showInfo={false}
          aria-label={say('exporting')}
        />
        <span className="number">
          {say('exporting')} {say('exportedBytes', { size })}
        </span>
        <Button onClick={() => stopping.current?.abort()}>{say('exportCancel')}</Button>
      </Space>
    );
  }
  return (
    <Space wrap>
      {choices.map(({ label, address }) => (
        <Button key={label} onClick={() => void run(address)}>
          {label}
        </Button>
      ))}
    </Space>
  );
}
