// The one secret of the form holds everything that signs requests: temporary credentials are three parts of one whole.
import { z } from 'zod';
import { BackendRefused } from '#engine/connectors/connector.ts';

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** '' : the key is a lasting one. */
  readonly sessionToken: string;
}

/** What `aws configure export-credentials` prints, and `Credentials` of AssumeRole. */
const exported = z.looseObject({
  AccessKeyId: z.string(),
  SecretAccessKey: z.string(),
  SessionToken: z.string().default(''),
});

const keyId = /^\w{4,128}$/;
const misread =
  'the access key cannot be read: give its id, the secret access key and, of temporary credentials, the session token, with spaces between them.';

/** `ID SECRET [TOKEN]`, or the JSON of the command line. Throws BackendRefused, which never repeats what was given. */
export function credentialsOf(text: string): Credentials {
  const given = text.trim().startsWith('{') ? fromJson(text) : fromWords(text);
  if (!keyId.test(given.accessKeyId) || given.secretAccessKey === '') throw new BackendRefused(401, misread);
  return given;
}

function fromWords(text: string): Credentials {
  const [accessKeyId = '', secretAccessKey = '', sessionToken = '', ...more] = text.trim().split(/[\s:]+/);
  if (more.length > 0) throw new BackendRefused(401, misread);
  return { accessKeyId, secretAccessKey, sessionToken };
}

function fromJson(text: string): Credentials {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // Whatever the parser says may quote the secret.
    throw new BackendRefused(401, misread);
  }
  const { data } = exported.safeParse(value);
  if (data === undefined) throw new BackendRefused(401, misread);
  return {
    accessKeyId: data.AccessKeyId,
    secretAccessKey: data.SecretAccessKey,
    sessionToken: data.SessionToken,
  };
}
