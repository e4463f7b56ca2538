import { App, Button } from 'antd';
import { useSay } from '../settings/settings.tsx';
import { ONBOARDING } from './onboarding-words.ts';

/** Copies a text. `what` names it for who does not see it. */
export function CopyButton({ text, what }: { readonly text: string; readonly what: string }) {
  const say = useSay(ONBOARDING);
  const { message } = App.useApp();
  const copy = async () => {
    await copyText(text);
    void message.success(say('copied'));
  };
  return (
    <Button size="small" title={what} onClick={() => void copy()}>
      {say('copy')}
    </Button>
  );
}

/** The clipboard of a browser is there on HTTPS and the own machine alone; the old way works on HTTP. */
async function copyText(text: string): Promise<void> {
  if (navigator.clipboard !== undefined) {
    await navigator.clipboard.writeText(text).catch(() => copyThroughField(text));
    return;
  }
  copyThroughField(text);
}

function copyThroughField(text: string): void {
  const field = document.createElement('textarea');
  field.value = text;
  field.style.position = 'fixed';
  document.body.append(field);
  field.select();
  document.execCommand('copy');
  field.remove();
}
