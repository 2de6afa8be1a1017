// Every way we know to make a JWT that must not be taken. Whatever takes JWTs is shown all of them.
import { createHmac, createPublicKey } from 'node:crypto';
import { aSigningKey, encoded, sealed, signatureOf, type TestKey } from './forged-jwts.ts';

/** A JWT that is taken, by its parts. */
export interface GenuineJwt {
  readonly use: 'access_token' | 'client_assertion' | 'dpop_proof';
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: Readonly<Record<string, unknown>>;
  readonly key: TestKey;
}

/** Name of the case to the JWT. All but those about signatures are signed by the genuine key. */
export function hostileJwts(genuine: GenuineJwt): Readonly<Record<string, string>> {
  return {
    ...wrongSignatures(genuine),
    ...wrongAlgorithms(genuine),
    ...wrongHeaders(genuine),
    ...wrongTypes(genuine),
    ...wrongKids(genuine),
    ...wrongJson(genuine),
    ...wrongDates(genuine),
    ...wrongForms(genuine),
  };
}

type Cases = Record<string, string>;
type Part = Readonly<Record<string, unknown>>;

const without = (part: Part, name: string): Part =>
  Object.fromEntries(Object.entries(part).filter(([key]) => key !== name));
const ofNames = (names: readonly string[], make: (name: string) => string): Cases =>
  Object.fromEntries(names.map((name) => [name, make(name)]));

function wrongSignatures({ header, claims, key }: GenuineJwt): Cases {
  const input = `${encoded(header)}.${encoded(claims)}`;
  const genuine = signatureOf(input, key);
  const flipped = Buffer.from(genuine);
  flipped[7] = (flipped[7] ?? 0) ^ 1;
  const signed = (signature: Uint8Array): string => `${input}.${encoded(signature)}`;
  const elliptic = aSigningKey('ES256');
  const asElliptic = `${encoded({ ...header, alg: 'ES256' })}.${encoded(claims)}`;
  return {
    'a signature with a flipped bit': signed(flipped),
    'a signature of zeros': signed(new Uint8Array(genuine.length)),
    'a signature cut short': signed(genuine.subarray(0, -1)),
    'a signature with a byte more': signed(Buffer.concat([genuine, Buffer.of(0)])),
    'a signature of one byte': signed(Buffer.of(0)),
    'the signature of another payload': signed(signatureOf(`${encoded(header)}.${encoded({ ...claims, x: 1 })}`, key)),
    'the signature of the payload alone': signed(signatureOf(encoded(claims), key)),
    'a signature by another key of the same kind': sealed(header, claims, aSigningKey(key.algorithm)),
    'an ES256 signature of zeros': `${asElliptic}.${encoded(new Uint8Array(64))}`,
    'an ES256 signature in DER': `${asElliptic}.${encoded(Buffer.from('3006020101020101', 'hex'))}`,
    'an ES256 signature by another key': sealed({ ...header, alg: 'ES256' }, claims, elliptic),
    'claims changed after signing': `${encoded(header)}.${encoded({ ...claims, sub: 'admin' })}.${encoded(genuine)}`,
    'a header changed after signing': `${encoded({ ...header, x: 1 })}.${encoded(claims)}.${encoded(genuine)}`,
  };
}

function wrongAlgorithms({ header, claims, key }: GenuineJwt): Cases {
  const publicKey = createPublicKey(key.privateKey);
  const secrets: Record<string, string | Buffer> = {
    'its PEM': publicKey.export({ format: 'pem', type: 'spki' }).toString(),
    'its DER': publicKey.export({ format: 'der', type: 'spki' }),
    'its JWK': JSON.stringify(key.publicJwk),
    nothing: '',
  };
  const asHmac = `${encoded({ ...header, alg: 'HS256' })}.${encoded(claims)}`;
  const hmacs = Object.entries(secrets).map(([name, secret]): [string, string] => [
    `HS256 with the public key as secret: ${name}`,
    `${asHmac}.${createHmac('sha256', secret).update(asHmac).digest('base64url')}`,
  ]);
  const unsigned = ofNames(
    ['none', 'None', 'NONE', 'nOnE', ''],
    (alg) => `${encoded({ ...header, alg })}.${encoded(claims)}.`,
  );
  const names: readonly unknown[] = [
    'none',
    'None',
    'eddsa',
    'RS512',
    'ES384',
    'ES256K',
    'HS512',
    'Ed448',
    'dir',
    '',
    0,
    null,
  ];
  const others = [...names, ['EdDSA'], { EdDSA: 1 }];
  const renamed = others.map((alg): [string, string] => [
    `alg ${JSON.stringify(alg)}`,
    sealed({ ...header, alg }, claims, key),
  ]);
  const swapped = (['EdDSA', 'ES256', 'RS256', 'PS256'] as const)
    .filter((alg) => alg !== key.algorithm)
    .map((alg): [string, string] => [`alg swapped for ${alg}`, sealed({ ...header, alg }, claims, key)]);
  return {
    ...Object.fromEntries([...hmacs, ...renamed, ...swapped]),
    ...Object.fromEntries(Object.entries(unsigned).map(([alg, text]) => [`unsigned, alg "${alg}"`, text])),
    'no alg': sealed(without(header, 'alg'), claims, key),
  };
}

function wrongHeaders({ use, header, claims, key }: GenuineJwt): Cases {
  const attacker = aSigningKey('EdDSA');
  const extras: Record<string, unknown> = {
    crit: ['exp'],
    b64: false,
    zip: 'DEF',
    cty: 'JWT',
    jku: 'http://127.0.0.1:9/jwks',
    x5u: 'http://127.0.0.1:9/x5u',
    x5c: ['MIIB'],
    ...(use === 'dpop_proof' ? {} : { jwk: attacker.publicJwk }),
  };
  const cases = Object.entries(extras).map(([name, value]): [string, string] => [
    `header member ${name}`,
    sealed({ ...header, [name]: value }, claims, key),
  ]);
  return {
    ...Object.fromEntries(cases),
    'an empty crit': sealed({ ...header, crit: [] }, claims, key),
    'b64 as it is anyway': sealed({ ...header, b64: true, crit: ['b64'] }, claims, key),
    'jku of null': sealed({ ...header, jku: null }, claims, key),
    'an unencoded payload (RFC 7797)': sealed({ ...header, b64: false, crit: ['b64'] }, JSON.stringify(claims), key),
    ...(use === 'dpop_proof'
      ? {}
      : {
          'a key of its own, signed by it': sealed(
            { ...header, alg: 'EdDSA', jwk: attacker.publicJwk },
            claims,
            attacker,
          ),
        }),
  };
}

const types = {
  access_token: ['at+jwt'],
  client_assertion: ['JWT', 'client-authentication+jwt'],
  dpop_proof: ['dpop+jwt'],
} as const;

function wrongTypes({ use, header, claims, key }: GenuineJwt): Cases {
  const foreign = Object.entries(types).flatMap(([of, names]) => (of === use ? [] : [...names]));
  const [own] = types[use];
  const values: readonly unknown[] = [
    ...foreign,
    ...foreign.map((name) => `application/${name}`),
    ...['JWS', 'JOSE', 'logout+jwt', 'secevent+jwt', 'oauth-id-jag+jwt', 'token-introspection+jwt', 'jwt+at'],
    ...[`application/application/${own}`, `${own} `, ` ${own}`, `${own}\u0000`, `text/${own}`, `${own};v=1`],
    ...['', null, 1, true, [own], { typ: own }],
  ];
  const cases = values.map((typ): [string, string] => [
    `typ ${JSON.stringify(typ)}`,
    sealed({ ...header, typ }, claims, key),
  ]);
  const absent = use === 'client_assertion' ? {} : { 'no typ': sealed(without(header, 'typ'), claims, key) };
  return { ...Object.fromEntries(cases), ...absent };
}

function wrongKids({ use, header, claims, key }: GenuineJwt): Cases {
  const malformed: readonly unknown[] = ['k'.repeat(257), 7, null, true, ['key'], { kid: 'key' }];
  const unknown: readonly unknown[] = [
    ...['', '../../../../dev/null', '/etc/passwd', 'C:\\Windows\\win.ini', '__proto__', 'constructor', 'toString'],
    ...["' OR '1'='1", 'http://127.0.0.1:9/key', '\u0000', `${String(header['kid'])} `, '%2e%2e%2f'],
  ];
  // A proof brings its key, so that the name of the key is nothing to it.
  const kids = use === 'dpop_proof' ? malformed : [...malformed, ...unknown];
  return Object.fromEntries(
    kids.map((kid) => [`kid ${JSON.stringify(kid).slice(0, 40)}`, sealed({ ...header, kid }, claims, key)]),
  );
}

function wrongJson({ header, claims, key }: GenuineJwt): Cases {
  const head = JSON.stringify(header);
  const body = JSON.stringify(claims);
  const open = (text: string): string => text.slice(0, -1);
  const nested = (depth: number): string => `${open(body)},"x":${'['.repeat(depth)}${']'.repeat(depth)}}`;
  const nestedObjects = (depth: number): string => `${open(body)},"x":${'{"x":'.repeat(depth)}1${'}'.repeat(depth)}}`;
  const bodies: Record<string, string | Uint8Array> = {
    'a member twice': `${open(body)},"sub":"admin"}`.replace('{', '{"sub":"first",'),
    'a member twice, once escaped': `${open(body)},"\\u006ati":"other"}`,
    'a member twice, equal': `${open(body)},"jti":${JSON.stringify(claims['jti'])}}`,
    'a nested member twice': `${open(body)},"x":{"a":1,"a":1}}`,
    'a member twice inside an array': `${open(body)},"x":[[{"a":1,"b":[],"a":2}]]}`,
    'an empty name twice': `${open(body)},"":1,"":1}`,
    'a byte-order mark': `\ufeff${body}`,
    'trailing garbage': `${body}x`,
    'a second object': `${body}{}`,
    'a NUL behind it': `${body}\u0000`,
    'a trailing comma': `${open(body)},}`,
    'a comment': `${open(body)}/* */}`,
    'single quotes': body.replaceAll('"', "'"),
    'arrays 32 deep': nested(32),
    'arrays 5000 deep': nested(5000),
    'objects 32 deep': nestedObjects(32),
    'objects 2000 deep': nestedObjects(2000),
    'an unclosed object': open(body),
    'half a character': `${open(body)},"x":"\\ud800"}`,
    'half a character in a name': `${open(body)},"\\udc00":1}`,
    'a raw control character': `${open(body)},"x":"\u0001"}`,
    'bytes that are not UTF-8': Buffer.concat([Buffer.from(`${open(body)},"x":"`), Buffer.of(0xff), Buffer.from('"}')]),
    'an overlong encoding': Buffer.concat([
      Buffer.from(`${open(body)},"x":"`),
      Buffer.of(0xc0, 0xaf),
      Buffer.from('"}'),
    ]),
    'a surrogate in UTF-8': Buffer.concat([
      Buffer.from(`${open(body)},"x":"`),
      Buffer.of(0xed, 0xa0, 0x80),
      Buffer.from('"}'),
    ]),
    'UTF-16': Buffer.from(body, 'utf16le'),
    'an array': `[${body}]`,
    'a string': JSON.stringify(body),
    'a number': '1',
    null: 'null',
    'an empty object': '{}',
    'white space': ' ',
  };
  const headers: Record<string, string | Uint8Array> = {
    'alg twice': `${open(head)},"alg":"none"}`,
    'alg twice, once escaped': `${open(head)},"\\u0061lg":"none"}`,
    'typ twice': `${open(head)},"typ":"x","typ":"x"}`,
    'a byte-order mark': `\ufeff${head}`,
    'trailing garbage': `${head}x`,
    'arrays 32 deep': `${open(head)},"x":${'['.repeat(32)}${']'.repeat(32)}}`,
    'bytes that are not UTF-8': Buffer.concat([Buffer.from(`${open(head)},"x":"`), Buffer.of(0xfe), Buffer.from('"}')]),
    'an array': `[${head}]`,
    null: 'null',
    'no JSON': 'header',
  };
  return {
    ...Object.fromEntries(Object.entries(bodies).map(([name, text]) => [`claims: ${name}`, sealed(header, text, key)])),
    ...Object.fromEntries(
      Object.entries(headers).map(([name, text]) => [`header: ${name}`, sealed(text, claims, key)]),
    ),
  };
}

function wrongDates({ header, claims, key }: GenuineJwt): Cases {
  const raw = [
    '1e400',
    '-1e400',
    'NaN',
    'Infinity',
    '0x7fffffff',
    '"4102444800"',
    'null',
    'true',
    '[4102444800]',
    '{}',
    '""',
  ];
  return Object.fromEntries(
    ['exp', 'iat', 'nbf'].flatMap((name) =>
      raw.map((value) => [
        `${name} ${value}`,
        sealed(header, `${JSON.stringify(without(claims, name)).slice(0, -1)},"${name}":${value}}`, key),
      ]),
    ),
  );
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

function wrongForms({ header, claims, key }: GenuineJwt): Cases {
  const text = sealed(header, claims, key);
  const [head = '', body = '', signature = ''] = text.split('.');
  // 64 and 256 bytes leave two and four bits of the last character unused: the next one decodes to the same bytes.
  const last = alphabet.indexOf(signature.slice(-1));
  const respelt = `${signature.slice(0, -1)}${alphabet[last ^ 1] ?? ''}`;
  return {
    empty: '',
    'three empty parts': '..',
    'one part': head,
    'two parts': `${head}.${body}`,
    'four parts': `${text}.${signature}`,
    'a dot behind it': `${text}.`,
    'a dot before it': `.${text}`,
    'a JWE of five parts': `${encoded({ alg: 'dir', enc: 'A256GCM' })}..${encoded('iv')}.${encoded('text')}.${encoded('tag')}`,
    'a detached payload': `${head}..${signature}`,
    'no header': `.${body}.${signature}`,
    'the JSON serialization': JSON.stringify({ protected: head, payload: body, signature }),
    'padding behind the signature': `${text}==`,
    'padding behind each part': `${head}=.${body}=.${signature}=`,
    'another spelling of the signature': `${head}.${body}.${respelt}`,
    'the alphabet of plain base64': `${head}.${body}.${signature.slice(0, -1)}+`,
    'a line break inside': `${head}.${body}.${signature.slice(0, 9)}\n${signature.slice(9)}`,
    'a line break behind it': `${text}\n`,
    'a space before it': ` ${text}`,
    'a character outside ASCII': `${head}.${body}.${signature}é`,
    'a NUL behind it': `${text}\u0000`,
    'a scheme before it': `Bearer ${text}`,
    'another one behind a comma': `${text},${text}`,
    'more than 16 KiB': sealed(header, { ...claims, x: 'x'.repeat(13_000) }, key),
    'a megabyte': sealed(header, { ...claims, x: 'x'.repeat(1_000_000) }, key),
  };
}
