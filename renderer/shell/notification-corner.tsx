import { runCommand } from '#renderer/registry/contributions.ts';
import { importFraction, useImport } from '#renderer/state/import.ts';
import { dismiss, type Notification, quieten, useNotifications } from '#renderer/state/notifications.ts';
import { Button, IconButton } from '#renderer/ui/button.tsx';
import { Icon } from '#renderer/ui/icon.tsx';
import { Progress } from '#renderer/ui/progress.tsx';
import './notification-corner.css';

const icons = {
  info: ['info', 'severity-info'],
  warning: ['warning', 'warning-text'],
  error: ['error', 'error-text'],
} as const;

function Toast({ notification }: { notification: Notification }) {
  const { id, severity, message, hint, actions, progress } = notification;
  const importProgress = useImport((state) => state.progress);
  const [icon, colour] = icons[severity];
  const running = progress !== undefined;
  const own = id === 'import' && running ? importFraction(importProgress) : (progress ?? null);
  const detail = id === 'import' && running ? (importProgress?.detail ?? hint) : hint;
  return (
    <li>
      <div className="toast" role={severity === 'error' ? 'alert' : 'status'}>
        {running ? <Progress value={own} label={message} /> : null}
        <div className="toast-body">
          <Icon name={icon} className={colour} />
          <div className="grow">
            <div className="selectable four-lines" title={message}>
              {message}
            </div>
            {detail === '' ? null : <div className="dim small selectable">{detail}</div>}
          </div>
          <IconButton
            icon={running ? 'chevron-down' : 'close'}
            label={running ? 'Hide' : 'Dismiss'}
            onClick={() => (running ? quieten(id) : dismiss(id))}
          />
        </div>
        {actions.length === 0 ? null : (
          <div className="toast-actions">
            {actions.map((action, at) => (
              <Button
                key={action.label}
                primary={at === 0 && !running}
                onClick={() => {
                  if (!running) dismiss(id);
                  void runCommand(action.command, action.args);
                }}
              >
                {action.label}
              </Button>
            ))}
          </div>
        )}
      </div>
    </li>
  );
}

/** Bottom right: the newest three; behind the bell, all of them. Nothing here takes the focus. */
export function NotificationCorner() {
  const { all, listVisible } = useNotifications();
  const shown = listVisible ? all : all.filter((one) => !one.quiet).slice(-3);
  if (!listVisible && shown.length === 0) return null;
  return (
    <section className="notifications" aria-label="Notifications">
      {listVisible ? (
        <div className="notifications-head">
          <span className="grow">{all.length === 0 ? 'No notifications' : 'Notifications'}</span>
          <IconButton icon="clear-all" label="Clear All" onClick={() => void runCommand('notifications.clear')} />
          <IconButton icon="chevron-down" label="Hide" onClick={() => void runCommand('notifications.toggle')} />
        </div>
      ) : null}
      <ul>
        {shown.map((notification) => (
          <Toast key={notification.id} notification={notification} />
        ))}
      </ul>
    </section>
  );
}
