// What FusionAuth leaves in clear under names of its own.

/** Codes and links that let somebody in, tokens of other identity providers, keys of integrations. */
export const secretNames = new Set([
  'recoveryCodes', 'authenticationToken', 'tokens', 'verificationId', 'verificationIds', 'verificationOneTimeCode',
  'emailVerificationId', 'emailVerificationOneTimeCode', 'registrationVerificationIds', 'registrationVerificationOneTimeCodes',
  'registrationVerificationId', 'changePasswordId', 'oneTimeCode', 'code', 'twoFactorId', 'twoFactorTrust', 'accountSID',
]); // biome-ignore format: a list of words
