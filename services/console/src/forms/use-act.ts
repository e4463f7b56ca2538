import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { failureText } from '../parts/failure-text.ts';
import { useWords } from '../settings/settings.tsx';

/** Something to be done at a press of a button. */
export interface Act {
  run(): Promise<unknown>;
  /** What is said when it worked; nothing where the page shows it. */
  readonly said?: string;
}

/** Does one thing at a time, says what came of it, and asks anew for the lists that it changed. */
export function useAct(...changed: readonly QueryKey[]) {
  const client = useQueryClient();
  const words = useWords();
  const { message } = App.useApp();
  return useMutation({
    mutationFn: (act: Act) => act.run(),
    onSuccess: async (_data, { said }) => {
      if (said !== undefined) void message.success(said);
      await Promise.all(changed.map((queryKey) => client.invalidateQueries({ queryKey })));
    },
    onError: (error) => void message.error(failureText(words, error), 6),
  });
}
