import type { ReactNode } from 'react';
import { number } from '#renderer/ui/format.ts';
import './chart.css';

/** An entry of a legend that is also a filter: its count, and whether it is let through. */
export function LegendItem(props: {
  readonly label: string;
  readonly count?: number | undefined;
  readonly on: boolean;
  readonly title: string;
  readonly mark: ReactNode;
  readonly onToggle: () => void;
}): ReactNode {
  return (
    <button
      type="button"
      className={props.on ? 'legend-item' : 'legend-item off'}
      aria-pressed={props.on}
      title={props.title}
      onClick={props.onToggle}
    >
      {props.mark}
      {props.count === undefined ? props.label : `${props.label} ${number(props.count)}`}
    </button>
  );
}
