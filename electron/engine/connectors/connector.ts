// What a backend has to be able to do. HTTP knowledge of a vendor stops in its folder.
import type { z } from 'zod';
import type { TenantWeb } from '#engine/system/tenant-web.ts';
import type { Capability } from '#shared/model/capability.ts';
import type { AccessNeed, ConnectionTest } from '#shared/model/connection.ts';
import type { Instant, Seconds } from '#shared/model/fact.ts';
import type { Intent } from '#shared/model/finding.ts';
import type { Identity } from '#shared/model/identity.ts';
import type { IdentityId } from '#shared/model/ids.ts';
import type { Json } from '#shared/model/json.ts';
import type { Operation, ProbeResult, ShownRequest, Step, Target } from '#shared/model/plan.ts';
import type { Vendor } from '#shared/model/tenant.ts';

/** Stands in `after` where only the backend knows the new value: it must differ from before. */
export const changed = '«changed»';
/** The same, of a secret that the backend makes and shows once: such a request is never sent twice. */
export const newSecret = '«new secret»';

/** One line of the form in which a tenant is added. */
export interface SettingField {
  readonly name: string;
  readonly label: string;
  readonly placeholder: string;
  readonly hint: string;
  readonly required: boolean;
}

/** What a plan is made of when nobody is online: the identity, and its source records with their secrets stripped. */
export interface Subject {
  readonly identity: Identity;
  readonly records: readonly { readonly importer: string; readonly record: string; readonly raw: unknown }[];
  /** The vendor's id of another identity of the same tenant; null: it is of another one, or not in the inventory. */
  externalIdOf(id: IdentityId): string | null;
  /** What the inventory calls it; null: it is not in there. */
  nameOf(id: IdentityId): string | null;
}

export interface Wish {
  readonly intent: Intent;
  readonly target: Target;
  readonly subject: Subject;
  /** rescope: `scopes` are those that stay; shorten: `seconds`; rotate: `overlap_seconds`. */
  readonly parameters: Readonly<Record<string, string | number | readonly string[]>>;
}

/** One step as the connector sees it: pure, made from what was read last. */
export interface Proposal {
  readonly title: string;
  readonly operation: Operation;
  readonly requests: readonly ShownRequest[];
  readonly before: Json;
  readonly after: Json;
  readonly compensation: Operation | null;
  readonly notRestored: readonly string[];
  readonly disrupts: readonly string[];
  /** Kill order (CONNECTORS rule 2): 1 stop issuance, 2 refresh tokens, sessions and consents, 3 credentials, 4 the object. */
  readonly rank: 1 | 2 | 3 | 4;
  readonly residual: Seconds | null;
  /** Why no reading can show that it was done: the backend's word is all there is. */
  readonly unverifiable?: string;
  /** Where this step does otherwise than its verb at large. */
  readonly effect?: Partial<Step['effect']>;
}

/** Why nothing can be proposed, in a sentence that says what to do instead. */
export interface Refusal {
  readonly refused: string;
}

/** What an operation acts on, as it is now: only what tells whether it changed and whether the change took. */
export interface Observation {
  /** Secrets stripped, members that change by themselves left out; null: it is not there. */
  readonly state: Json;
  /** Entity tag or version, where the backend has one; ''. */
  readonly version: string;
}

/** A definite answer of the backend to a change. */
export type Applied =
  | { readonly kind: 'done'; readonly newSecret?: NewSecret }
  /** 404 or 410 of a delete, 409 of a disable: it was so before (CONNECTORS rule 10). */
  | { readonly kind: 'already' }
  | { readonly kind: 'refused'; readonly message: string; readonly missing?: string }
  /** 429 or 503: not done, ask again later. Milliseconds; null: it does not say. */
  | { readonly kind: 'later'; readonly retryAfter: number | null; readonly message: string }
  /** Nothing can be told of whether it was done: a broken answer, 5xx. */
  | { readonly kind: 'unclear'; readonly message: string };

/** A secret that the backend made and shows once: it goes to whoever keeps secrets, never into the journal. */
export interface NewSecret {
  readonly name: string;
  readonly value: string;
}

/** The backend knows us not, or does not let us: asking again would not help. */
export class BackendRefused extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.name = 'BackendRefused';
    this.status = status;
  }
}

/** What was sent, for the receipt. */
export type Exchanges = { method: string; path: string; status: number | null }[];

/** A part of the inventory as it is fetched: text that the importer of the vendor reads as a file. */
export interface Page {
  /** Names the file that pages with the same name make. */
  readonly part: string;
  /** Appended to the part as it is. */
  readonly text: string;
  /** Where to go on after this page; null: the whole sync is complete with it. */
  readonly next: string | null;
  readonly done: number;
  /** null: nobody knows yet. */
  readonly total: number | null;
}

/** Everything throws TenantFailure where there is no answer, and BackendRefused where we are not let. */
export interface Session {
  /** Finds out what the admin credential may do; never writes. */
  test(signal: AbortSignal): Promise<ConnectionTest>;
  /** The id and the name that the tenant's exports carry: a sync and a file of one tenant meet. */
  identify(signal: AbortSignal): Promise<{ readonly id: string | null; readonly name: string }>;
  /** From the beginning, or from where `next` of an earlier page said. */
  discover(from: string | null, signal: AbortSignal): AsyncIterable<Page>;
  observe(operation: Operation, exchanges: Exchanges, signal: AbortSignal): Promise<Observation>;
  /**
   * Makes the change once. `seen` is what was observed just before: replace APIs send it back changed. TenantFailure is let
   * through: the runner decides by reading back.
   */
  execute(operation: Operation, seen: Observation, exchanges: Exchanges, signal: AbortSignal): Promise<Applied>;
  /** Tries what a thief would try. `changedAt`: when the change was made. */
  probe(operation: Operation, changedAt: Instant, signal: AbortSignal): Promise<readonly ProbeResult[]>;
  /** Ids of clients, keys and roles that this very session works with: no step may touch them (CONNECTORS rule 9). */
  self(signal: AbortSignal): Promise<readonly string[]>;
  close(): Promise<void>;
}

export interface SessionPorts {
  readonly settings: Readonly<Record<string, string>>;
  /** Shows the admin secret when it is needed; '' : the backend asks for none. */
  secret(): string;
  /** false: a renewed secret is in memory alone and lost with this run. */
  readonly secretIsSealed: boolean;
  /** The backend gave a part of the admin secret anew (RFC 7592 §3). Resolves when it is kept. */
  renewSecret(change: (text: string) => string): Promise<void>;
  readonly web: Pick<TenantWeb, 'ask'>;
  now(): Instant;
  /** Resolves after so many milliseconds, or at once when the signal aborts. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
  sha256(text: string): string;
  /** Keyed with the workspace's key: stands in pages where the backend shows a secret (`masked`). */
  fingerprint(secret: string): string;
  /** Unguessable text, for `state`, `jti` and the like. */
  randomText(): string;
}

/** Whom a session acts as, or in a sentence why nobody knows. `elsewhere`: an identity of another tenant of the inventory. */
export type OwnAccess = { readonly externalId: string; readonly elsewhere: boolean } | { readonly unknown: string };

export interface Connector {
  readonly id: string;
  readonly vendor: Vendor;
  readonly label: string;
  readonly fields: readonly SettingField[];
  /** Name of the secret in the form; null: the backend asks for none. */
  readonly secretLabel: string | null;
  readonly settings: z.ZodType<Record<string, string>>;
  /** Which roles or scopes which verb needs; the least that is enough. */
  readonly needs: readonly Omit<AccessNeed, 'state'>[];
  /** Given what the credential was found to hold; null: nobody has looked yet. */
  capabilities(found: ConnectionTest | null): readonly Capability[];
  /** A person is signed out everywhere by a revocation of their `session`. */
  readonly signsOut: boolean;
  /** Our own admin access, as it would stand in the inventory. `found`: null: nobody has looked yet. */
  ownAccess(settings: Readonly<Record<string, string>>, found: ConnectionTest | null): OwnAccess;
  /** Pure. One wish may take several steps. */
  propose(wish: Wish, settings: Readonly<Record<string, string>>): readonly Proposal[] | Refusal;
  /** The step that takes `operation` back, given what was observed before it; pure. */
  compensate(operation: Operation, before: Json): Omit<Proposal, 'rank'> | Refusal;
  open(ports: SessionPorts): Session;
}
