import type { ReactNode } from 'react';
import { IconButton } from './button.tsx';
import { classNames } from './class-names.ts';
import './detail-part.css';

/** Beside a grid, or over its right edge where there is no room: all of the row with the focus. */
export function DetailPart(props: {
  readonly label: string;
  /** px */
  readonly width: number;
  readonly floating: boolean;
  /** What can be done with it: it stays in sight however long the rest is. */
  readonly foot?: ReactNode;
  readonly children: ReactNode;
}): ReactNode {
  const { label, width, floating, foot, children } = props;
  return (
    <aside className={classNames('detail', floating && 'floating')} aria-label={label} style={{ width }}>
      <div className="detail-scroll">{children}</div>
      {foot === undefined ? null : <div className="detail-foot">{foot}</div>}
    </aside>
  );
}

/** What the row is, and the buttons of the part: those of `actions`, and the one that closes it. */
export function DetailHead(props: {
  readonly icon: ReactNode;
  readonly title: string;
  readonly actions: ReactNode;
  onClose(): void;
}): ReactNode {
  const { icon, title, actions, onClose } = props;
  return (
    <header className="detail-head">
      {icon}
      <b title={title}>{title}</b>
      {actions}
      <IconButton icon="close" label="Close Details" keys="Space" onClick={onClose} />
    </header>
  );
}
