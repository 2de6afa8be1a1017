import { AppError } from '#shared/errors/app-error.ts';
import type { ViewOf } from './use-watch.ts';

export type IncidentRow = ViewOf<'incidents.list'>['rows'][number];

/** `Vela Media: tokens of customers were read`. Refuses with input.invalid. */
export function incidentIn(text: string): { readonly vendor: string; readonly reason: string; readonly at: null } {
  const colon = text.indexOf(':');
  const [vendor, reason] = colon < 0 ? [text.trim(), ''] : [text.slice(0, colon).trim(), text.slice(colon + 1).trim()];
  if (vendor === '' || reason === '')
    throw new AppError('input.invalid', 'A vendor and what happened, with a colon between, are needed.');
  return { vendor, reason, at: null };
}

export interface IncidentForm {
  readonly vendor: string;
  readonly reason: string;
  /** YYYY-MM-DD; empty: today. */
  readonly day: string;
}

export const emptyForm: IncidentForm = { vendor: '', reason: '', day: '' };

/** What is wrong, by field. */
export function incidentProblems({ vendor, reason, day }: IncidentForm): Partial<Record<keyof IncidentForm, string>> {
  return {
    ...(vendor.trim() === '' && { vendor: 'Name the vendor.' }),
    ...(reason.trim() === '' && { reason: 'Say what happened.' }),
    ...(day !== '' && Number.isNaN(dayIn(day)) && { day: 'As in 2026-03-14.' }),
  };
}

/** Midnight UTC of a day; NaN: no day. */
export const dayIn = (day: string): number =>
  /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
