import { command } from '#renderer/registry/command.ts';
import { useNotifications } from '#renderer/state/notifications.ts';

export const notificationsToggle = command({
  id: 'notifications.toggle',
  title: 'Show Notifications',
  category: 'View',
  run: () => useNotifications.setState(({ listVisible }) => ({ listVisible: !listVisible })),
});
