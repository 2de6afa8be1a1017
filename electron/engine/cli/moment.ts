import { AppError } from '#shared/errors/app-error.ts';
import { momentForms, readMoment } from '#shared/lib/moment-text.ts';

/** A moment that an option names. Refuses with input.invalid. */
export function momentIn(text: string, option: string): NonNullable<ReturnType<typeof readMoment>> {
  const moment = readMoment(text);
  if (moment === null) throw new AppError('input.invalid', `${option}: “${text}” is no moment.`, { hint: momentForms });
  return moment;
}
