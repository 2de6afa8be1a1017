import { type RefCallback, type RefObject, useCallback, useRef, useState } from 'react';

export interface Size {
  /** px */
  readonly width: number;
  readonly height: number;
}

/**
 * The size of an element's content box, kept up to date; 0 × 0 before the first layout. The element may come and go:
 * the first value is its `ref`, the last holds it.
 */
export function useSize<E extends HTMLElement>(): readonly [RefCallback<E>, Size, RefObject<E | null>] {
  const element = useRef<E>(null);
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });
  const attach = useCallback((target: E | null) => {
    element.current = target;
    if (!target) return;
    const measure = (): void =>
      setSize((old) =>
        old.width === target.clientWidth && old.height === target.clientHeight
          ? old
          : { width: target.clientWidth, height: target.clientHeight },
      );
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(target);
    return () => {
      observer.disconnect();
      element.current = null;
    };
  }, []);
  return [attach, size, element];
}
