import { exact, relative } from '#renderer/ui/format.ts';
import type { TenantRow } from '#shared/contract/tenants.ts';
import type { AddressRule, TestStep } from '#shared/model/connection.ts';

type Health = Pick<TenantRow, 'health' | 'unlocked'>;

export function healthIcon({ health, unlocked }: Health): { readonly icon: string; readonly tone: string } {
  if (health.state === 'offline') return { icon: 'debug-disconnect', tone: 'error-text' };
  if (!unlocked) return { icon: 'key', tone: 'warning-text' };
  return health.state === 'online'
    ? { icon: 'pass', tone: 'success-text' }
    : { icon: 'circle-large-outline', tone: 'dim' };
}

/** `offline since 12:04 (4 min ago): connection refused` */
export function healthWords({ health, unlocked }: Health, now: number): string {
  // Where the workspace's clock stands in the past, the day says nothing more than the instant does.
  const age = health.since === null || health.since > now ? '' : ` (${relative(health.since, now)})`;
  const since = health.since === null ? '' : ` since ${exact(health.since)}${age}`;
  if (health.state === 'offline') return `offline${since}: ${health.message}`;
  const locked = unlocked ? '' : ', locked: its secret has to be typed';
  return health.state === 'online' ? `online${since}${locked}` : `not asked yet in this run${locked}`;
}

export const addressWords: Readonly<Record<AddressRule, string>> = {
  public: 'Public addresses only',
  private: 'Private ranges as well (10/8, 192.168/16 …)',
  loopback: 'Private ranges and this computer (127.0.0.1)',
};

export const testStepWords: Readonly<Record<TestStep, string>> = {
  address: 'Address',
  name: 'Name',
  connect: 'Connection',
  tls: 'TLS',
  clock: 'Clock',
  authenticate: 'Sign-in',
  access: 'Access',
};
