import { decodeJwt, decodeProtectedHeader } from 'jose';

const mask = '••••';
/** Form parameters and JSON members whose values are secrets. */
const secretNames = new Set([
  'client_secret',
  'code',
  'code_verifier',
  'csrf',
  'refresh_token',
  'registration_access_token',
  'sign_in_code',
]);
const jwtForm = /[\w-]{10,}\.[\w-]{10,}\.[\w-]{10,}/g;
const valueForm = /\bnhi_([a-z]{2,3})_[\w-]{43}/g;

/** A JWT's header and claims are evidence, its signature is the secret. */
function openJwt(jwt: string): string {
  try {
    return `${JSON.stringify(decodeProtectedHeader(jwt))}.${JSON.stringify(decodeJwt(jwt))}.${mask}`;
  } catch {
    // Three dotted parts that are no JWT: nobody knows what they are, so nobody sees them.
    return mask;
  }
}

const maskText = (text: string): string =>
  text.replace(jwtForm, openJwt).replace(valueForm, (_value, kind: string) => `nhi_${kind}_${mask}`);

/** `Authorization`, `Cookie`, `Set-Cookie`, `DPoP`: the scheme or name is evidence, the rest is not. */
export function maskHeader(name: string, value: string): string {
  switch (name.toLowerCase()) {
    case 'authorization': {
      const [scheme = '', credentials = ''] = value.split(' ');
      return scheme.toLowerCase() === 'basic' ? `${scheme} ${mask}` : `${scheme} ${maskText(credentials)}`;
    }
    case 'cookie':
    case 'set-cookie':
      return value.replace(/=[^;,]*/, `=${mask}`);
    case 'location':
      return maskQuery(value);
    default:
      return maskText(value);
  }
}

function maskQuery(url: string): string {
  const [path = '', query] = url.split('?');
  return query === undefined ? url : `${path}?${maskForm(query)}`;
}

function maskForm(form: string): string {
  return form
    .split('&')
    .map((pair) => {
      const [name = '', value = ''] = pair.split('=');
      return secretNames.has(name) ? `${name}=${mask}` : `${name}=${maskText(value)}`;
    })
    .join('&');
}

function maskMember(name: string, value: unknown): unknown {
  return secretNames.has(name) ? mask : maskValue(value);
}

function maskValue(value: unknown): unknown {
  if (typeof value === 'string') return maskText(value);
  if (Array.isArray(value)) return value.map(maskValue);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, maskMember(name, member)]));
}

/** Words of a page, without its markup: what a reader of the evidence wants of it. */
function wordsOf(html: string): string {
  const words = html
    .replace(/<(style|head)\b[\s\S]*?<\/\1>/gi, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return maskText(words.slice(0, 2_000));
}

/** A body as evidence: JSON and forms without their secrets, pages as their words. */
export function maskBody(type: string, body: string): string {
  if (body === '') return '';
  if (type.startsWith('application/x-www-form-urlencoded')) return maskForm(body);
  if (type.startsWith('text/html')) return wordsOf(body);
  try {
    return JSON.stringify(maskValue(JSON.parse(body)), null, 2);
  } catch {
    return maskText(body.slice(0, 2_000));
  }
}
