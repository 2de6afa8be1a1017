// AWS Signature Version 4, as the receiver checks it; written from its documentation, beside the library that signs.
import { createHash, createHmac } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

export interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

const form =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request, SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/;

/** Of a POST to `/`. `host`: as the client saw it. '' : it holds, else why not. */
export function signatureFault(headers: IncomingHttpHeaders, body: string, host: string, keys: Keys): string {
  const [, id, day = '', region = '', service = '', names = '', signature] =
    form.exec(headers.authorization ?? '') ?? [];
  const time = String(headers['x-amz-date'] ?? '');
  if (id === undefined) return 'no signature';
  if (id !== keys.accessKeyId) return 'another key';
  if (!time.startsWith(day)) return 'another day';
  if (String(headers['x-amz-security-token'] ?? '') !== keys.sessionToken) return 'another session';
  const signed = names.split(';');
  const unsigned = ['host', ...Object.keys(headers).filter((name) => name.startsWith('x-amz-'))].find(
    (name) => !signed.includes(name),
  );
  if (unsigned !== undefined) return `${unsigned} is not signed`;
  const lines = signed.map((name) => `${name}:${name === 'host' ? host : String(headers[name]).trim()}\n`).join('');
  const canonical = `POST\n/\n\n${lines}\n${names}\n${sha256(body)}`;
  const scope = `${day}/${region}/${service}/aws4_request`;
  const text = `AWS4-HMAC-SHA256\n${time}\n${scope}\n${sha256(canonical)}`;
  const key = [day, region, service, 'aws4_request'].reduce<string | Buffer>(hmac, `AWS4${keys.secretAccessKey}`);
  return hmac(key, text).toString('hex') === signature ? '' : 'the signature does not match';
}
