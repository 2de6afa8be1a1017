/** What is done to a secret in the eyes of a scanner: it was found, or people there said that it is none. */
export const leakActions = { found: 'secret.found', dismissed: 'secret.dismissed' } as const;

/** The keys of a sighting as `Circumstances.credential` holds them: fingerprints (`sha256:…`) and ids, none with a space. */
export const leakKeysText = (keys: readonly string[]): string => keys.join(' ');
export const leakKeysIn = (text: string): readonly string[] => (text === '' ? [] : text.split(' '));

export const isFingerprint = (key: string): boolean => /^sha256:[0-9a-f]{12}$/.test(key);
