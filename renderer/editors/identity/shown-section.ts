import { type RefObject, useEffect, useRef } from 'react';
import { parseUri } from '#renderer/registry/uri.ts';

/** A link may name a section: it is brought into sight, and its head gets the focus, once the page is there. */
export function useShownSection(uri: string, frame: RefObject<HTMLElement | null>, view: unknown): void {
  const wanted = useRef<string | null>(null);
  useEffect(() => {
    wanted.current = parseUri(uri)?.search.get('section') ?? wanted.current;
  }, [uri]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a link may come to a page that is there already
  useEffect(() => {
    if (wanted.current === null || frame.current === null || !view) return;
    const section = frame.current.querySelector(`#${CSS.escape(wanted.current)}`);
    wanted.current = null;
    section?.scrollIntoView({ block: 'start' });
    section?.querySelector<HTMLElement>('button')?.focus({ preventScroll: true });
  }, [frame, view, uri]);
}
