// The boundary behind which no secret value is known: what was one reads «stripped», and a keyed fingerprint stays.
import { fingerprintIn } from '#shared/lib/masked.ts';
import { blankedText, stripped } from '#shared/lib/secret-text.ts';
import { type Fact, unknown } from '#shared/model/fact.ts';
import { isPlaceholder } from './placeholders.ts';

export { looksSecret, stripped } from '#shared/lib/secret-text.ts';

/** Fingerprints of the secrets that an identity authenticates with, by their path in the record: `secret`, `attributes.x`. */
export type Fingerprints = ReadonlyMap<string, Fact<string>>;

const secretNames = new Set([
  'secret', 'clientsecret', 'clientsecretrotated', 'password', 'passwd', 'passphrase', 'smtppass', 'secretdata',
  'secretvalue', 'privatekey', 'privatekeypem', 'privatekeyjwk', 'registrationaccesstoken', 'hashedpassword',
  'passwordhash', 'custompasswordhash', 'hashedsaltedvalue', 'salt', 'accesstoken', 'refreshtoken', 'idtoken', 'authtoken',
  'bearertoken', 'apikey', 'apisecret', 'apitoken', 'accesskey', 'secretkey', 'secretaccesskey', 'sessiontoken',
  'bindcredential', 'keystorepassword', 'keypassword', 'truststorepassword', 'signingkey', 'sharedsecret', 'webhooksecret',
  'token', 'secrethash', 'otpsecret', 'totpsecret', 'connectionstring',
  'keystring', 'privatekeydata', 'pem',
  'clientsecretvalue', 'secretstring', 'secretbinary', 'secretcode', 'servicecredentialsecret', 'base32stringseed', 'qrcodepng', 'webidentitytoken',
  'samlassertion', 'authorizationtoken', 'passworddata', 'plaintext',
  'secrettext', 'adminpassword', 'sharedaccesssignature',
]); // biome-ignore format: a list of words
const secretEndings = /(?:privatekey|clientsecret|secretkey|password)$/;

/** Credentials of clients: equal ones are worth seeing, so they are fingerprinted. Those of humans never are. */
const fingerprinted = new Set([
  'secret',
  'secrettext',
  'clientsecret',
  'clientsecretrotated',
  'clientsecretvalue',
  'registrationaccesstoken',
  'apikey',
  'accesskey',
  'keystring',
  'token',
]);

/** Names of secrets that vendors also give to objects full of settings: those are walked, not blanked. */
const settingsNames = new Set(['refreshtoken', 'accesstoken', 'idtoken', 'token', 'apikey', 'accesskey', 'apitoken']);

/** Members of an object that only says which secret is meant, as a connection to a vault or a volume of a pod does. */
const referenceNames = new Set([
  'id',
  'name',
  'orn',
  'type',
  '_links',
  'secretName',
  'defaultMode',
  'optional',
  'items',
]);

const isReference = (value: object): boolean =>
  !Array.isArray(value) &&
  ('orn' in value || 'secretName' in value) &&
  Object.keys(value).every((name) => referenceNames.has(name));

/** The token of a Kubernetes service account stands in the data of its secret. */
const isTokenOfAccount = (name: string, under: string): boolean => name === 'token' && under === 'data';

/** What stands under the name of a token where its lifetime is told (Cognito's `TokenValidityUnits`). */
const units = new Set(['seconds', 'minutes', 'hours', 'days']);

const privateKeyMembers = new Set(['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k']);

const known = new Map<string, string>();

/** The name without case and punctuation; remembered, because records repeat their names. */
function plainName(name: string): string {
  let plain = known.get(name);
  if (plain === undefined) {
    plain = name.replace(/[^A-Za-z0-9]/g, '').toLowerCase();
    if (known.size < 10_000) known.set(name, plain);
  }
  return plain;
}

/** Is this the name of a member or column that holds a secret? */
export const isSecretName = (name: string): boolean => {
  const plain = plainName(name);
  return secretNames.has(plain) || secretEndings.test(plain);
};

/** Strips in place: the value was parsed for us and nobody else holds it. */
export function stripSecrets(value: unknown, fingerprint: (secret: string) => string): Fingerprints {
  const fingerprints = new Map<string, Fact<string>>();
  if (typeof value === 'object' && value !== null) strip(value, '', '', fingerprints, fingerprint);
  return fingerprints;
}

function strip(
  holder: object,
  path: string,
  under: string,
  fingerprints: Map<string, Fact<string>>,
  fingerprint: (secret: string) => string,
): void {
  // Parsed data: every member is an own, plain one.
  const object = holder as Record<string, unknown>;
  const isKey = !Array.isArray(holder) && 'kty' in object;
  for (const name in object) {
    const inner = object[name];
    if (typeof inner === 'number' || typeof inner === 'boolean' || inner === null || inner === undefined) continue;
    const secret =
      isSecretName(name) ||
      (isKey && privateKeyMembers.has(name)) ||
      (name === 'value' && (under === 'credentials' || under === 'secrets'));
    if (typeof inner === 'string') {
      if (secret) {
        if (inner === '' || units.has(inner)) continue;
        if (fingerprinted.has(plainName(name)) || isTokenOfAccount(name, under))
          fingerprints.set(path + name, secretFact(inner, fingerprint));
        if (!isPlaceholder(inner)) object[name] = stripped;
      } else object[name] = blankedText(inner);
    } else if (secret && !settingsNames.has(plainName(name)) && !isReference(inner)) object[name] = blanked(inner);
    else strip(inner, `${path}${name}.`, Array.isArray(holder) ? under : name, fingerprints, fingerprint);
  }
}

function secretFact(secret: string, fingerprint: (secret: string) => string): Fact<string> {
  if (isPlaceholder(secret)) return unknown('placeholder');
  // A sync never writes a secret down: what it fetched carries the fingerprint already.
  const known = fingerprintIn(secret);
  if (known !== null) return known;
  return /^\*{3,}\S{0,8}$/.test(secret) || secret === stripped ? unknown('not_in_export') : fingerprint(secret);
}

function blanked(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(blanked);
  return value === null || typeof value === 'number' || typeof value === 'boolean' ? value : stripped;
}
