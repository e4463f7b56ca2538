import { useEffect, useState } from 'react';

/**
 * Gives the focus back to what had it when a dialog was opened, once the dialog is gone. Dialogs that
 * are taken off the page at once lose it to the body otherwise, and the keyboard begins anew.
 */
export function useReturnFocus(): void {
  // While it is rendered the first time: its own effects take the focus before ours could look.
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      setTimeout(() => {
        const isLost = document.activeElement === null || document.activeElement === document.body;
        // A page that was gone on to has its own focus.
        if (isLost && before instanceof HTMLElement && before.isConnected) before.focus();
      });
    },
    [before],
  );
}
