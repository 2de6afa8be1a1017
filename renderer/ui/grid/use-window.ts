import { useCallback, useState } from 'react';

/** Which rows a view is asked for, before its grid has said how many fit and after: 40 at least. */
export function useWindow(most = Number.POSITIVE_INFINITY): {
  readonly range: { readonly first: number; readonly count: number };
  readonly onWindow: (first: number, count: number) => void;
} {
  const [range, setRange] = useState({ first: 0, count: 80 });
  const onWindow = useCallback(
    (first: number, count: number) => setRange({ first, count: Math.min(most, Math.max(40, count)) }),
    [most],
  );
  return { range, onWindow };
}
