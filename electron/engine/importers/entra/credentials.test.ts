import { expect, it } from 'vitest';
import { unknown } from '#shared/model/fact.ts';
import { thumbprintIn } from './credentials.ts';

it('reads a thumbprint in each form that tools write, and nothing else', () => {
  const bytes = [218, 83, 154, 93, 120, 7, 23, 202, 247, 37, 14, 128, 55, 201, 111, 192, 61, 44, 34, 26];
  const hex = 'da539a5d780717caf7250e8037c96fc03d2c221a';
  for (const form of [bytes, hex, hex.toUpperCase(), '2lOaXXgHF8r3JQ6AN8lvwD0sIho='])
    expect(thumbprintIn(form)).toBe(`sha1:${hex}`);
  for (const other of ['', 'my key', bytes.slice(1), [...bytes.slice(1), 256], null, 7])
    expect(thumbprintIn(other)).toEqual(unknown('not_in_export'));
});
