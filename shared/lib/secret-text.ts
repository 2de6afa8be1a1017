// Texts that hold a secret: what of them may be kept. Whoever reads a text that others wrote asks here before it is written down.

export const stripped = '«stripped»';

/** Parameters whose value lets somebody in (RFC 6750 §2.3, RFC 6749 §2.3.1, and what vendors call their own). */
export const secretParameters = {
  token: [
    'access_token',
    'actor_token',
    'accesstoken',
    'auth_token',
    'authtoken',
    'bearer_token',
    'id_token',
    'jwt',
    'oauth_token',
    'private_token',
    'refresh_token',
    'session_token',
    'subject_token',
    'token',
  ],
  key: ['access_key', 'api_key', 'api-key', 'apikey', 'subscription-key', 'x-api-key'],
  password: ['client_secret', 'passwd', 'password', 'secret'],
} as const;

/** Codes, assertions, signed addresses and hints let somebody in as well, but are made to stand in one: blanked, and no sign of anything. */
const signatures = [
  'assertion',
  'client_assertion',
  'code',
  'code_verifier',
  'device_code',
  'id_token_hint',
  'samlresponse',
  'sig',
  'x-amz-credential',
  'x-amz-security-token',
  'x-amz-signature',
];

const names = [...Object.values(secretParameters).flat(), ...signatures].sort(
  (one, other) => other.length - one.length,
);
const parameter = new RegExp(`(^|[?&;#]|%3f|%26)(${names.join('|')})(=|%3d)([^&;#\\s"'<>\\\\]+)`, 'gi');

/** Places in a list of pages are called tokens too, and errors and countries codes: they are short, or numbers. */
const isPlace = (name: string, value: string): boolean =>
  /^(?:token|code)$/i.test(name) && (value.length < 16 || /^\d+$/.test(value));

/** The line without the values of such parameters; a text without any stays as it is. */
function blankParameters(text: string): string {
  if (!text.includes('=') && !text.includes('%3')) return text;
  return text.replace(parameter, (whole, before: string, name: string, equals: string, value: string) =>
    value.startsWith(stripped) || isPlace(name, value) ? whole : `${before}${name}${equals}${stripped}`,
  );
}

/** Does the text ask for something by an address, as a request line or a URL does? */
export const isRequestLine = (text: string): boolean => /^(?:[A-Z]{3,7} )?(?:https?:\/\/|\/)\S/.test(text);

const secretPattern =
  /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY|eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*|\b(?:gh[pousr]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{16,}|xox[abprs]-[\w-]{10,}|[sr]k_live_\w{16,}|whsec_\w{16,}|AIza[\w-]{30,}|ya29\.[\w-]{20,}|hv[sb]\.[\w-]{20,}|npm_\w{30,}|SG\.[\w-]{16,}\.[\w-]{16,}|AccountKey=[\w+/=]{20,}|[\w~.-]{3}\dQ~[\w~.-]{31,34})/;

const secretsAnywhere = new RegExp(`(?:${secretPattern.source})[^\\s/?&;#"']*`, 'g');

/** Tokens stand at the beginning; only keys may hide further down. Bounded, so that no text takes long. */
const searched = 8_192;

export const looksSecret = (text: string): boolean =>
  text.length >= 20 &&
  (secretPattern.test(text.length > searched ? text.slice(0, searched) : text) ||
    (text.length > searched && text.includes('PRIVATE KEY-----')));

/** Of a request line all but the secrets stays: what was asked for tells no secret. */
export function blankedText(text: string): string {
  const line = blankParameters(text);
  if (!looksSecret(line)) return line;
  const rest = isRequestLine(line) ? line.replace(secretsAnywhere, stripped) : stripped;
  return looksSecret(rest) ? stripped : rest;
}
