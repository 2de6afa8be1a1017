// What the issuer's parts ask of each other and of the engine. Everything here is passed in: nothing reaches out.
import type { Clock, Hash, Log, Random } from '#engine/system/system.ts';
import type { Decision, Signal } from '#shared/model/activity.ts';
import type { Instant } from '#shared/model/fact.ts';
import type { JournalAction } from '#shared/model/journal-record.ts';
import type { Algorithm, Change, PublicJwk, SigningKey } from './model.ts';
import type { IssuerState } from './state.ts';
import type { ProofNonces } from './tokens/proof-nonces.ts';
import type { VerifiedTokens } from './tokens/verified-tokens.ts';

/** A request as the loopback server hands it over: read whole, within its limits. */
export interface HttpRequest {
  /** Upper case. */
  readonly method: string;
  /** Without query and fragment, as it was sent: `/token`. */
  readonly path: string;
  /** Without the question mark, as it was sent. */
  readonly query: string;
  /** Names in lower case. Of a header that came more than once every value, in order. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
  readonly body: Uint8Array;
}

export interface HttpResponse {
  readonly status: number;
  /** Names in the form in which they are sent. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Ids of the issuer's own world: `client_id`, `hum_…`. */
export interface IssuerEvent {
  readonly action: JournalAction;
  /** What it was done to: a jti, a client_id, a resource, a path. */
  readonly object: string;
  readonly decision: Decision;
  /** `sub` of the human whom it concerns; null: nobody. */
  readonly human: string | null;
  /** The human was there: on the consent page, on the account page. */
  readonly humanLive: boolean;
  /** `sub`s of the actors, from the first to the one that acts now. */
  readonly agents: readonly string[];
  /** client_id of who asked; null: it is not known. An id that no client has is kept out by whoever writes the event. */
  readonly client: string | null;
  /** Private reason of a refusal, a short remark otherwise. */
  readonly reason: string;
  /** jti of the token that it is about; empty where there is none. */
  readonly trace: string;
  /** Names the policy that decided: `client:CLIENT_ID`, `issuer`, `consent:ID` … */
  readonly policy: string;
  readonly changes: readonly Change[];
  /** More that an auditor wants: scopes asked and given, audience, address. No secrets, no token values. */
  readonly details: Readonly<Record<string, unknown>>;
  /** An analyst whose own deed it was, and his program: the record is theirs. */
  readonly by?: { readonly human: string; readonly client: string };
  /** What the request says of the program that sent it, at most 400 characters. */
  readonly userAgent?: string;
  readonly signals?: readonly Signal[];
}

export interface Ledger {
  /** Durable, and applied to the state, when it resolves. Refuses with the AppErrors of `Workspace.record`. */
  record(event: IssuerEvent): Promise<void>;
}

/** Private keys, and nothing that leaves them. */
export interface Signer {
  /** The key that signs by that algorithm now. */
  active(algorithm: Algorithm): SigningKey;
  /** The same, made where there is none yet, once its private half is at hand. Refuses like `Keystore`. */
  ready(algorithm: Algorithm): Promise<SigningKey>;
  /** The public halves that a verifier may need (RFC 7517 §5): active and passive keys. */
  jwks(): { readonly keys: readonly PublicJwk[] };
  /**
   * A compact JWS (RFC 7515 §7.1) of the claims by the key that is active at the call; `typ` goes into its header with
   * `alg` and `kid`.
   */
  sign(algorithm: Algorithm, typ: string, claims: Readonly<Record<string, unknown>>): Promise<string>;
}

/** Things that are decided in memory before they are durable: nothing is given out twice in the same millisecond. */
export interface Reservations {
  /** False when it is spent already or is being spent by another request that is under way. */
  take(key: string): boolean;
  /** One of `places` under that name while the request is under way; false: all of them are taken. */
  takePlace(key: string, places: number): boolean;
  /** The request is over: what it spent stands in the journal, or nothing happened. Of places gives back one a name. */
  release(keys: readonly string[]): void;
}

/** What is nobody's in particular and comes by the thousand: it is counted, so that it fills neither disk nor time. */
export interface Refusals {
  /** True: it has a record of its own. False: it is counted in the next record of the flood. */
  admit(reason: string): boolean;
}

/** Failures of client authentication, per client. The right secret always passes; a further wrong one is told to wait. */
export interface Throttle {
  /** Seconds until a further failure is an ordinary one again; null: it is. Also for ids that no client has. */
  refuse(clientId: string): number | null;
  failed(clientId: string): void;
  succeeded(clientId: string): void;
}

/** What every endpoint may use. `issuer` is the issuer identifier (RFC 8414 §2): `http://127.0.0.1:PORT`. */
export interface IssuerPorts {
  readonly issuer: string;
  readonly state: IssuerState;
  readonly ledger: Ledger;
  readonly signer: Signer;
  readonly reservations: Reservations;
  readonly throttle: Throttle;
  readonly refusals: Refusals;
  /** What DPoP proofs must carry while `settings.dpopNonces` is on. */
  readonly nonces: ProofNonces;
  readonly verified: VerifiedTokens;
  readonly settings: IssuerSettings;
  readonly clock: Pick<Clock, 'now' | 'monotonic' | 'after'>;
  readonly random: Random;
  readonly hash: Pick<Hash, 'sha256'>;
  readonly log: Log;
}

/** Switches of one run of the issuer. */
export interface IssuerSettings {
  readonly algorithm: Algorithm;
  /** RFC 7591, off until switched on. */
  readonly registration: boolean;
  /** Server-provided nonces for DPoP proofs (RFC 9449 §8), off by default. */
  readonly dpopNonces: boolean;
  /** Takes the token endpoint beside the issuer as `aud` of a client assertion (RFC 7523 §3); the issuer alone by default. */
  readonly assertionAudience: 'issuer' | 'issuer_or_token_endpoint';
}

/** Whole seconds, as JWTs count them (RFC 7519 §2, NumericDate). */
export const seconds = (instant: Instant): number => Math.floor(instant / 1000);
