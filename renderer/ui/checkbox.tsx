import { classNames } from './class-names.ts';
import { Icon } from './icon.tsx';
import './checkbox.css';

/** Only the drawn box; the row or label around it carries role and state. */
export function CheckMark(props: { checked: boolean | 'mixed' }) {
  return (
    <span className={classNames('check-mark', props.checked !== false && 'on')} aria-hidden>
      {props.checked === false ? null : <Icon name={props.checked === 'mixed' ? 'dash' : 'check'} size={12} />}
    </span>
  );
}
