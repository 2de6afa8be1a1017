import { expect, it } from 'vitest';
import { sealingOf } from './sealing.ts';

it.each([
  ['linux', true, 'gnome_libsecret', 'system'],
  ['linux', true, 'kwallet', 'system'],
  ['linux', true, 'kwallet6', 'system'],
  ['linux', false, 'kwallet5', 'none'],
  // Available, and worth nothing: the password is the same everywhere.
  ['linux', true, 'basic_text', 'plain'],
  ['linux', true, 'unknown', 'plain'],
  ['linux', false, 'basic_text', 'plain'],
  ['darwin', true, '', 'system'],
  ['win32', true, '', 'system'],
  ['win32', false, '', 'none'],
] as const)('on %s, available %s, %s: %s', (platform, available, backend, sealing) => {
  expect(sealingOf(platform, available, backend)).toBe(sealing);
});
