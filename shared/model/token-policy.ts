import type { Fact, Seconds } from './fact.ts';

/** How long what this identity is issued lives. Seconds; Infinity is written as 'never'. */
export interface TokenPolicy {
  readonly accessTtl: Fact<Seconds>;
  /** null: it gets no refresh token. */
  readonly refreshAbsolute: Fact<Seconds | 'never'> | null;
  readonly refreshIdle: Fact<Seconds | 'never'> | null;
  readonly refreshRotation: Fact<boolean>;
  /** Offline or persistent sessions allowed. */
  readonly offline: Fact<boolean>;
  /** Where the access lifetime comes from. */
  readonly accessTtlFrom: 'client' | 'tenant' | 'api' | 'vendor_default';
}
