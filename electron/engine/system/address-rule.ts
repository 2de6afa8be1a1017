// Which addresses a tenant may have: SECURITY row 7. Whatever is not named here is public.
import { BlockList, isIP } from 'node:net';
import type { AddressRule } from '#shared/model/connection.ts';

function listOf(entries: readonly (readonly [string, number])[]): BlockList {
  const list = new BlockList();
  for (const [address, bits] of entries) list.addSubnet(address, bits, address.includes(':') ? 'ipv6' : 'ipv4');
  return list;
}

const loopback = listOf([
  ['127.0.0.0', 8],
  ['::1', 128],
]);

/** RFC 1918, RFC 6598, RFC 4193. */
const privateRanges = listOf([
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['100.64.0.0', 10],
  ['fc00::', 7],
]);

/**
 * Nobody's tenant: this host, the metadata services of clouds, link-local, multicast, documentation, benchmarks, reserved,
 * and IPv6 that carries an IPv4 address which nobody judged (RFC 4291 §2.5.5.1, RFC 2765, RFC 4380).
 */
const never = listOf([
  ['::', 96],
  ['0.0.0.0', 8],
  ['100.100.100.200', 32],
  ['169.254.0.0', 16],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
  ['::ffff:0:0:0', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fd00:ec2::254', 128],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
]);

const mapped = /^::ffff:(?:(\d+\.\d+\.\d+\.\d+)|([0-9a-f]{1,4}):([0-9a-f]{1,4}))$/i;

/** IPv4 inside IPv6 (RFC 4291 §2.5.5.2) is judged as IPv4. */
function plain(address: string): string {
  const found = mapped.exec(address);
  if (found === null) return address;
  if (found[1] !== undefined) return found[1];
  const [high, low] = [Number.parseInt(found[2] ?? '0', 16), Number.parseInt(found[3] ?? '0', 16)];
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}

/** Whether it is this computer; a name is not. */
export function isLoopback(given: string): boolean {
  const address = plain(given);
  const version = isIP(address);
  return version !== 0 && loopback.check(address, version === 6 ? 'ipv6' : 'ipv4');
}

/** Why that address may not be asked, in a sentence; null: it may. Not an address at all is refused too. */
export function refusedAddress(given: string, rule: AddressRule): string | null {
  const address = plain(given);
  const version = isIP(address);
  if (version === 0) return `${given} is no address`;
  const family = version === 6 ? 'ipv6' : 'ipv4';
  if (isLoopback(address)) {
    return rule === 'loopback' ? null : `${given} is this computer, and the tenant's address rule does not allow it`;
  }
  if (never.check(address, family)) return `${given} is an address that no tenant can have`;
  if (privateRanges.check(address, family)) {
    return rule === 'public' ? `${given} is a private address, and the tenant's address rule does not allow it` : null;
  }
  return null;
}
