import { describe, expect, it } from 'vitest';
import { refusedAddress } from './address-rule.ts';

describe('refusedAddress', () => {
  it.each(['8.8.8.8', '1.1.1.1', '172.32.0.1', '2606:4700::1111', '100.128.0.1', '::ffff:8.8.8.8'])(
    '%s is public',
    (address) => {
      expect(refusedAddress(address, 'public')).toBeNull();
    },
  );

  it.each(['10.1.2.3', '172.16.0.1', '192.168.1.1', '100.64.0.1', 'fd00::1', '::ffff:10.0.0.1', '::ffff:a00:1'])(
    '%s is private',
    (address) => {
      expect(refusedAddress(address, 'public')).toContain('private');
      expect(refusedAddress(address, 'private')).toBeNull();
      expect(refusedAddress(address, 'loopback')).toBeNull();
    },
  );

  it.each(['127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1', '::ffff:7f00:1'])('%s is this computer', (address) => {
    expect(refusedAddress(address, 'private')).toContain('this computer');
    expect(refusedAddress(address, 'loopback')).toBeNull();
  });

  it.each([
    '169.254.169.254',
    '0.0.0.0',
    '::',
    'fe80::1',
    '224.0.0.1',
    '255.255.255.255',
    '64:ff9b::7f00:1',
    '::ffff:a9fe:a9fe',
    '::127.0.0.1',
    '::a00:1',
    '::ffff:0:127.0.0.1',
    '2001:0:7f00:1::',
    'fd00:ec2::254',
    '100.100.100.200',
    'x',
  ])('%s is nobody’s', (address) => {
    for (const rule of ['public', 'private', 'loopback'] as const) expect(refusedAddress(address, rule)).not.toBeNull();
  });
});
