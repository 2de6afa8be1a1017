/** Stands where a secret was: only its keyed fingerprint, `sha256:` and 12 hex digits. */
export const masked = (fingerprint: string): string => `«${fingerprint}»`;

/** The fingerprint inside; null: it is no mask. */
export const fingerprintIn = (text: string): string | null => /^«(sha256:[0-9a-f]{12})»$/.exec(text)?.[1] ?? null;
