import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useRef } from 'react';
import { useActiveTooltipDataPoints } from 'recharts';

/** Stands inside a recharts chart and remembers which point its own arrow keys have come to. */
export function ActivePoint<Point>({ into }: { readonly into: RefObject<Point | undefined> }): ReactNode {
  const points = useActiveTooltipDataPoints<Point>();
  useEffect(() => {
    into.current = points?.[0];
  });
  return null;
}

/** Around a chart: Enter and Space open the point that the arrow keys have come to. */
export function ChartKeys<Point>(props: {
  readonly onOpen: (point: Point) => void;
  readonly className?: string;
  readonly children: (active: RefObject<Point | undefined>) => ReactNode;
}): ReactNode {
  const active = useRef<Point>(undefined);
  const onKeyDown = (event: KeyboardEvent): void => {
    if ((event.key !== 'Enter' && event.key !== ' ') || active.current === undefined) return;
    event.preventDefault();
    props.onOpen(active.current);
  };
  return (
    <div className={props.className ?? 'chart-plot'} onKeyDown={onKeyDown}>
      {props.children(active)}
    </div>
  );
}
