import { useRef } from 'react';
import { giveFocusBack } from '#renderer/state/focus.ts';

/** For a dialog that no button opened: the library would leave the focus nowhere when it closes. */
export function useFocusBack(): {
  readonly remember: () => void;
  readonly onCloseAutoFocus: (event: Event) => void;
} {
  const before = useRef<Element | null>(null);
  return {
    remember: () => {
      before.current = document.activeElement;
    },
    onCloseAutoFocus: (event) => {
      event.preventDefault();
      giveFocusBack(before.current);
    },
  };
}
