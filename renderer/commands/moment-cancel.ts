import { command } from '#renderer/registry/command.ts';
import { cancelMoment } from '#renderer/state/moment.ts';

export const momentCancel = command({
  id: 'moment.cancel',
  title: 'Cancel Opening a Moment',
  category: 'Go',
  palette: false,
  run: cancelMoment,
});
