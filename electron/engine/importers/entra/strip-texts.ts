// Azure writes what was sent and answered as texts into its events: keys that were listed, passwords that were set.
import { isObject } from '#engine/importers/fields.ts';
import { stripped, stripSecrets } from '#engine/importers/strip-secrets.ts';

const signature = /([?&](?:sig|code|token|access_token|client_secret|password)=)[^&\s"]+/gi;
const member = /("[^"\\]{0,100}(?:password|secret|key|token|connectionstring)"\s*:\s*")(?:[^"\\]|\\.)*/gi;

/** Lists of keys name them beside their values. */
function blankValues(value: unknown): void {
  if (Array.isArray(value)) for (const inner of value) blankValues(inner);
  if (!isObject(value)) return;
  const isKey = Object.keys(value).some((name) => /^(?:keyName|KeyType|keyId)$/i.test(name));
  for (const name in value) {
    if (isKey && /^value$/i.test(name)) Object.assign(value, { [name]: stripped });
    else blankValues(value[name]);
  }
}

function blank(text: string, fingerprint: (secret: string) => string): string {
  const plain = text.replace(signature, `$1${stripped}`);
  if (!/^\s*[{[]/.test(plain)) return plain;
  try {
    const value: unknown = JSON.parse(plain);
    stripSecrets(value, fingerprint);
    blankValues(value);
    stripTexts(value, fingerprint);
    return JSON.stringify(value);
  } catch {
    // Cut off by whoever logged it, or too deep: what is named like a secret goes all the same.
    return plain.replace(member, `$1${stripped}`);
  }
}

/** Blanks in place: the value was parsed for us and nobody else holds it. */
export function stripTexts(value: unknown, fingerprint: (secret: string) => string): void {
  if (typeof value !== 'object' || value === null) return;
  // Parsed data: every member is an own, plain one.
  const object = value as Record<string, unknown>;
  for (const name in object) {
    const inner = object[name];
    if (typeof inner !== 'string') stripTexts(inner, fingerprint);
    else if (inner.length > 20) object[name] = blank(inner, fingerprint);
  }
}
