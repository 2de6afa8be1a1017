import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';
import './empty-state.css';

/** What stands where there is nothing: one sentence and the next step. */
export function EmptyState(props: { icon?: string; title: string; text?: ReactNode; actions?: ReactNode }) {
  const { icon, title, text, actions } = props;
  return (
    <div className="empty-state" role="status">
      {icon === undefined ? null : <Icon name={icon} size={24} className="dim" />}
      <div className="bold">{title}</div>
      {text === undefined ? null : <div className="dim empty-state-text">{text}</div>}
      {actions === undefined ? null : <div className="empty-state-actions">{actions}</div>}
    </div>
  );
}
