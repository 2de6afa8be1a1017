import type { Instant, Seconds } from '#shared/model/fact.ts';

/** A client of the issuer, as far as plans change it. */
export interface LocalClient {
  readonly id: string;
  readonly enabled: boolean;
  readonly scopes: readonly string[];
  readonly accessTtl: Seconds | null;
  readonly owner: string | null;
  /** When its newest secret or key was made; null: it has none. */
  readonly secretAt: Instant | null;
}

/** The issuer's own tables and verbs: no network between them and us, and no other way to them. */
export interface LocalIssuerPort {
  /** Id and name of the tenant in the inventory. */
  readonly tenant: { readonly id: string; readonly name: string };
  client(id: string): LocalClient | null;
  /** Scopes of a consent that lives; null: there is none. */
  consent(id: string): { readonly client: string; readonly scopes: readonly string[] } | null;
  /** null: no such token is known. */
  token(jti: string): { readonly client: string; readonly lives: boolean } | null;
  setEnabled(id: string, enabled: boolean): Promise<void>;
  change(
    id: string,
    change: {
      readonly scopes?: readonly string[];
      readonly accessTtl?: Seconds | null;
      readonly owner?: string | null;
    },
  ): Promise<void>;
  /** The new secret or key. */
  rotate(id: string): Promise<string>;
  delete(id: string): Promise<void>;
  withdraw(consent: string): Promise<void>;
  /** With a refresh token goes all that its authorization has given (RFC 7009 §2.1). */
  revokeToken(jti: string): Promise<void>;
}
