import type { Instant } from '#shared/model/fact.ts';
import type { JournalAction } from '#shared/model/journal-record.ts';
import { Attempt } from './attempt.ts';
import type { Step } from './endpoint.ts';
import type { AuthorizationDetail, GrantType, Token } from './model.ts';
import type { OAuthErrorCode } from './oauth-error.ts';
import type { HttpRequest, IssuerPorts } from './ports.ts';
import type { Proof } from './tokens/dpop.ts';

/** One way to a token. `id` is the wire value of `grant_type`. */
export interface GrantFlow {
  readonly id: GrantType;
  /** What the journal calls it. */
  readonly action: JournalAction;
  /** The parameters that it reads; all others are ignored (RFC 6749 §3.2). */
  readonly parameters: Readonly<Record<string, 'required' | 'optional'>>;
  /** What it answers when a code, token or assertion that it was shown is not acceptable. */
  readonly unacceptable: OAuthErrorCode;
  readonly steps: readonly Step<TokenRequest>[];
}

/**
 * The most that a token of this request may hold. A grant works it out from what it was shown; every step behind that can
 * only narrow it.
 */
export interface Authority {
  readonly sub: string;
  /** Actors from the first to the one that acts now. */
  readonly actors: readonly string[];
  readonly scopes: readonly string[];
  /** Given when none are asked for. */
  readonly defaultScopes: readonly string[];
  readonly audience: readonly string[];
  readonly defaultAudience: readonly string[];
  /** null: whatever is of a type that the client may ask for. */
  readonly details: readonly AuthorizationDetail[] | null;
  /** Infinity: nothing that it came from ends. */
  readonly expiresAt: Instant;
  /** It came from something that is bound to a key: no bearer token may come of it. */
  readonly bound: boolean;
  /** Thumbprints of keys each of which the request must prove. */
  readonly keys: readonly string[];
  readonly mayAct: string | null;
  readonly parents: readonly string[];
  readonly grantId: string | null;
  readonly consentId: string | null;
  readonly clientEpoch: number;
  readonly subEpoch: number;
}

/** What the token will hold. Nothing until a step has said so. */
export interface Granted {
  scopes: readonly string[];
  audience: readonly string[];
  details: readonly AuthorizationDetail[];
  expiresAt: Instant;
}

/** A request at the token endpoint. */
export class TokenRequest extends Attempt {
  /** Key that the request has proven (RFC 9449); null: none. */
  proof: Proof | null = null;
  /** The token that is to be exchanged (RFC 8693 §2.1); null: it is another grant. */
  subject: Token | null = null;
  readonly granted: Granted = { scopes: [], audience: [], details: [], expiresAt: 0 };
  /** Members of the answer (RFC 6749 §5.1). */
  readonly answer: Record<string, unknown> = {};
  #flow: GrantFlow | null = null;
  #authority: Authority | null = null;

  constructor(request: HttpRequest, ports: IssuerPorts) {
    super('token.issued', request, ports);
  }

  get flow(): GrantFlow {
    if (this.#flow === null) throw new Error('no step has chosen the grant yet');
    return this.#flow;
  }

  set flow(flow: GrantFlow) {
    this.#flow = flow;
    this.remarks.action = flow.action;
    this.remarks.details['grant_type'] = flow.id;
  }

  get authority(): Authority {
    if (this.#authority === null) throw new Error('no step of the grant has worked out the authority yet');
    return this.#authority;
  }

  set authority(authority: Authority) {
    this.#authority = authority;
    this.concerns(authority);
    if (authority.consentId !== null) this.remarks.details['consent'] = authority.consentId;
  }
}
