/** Why a value is not known. `never` is not among them: it is a value, and unknown is not never. */
export const unknownReasons = [
  'not_recorded',
  'window_exceeded',
  'no_permission',
  'not_in_export',
  'unreadable',
  'placeholder',
  // Of use, as activity shows it: no log of the tenant, and no action of its log that would show it.
  'no_log',
  'not_mapped',
] as const;
export type UnknownReason = (typeof unknownReasons)[number];

/** The same words wherever it is said. */
export const reasonWords: Readonly<Record<UnknownReason, string>> = {
  not_recorded: 'not recorded',
  window_exceeded: 'outside the log',
  no_permission: 'no permission',
  not_in_export: 'not in export',
  unreadable: 'unreadable',
  placeholder: 'placeholder',
  no_log: 'no log',
  not_mapped: 'not in the log',
};

export interface Unknown {
  readonly unknown: UnknownReason;
}

/** A value with its honest alternative: what the source did not say stays unknown, with the reason. */
export type Fact<T> = T | Unknown;

/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number;
/** Seconds. */
export type Seconds = number;

export const unknown = (reason: UnknownReason): Unknown => ({ unknown: reason });

export function isUnknown(fact: unknown): fact is Unknown {
  return typeof fact === 'object' && fact !== null && 'unknown' in fact;
}

export function known<T>(fact: Fact<T>): T | undefined {
  return isUnknown(fact) ? undefined : fact;
}
