import { command } from '#renderer/registry/command.ts';
import { useNotifications } from '#renderer/state/notifications.ts';

export const notificationsClear = command({
  id: 'notifications.clear',
  title: 'Clear All Notifications',
  category: 'View',
  run: () => useNotifications.setState({ all: [], listVisible: false }),
});
