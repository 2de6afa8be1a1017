import { create } from 'zustand';
import { AppError } from '#shared/errors/app-error.ts';

interface NotificationAction {
  readonly label: string;
  readonly command: string;
  readonly args?: unknown;
}

export interface Notification {
  /** The same id replaces the earlier notification: progress becomes its own result. */
  readonly id: string;
  readonly severity: 'info' | 'warning' | 'error';
  readonly message: string;
  readonly hint: string;
  readonly actions: readonly NotificationAction[];
  /** 0–1, null while the length is unknown; absent: it is no progress. */
  readonly progress?: number | null;
  /** Hidden from the corner, still in the list behind the bell. */
  readonly quiet: boolean;
}

interface Notifications {
  readonly all: readonly Notification[];
  readonly listVisible: boolean;
}

export const useNotifications = create<Notifications>()(() => ({ all: [], listVisible: false }));

/** News leaves the corner by itself; what went wrong or asks for an answer stays. */
const readingTime = 10_000;
let made = 0;

/** Shows a notification; answers its id. */
export function notify(notification: Partial<Notification> & { readonly message: string }): string {
  made += 1;
  const full: Notification = {
    severity: 'info',
    hint: '',
    actions: [],
    quiet: false,
    ...notification,
    id: notification.id ?? `notification-${made}`,
  };
  useNotifications.setState(({ all }) => ({
    all: all.some((one) => one.id === full.id)
      ? all.map((one) => (one.id === full.id ? full : one))
      : [...all.slice(-49), full],
  }));
  if (full.severity === 'info' && full.progress === undefined) {
    setTimeout(() => {
      if (useNotifications.getState().all.includes(full)) quieten(full.id);
    }, readingTime);
  }
  return full.id;
}

/** What can be taken back belongs to the workspace in which it was done. */
export const forgetUndos = (): void =>
  useNotifications.setState(({ all }) => ({
    all: all.filter(({ actions }) => !actions.some(({ label }) => label === 'Undo')),
  }));

export function dismiss(id: string): void {
  useNotifications.setState(({ all }) => ({ all: all.filter((one) => one.id !== id) }));
}

/** Leaves the corner but stays in the list. */
export function quieten(id: string): void {
  useNotifications.setState(({ all }) => ({
    all: all.map((one) => (one.id === id ? { ...one, quiet: true } : one)),
  }));
}

/** Shows a refusal in its own words, a bug in ours. Cancellation is no error and says nothing. */
export function reportError(error: unknown, title: string): void {
  if (error instanceof AppError) {
    if (error.code === 'import.cancelled') return;
    const actions: NotificationAction[] = [];
    const { path } = error.details;
    if (typeof path === 'string' && (error.code === 'workspace.damaged' || error.code === 'workspace.held')) {
      const command = 'workspace.open-path';
      actions.push({ label: 'Open Read-Only', command, args: { path, readOnly: true } });
      if (error.code === 'workspace.held') actions.push({ label: 'Try Again', command, args: { path } });
    }
    if (error.code === 'engine.unavailable') actions.push({ label: 'Restart Engine', command: 'engine.restart' });
    notify({ severity: 'error', message: error.message, hint: error.hint, actions });
    return;
  }
  console.error(error);
  notify({
    severity: 'error',
    message: `“${title}” failed because of a fault in the workbench.`,
    hint: 'Nothing that was acknowledged is lost. The Output panel may say more.',
    actions: [{ label: 'Show Output', command: 'panel.output' }],
  });
}
