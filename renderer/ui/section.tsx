import { type ReactNode, useId, useState } from 'react';
import { classNames } from './class-names.ts';
import { Icon } from './icon.tsx';
import './section.css';

/** A foldable section. `side`: 22 px upper-case head of the side bar; `page`: 28 px head of an editor. */
export function Section(props: {
  title: ReactNode;
  look?: 'side' | 'page';
  actions?: ReactNode;
  count?: ReactNode;
  open?: boolean;
  defaultOpen?: boolean;
  onToggle?: (open: boolean) => void;
  children: ReactNode;
  id?: string;
}) {
  const { title, look = 'side', actions, count, defaultOpen = true, onToggle, children, id } = props;
  const [own, setOwn] = useState(defaultOpen);
  const open = props.open ?? own;
  const body = useId();
  return (
    <section className={classNames('section', look)} id={id}>
      <div className="section-head">
        <button
          type="button"
          className="section-toggle"
          aria-expanded={open}
          aria-controls={body}
          onClick={() => {
            setOwn(!open);
            onToggle?.(!open);
          }}
        >
          <Icon name={open ? 'chevron-down' : 'chevron-right'} />
          <span className="ellipsis">{title}</span>
          {count === undefined ? null : <span className="section-count">{count}</span>}
        </button>
        {actions === undefined ? null : <span className="section-actions">{actions}</span>}
      </div>
      <div id={body} hidden={!open} className="section-body">
        {open ? children : null}
      </div>
    </section>
  );
}
