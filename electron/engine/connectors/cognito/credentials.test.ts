import { describe, expect, it } from 'vitest';
import { BackendRefused } from '#engine/connectors/connector.ts';
import { credentialsOf } from './credentials.ts';

const lasting = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'sec/ret+', sessionToken: '' };
const passing = { ...lasting, sessionToken: 'tok/en==' };

describe('the access key as it is typed', () => {
  it.each([
    ['AKIAEXAMPLE sec/ret+', lasting],
    ['AKIAEXAMPLE:sec/ret+', lasting],
    [' AKIAEXAMPLE\nsec/ret+\ntok/en==\n', passing],
    ['{"AccessKeyId":"AKIAEXAMPLE","SecretAccessKey":"sec/ret+"}', lasting],
    ['{"Version":1,"AccessKeyId":"AKIAEXAMPLE","SecretAccessKey":"sec/ret+","SessionToken":"tok/en=="}', passing],
  ])('%j', (text, expected) => expect(credentialsOf(text)).toEqual(expected));

  it.each(['', 'hunter2', 'hunter2 ', 'hunter2 b c d', '{"hunter2', '{"SecretAccessKey":"hunter2"}', 'hun-ter2 x'])(
    'refuses %j, and does not repeat it',
    (text) => {
      const read = (): unknown => credentialsOf(text);
      expect(read).toThrow(BackendRefused);
      expect(read).not.toThrow(/hun/);
    },
  );
});
