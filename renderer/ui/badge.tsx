import { classNames } from './class-names.ts';
import { number } from './format.ts';
import './badge.css';

/** A number in a pill; nothing at zero. */
export function Badge(props: { count: number; label?: string; className?: string }) {
  if (props.count === 0) return null;
  return (
    <span className={classNames('badge', props.className)} title={props.label}>
      {props.count > 9999 ? `${number(Math.floor(props.count / 1000))}k` : number(props.count)}
    </span>
  );
}
