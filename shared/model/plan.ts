import type { Brand } from '#shared/lib/brand.ts';
import type { Capability } from './capability.ts';
import type { Instant } from './fact.ts';
import type { Intent } from './finding.ts';
import type { IdentityId, TenantId } from './ids.ts';
import type { Json, JsonObject } from './json.ts';

/** `pln_` and 16 base32 characters. */
export type PlanId = Brand<string, 'PlanId'>;
/** `s001` … in the order of execution. */
export type StepId = Brand<string, 'StepId'>;

/** What a plan is asked to change: a whole identity, or one part of it by its id. */
export interface Target {
  readonly identity: IdentityId;
  readonly part: 'identity' | 'credential' | 'grant' | 'consent' | 'session';
  /** Id of the part inside the identity; '' for the whole. */
  readonly ref: string;
}

/** One change to one object of a backend, in the connector's own words. Data only: it can be carried to another machine. */
export interface Operation {
  /** The connector's name for it: `client.disable`, `consent.delete` … */
  readonly name: string;
  /** The backend's ids of what it acts on. */
  readonly object: Readonly<Record<string, string>>;
  readonly parameters: JsonObject;
}

/** The request as it will be sent; secrets are masked, the host is the tenant's. */
export interface ShownRequest {
  readonly method: string;
  readonly path: string;
  /** null: no body. */
  readonly body: Json;
}

/** Who may still be fooled after a step, until when. */
export const parties = ['issuer', 'introspecting_resource', 'local_verifier', 'downstream'] as const;
export type Party = (typeof parties)[number];

export const probeKinds = ['replay', 'refresh', 'mint', 'introspect', 'downstream', 'read_back'] as const;
export type ProbeKind = (typeof probeKinds)[number];

export interface ProbeResult {
  readonly kind: ProbeKind;
  readonly party: Party;
  /** `alive` is a proof as well: of what goes on. `not_run`: there was nothing to try it with. */
  readonly verdict: 'dead' | 'alive' | 'not_run';
  /** In words: `invalid_client`, `valid for another 54 min`. */
  readonly seen: string;
  readonly at: Instant;
  /** Milliseconds after the change was made. */
  readonly after: number;
  /** When it dies by itself; null: it is dead, or nobody knows. */
  readonly until: Instant | null;
}

export interface Step {
  readonly id: StepId;
  readonly tenant: TenantId;
  readonly identity: IdentityId;
  readonly intent: Intent;
  /** `Disable client shop-assist`. */
  readonly title: string;
  readonly operation: Operation;
  readonly requests: readonly ShownRequest[];
  /** The object as it was read, secrets stripped; null: it is not known to exist. */
  readonly before: Json;
  /** As it is to be afterwards; null: gone. */
  readonly after: Json;
  /** SHA-256 of `before`, hex; what is read when the step runs must have the same. */
  readonly fingerprint: string;
  readonly effect: Pick<Capability, 'stopsNewTokens' | 'killsLiveTokens' | 'killsRefresh' | 'undo' | 'undoDays'>;
  /** Sentences: who used it last and when, who depends on it. */
  readonly disrupts: readonly string[];
  /** Takes it back; null: nothing can. */
  readonly compensation: Operation | null;
  /** What the compensation does not bring back, in sentences. */
  readonly notRestored: readonly string[];
  /** It waits for these; when one of them did not succeed it is not attempted. */
  readonly waitsFor: readonly StepId[];
  /** Longest life of a token that is out already, seconds; null: nobody knows. */
  readonly residual: number | null;
  /** Why no reading can show that it was done; null: reading shows it. */
  readonly unverifiable: string | null;
}

/** Where every target ends, exactly once. */
export const outcomes = [
  'verified',
  'already_absent',
  'refused',
  'claimed_not_verified',
  'unknown_needs_check',
  'not_attempted',
] as const;
export type Outcome = (typeof outcomes)[number];

/** What came back of one step. */
export interface StepReceipt {
  readonly step: StepId;
  readonly outcome: Outcome;
  /** Why, in a sentence. */
  readonly message: string;
  readonly startedAt: Instant;
  readonly endedAt: Instant;
  readonly exchanges: readonly { readonly method: string; readonly path: string; readonly status: number | null }[];
  /** As it was read just before, and read back afterwards; null: absent. */
  readonly before: Json;
  readonly observed: Json;
  readonly read: boolean;
  readonly fingerprintBefore: string;
  readonly fingerprintAfter: string;
  readonly probes: readonly ProbeResult[];
}

export const planStates = ['draft', 'approved', 'running', 'paused', 'done', 'discarded'] as const;
export type PlanState = (typeof planStates)[number];

/** A change to one backend or several, whole before anything is sent. It never changes after it was made. */
export interface Plan {
  readonly id: PlanId;
  readonly title: string;
  readonly intent: Intent | 'undo';
  readonly parameters: Readonly<Record<string, string | number | readonly string[]>>;
  readonly targets: readonly Target[];
  readonly steps: readonly Step[];
  /** What was asked for and cannot be part of it, with the reason. */
  readonly refusals: readonly { readonly target: Target; readonly reason: string }[];
  readonly madeAt: Instant;
  readonly madeBy: string;
  /** Sequence number of the journal that it was made from. */
  readonly basis: number;
  /** The plan that this one takes back, or null. */
  readonly undoes: PlanId | null;
  /** SHA-256 over the plan without this member, hex: what is approved is what was shown. */
  readonly digest: string;
}

/** How dangerous it is, and why: what the analyst has to type, and whether main asks again (SECURITY row 15). */
export interface Danger {
  readonly irreversible: number;
  readonly tierZero: number;
  readonly targets: number;
  readonly mustType: string | null;
  readonly asksMain: boolean;
  /** Another workspace made it: what it says of itself is that one's word. */
  readonly isForeign: boolean;
}
