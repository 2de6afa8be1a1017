import type { CodedTexts } from '#engine/query/forms/text.ts';
import type { Circumstances, Decision } from '#shared/model/activity.ts';
import type { Instant } from '#shared/model/fact.ts';
import { acceptanceStates, type RulePack, type Severity } from '#shared/model/finding.ts';
import type { IdentityId } from '#shared/model/ids.ts';

/** A column of numbers, one a row; longer than the table where it has room to grow. */
export type Numbers = Float64Array | Float32Array | Uint32Array | Int32Array | Uint16Array | Uint8Array;

/** The inventory as columns. NaN, Infinity and -Infinity mean what `inventory/facts.ts` says they mean. */
export interface IdentityColumns {
  readonly length: number;
  readonly kind: Numbers;
  readonly status: Numbers;
  readonly builtIn: Numbers;
  readonly lastUsedAt: Numbers;
  readonly lastUsedReason: Numbers;
  readonly createdAt: Numbers;
  readonly expiresAt: Numbers;
  readonly rotatedAt: Numbers;
  /** Seconds. */
  readonly lifetime: Numbers;
  /** Index into unknownReasons + 1 where `lifetime` is NaN. */
  readonly lifetimeReason: Numbers;
  /** As `Facts` says of them. */
  readonly lifetimeLeast: Numbers;
  readonly accessTtl: Numbers;
  readonly refreshEnd: Numbers;
  readonly policyLint: Numbers;
  readonly sessionEnd: Numbers;
  /** -Infinity: no token of it is alive. */
  readonly residualUntil: Numbers;
  readonly scopesGranted: Numbers;
  readonly scopesUsed: Numbers;
  readonly customers: Numbers;
  readonly resources: Numbers;
  /** As the score counts it: over three hops, each further one less. */
  readonly reach: Numbers;
  readonly credentials: Numbers;
  readonly staticCredentials: Numbers;
  readonly leaked: Numbers;
  readonly tier: Numbers;
  readonly wildcard: Numbers;
  /** 1: an analyst said that the person left or the integration ended. */
  readonly gone: Numbers;
  /** As `Facts.consent` says. */
  readonly consent: Numbers;
  /** Sequence number of the commit that showed it first. */
  readonly firstSeq: Numbers;
  /** Of the commit that changed it last. */
  readonly seq: Numbers;
  /** Index into ownerStates. */
  readonly owner: Numbers;
  /** Index into unknownReasons + 1 where the owner is unknown. */
  readonly ownerReason: Numbers;
  /** NaN in all six for humans. */
  readonly value: Numbers;
  readonly low: Numbers;
  readonly high: Numbers;
  readonly confidence: Numbers;
  readonly power: Numbers;
  readonly exposure: Numbers;
  /** Index into bands; 255 for humans. */
  readonly band: Uint8Array;
  readonly findings: Numbers;
  /** The row that stands for the human whose account a row is; else its own. */
  readonly humanOf: Numbers;
  /** Accounts of the human that a row stands for. */
  readonly accounts: Numbers;
  /** What a query asks for by its text. */
  readonly texts: Readonly<
    Record<'tenant' | 'vendor' | 'environment' | 'owner' | 'scope' | 'credential' | 'file', CodedTexts>
  >;
  id(row: number): IdentityId;
  /** The vendor's own id. */
  externalId(row: number): string;
  name(row: number): string;
  vendorKind(row: number): string;
  tenantId(row: number): string;
  environment(row: number): string;
  ownerLabel(row: number): string;
  /** NaN: the source that is heard first lists it. */
  missingSince(row: number): Instant;
  /** The human's name where it acts for exactly one. */
  onBehalfName(row: number): string | null;
  /** Lower-cased words that free text looks through. */
  search(row: number): string;
  rowOf(id: string): number | undefined;
  tenantName(id: string): string;
}

/** Observed events and the workbench's own journal, in the order in which they came; `order` sorts them by time. */
export interface ActivityColumns {
  readonly length: number;
  /** Row numbers by ascending time. */
  readonly order: Uint32Array;
  readonly at: Numbers;
  readonly human: LaneColumn;
  /** The one that acted last; its client where no agent is named. */
  readonly agent: LaneColumn;
  readonly action: LaneColumn;
  readonly denied: Uint8Array;
  readonly live: Uint8Array;
  /** What a query asks for by its text: of `agent` all agents of the chain. */
  readonly texts: Readonly<
    Record<
      | 'human'
      | 'agent'
      | 'client'
      | 'action'
      | 'object'
      | 'reason'
      | 'address'
      | 'network'
      | 'userAgent'
      | 'credential',
      CodedTexts
    >
  >;
  /** Bits of `signals`. */
  readonly signals: Numbers;
  /** The identity that acted, not one behind it: its row, -1 where it is not in the inventory. */
  actor(row: number): number;
  /** `live`: the local issuer and the playground saw it; `journal`: the workbench itself did it. */
  origin(row: number): 'activity' | 'live' | 'journal';
  /** Does the row concern this identity, as human, agent or client? */
  concerns(row: number, identityRow: number): boolean;
  /** Was it this identity that acted, not one behind it? */
  acts(row: number, identityRow: number): boolean;
  /** Lower-cased text that a search looks through. */
  search(row: number): string;
  event(row: number): EventText;
}

/** A dictionary column: `code[row]` points into `names`; `none` stands for nobody. */
export interface LaneColumn {
  readonly code: Numbers;
  readonly names: readonly string[];
  readonly none: number;
}

interface EventText extends Circumstances {
  readonly at: Instant;
  readonly human: string | null;
  readonly humanId: IdentityId | null;
  readonly humanLive: boolean;
  readonly agents: readonly { readonly name: string; readonly id: IdentityId | null }[];
  readonly client: string | null;
  readonly action: string;
  readonly object: string;
  readonly decision: Decision;
  readonly reason: string;
  readonly trace: string;
  readonly origin: 'activity' | 'live' | 'journal';
  readonly seq: number | null;
}

/** What the rules say of the whole inventory, what analysts let stand among it: equal columns, sorted by severity, then rule, then row. */
export interface FindingColumns {
  readonly length: number;
  readonly row: Uint32Array;
  /** Index into `rules`. */
  readonly rule: Uint16Array;
  /** Index into severities. */
  readonly severity: Uint8Array;
  /** 0: nobody accepted it; else index into acceptanceStates + 1. */
  readonly accepted: Uint8Array;
  /** Until when; NaN: nobody accepted it. */
  readonly acceptedUntil: Float64Array;
  readonly rules: readonly RuleText[];
}

/** Does a finding count? What an analyst accepted does not, until the day that was said. */
export const isOpen = ({ accepted }: Pick<FindingColumns, 'accepted'>, finding: number): boolean =>
  accepted[finding] !== acceptedCode;
const acceptedCode = acceptanceStates.indexOf('accepted') + 1;

/** What stands of a rule in lists and exports. */
export interface RuleText {
  readonly id: string;
  readonly pack: RulePack;
  readonly owasp: string | null;
  readonly title: string;
  readonly why: string;
  readonly severity: Severity;
  readonly references: readonly string[];
}

/**
 * Everything that the live views read, as it was after one commit. A new picture is a new object: what was computed
 * from the old one is forgotten with it.
 */
export interface Picture {
  /** The instant that ages and lifetimes are measured against. */
  readonly now: Instant;
  /** The workspace's fixed as-of instant, or null. */
  readonly asOf: Instant | null;
  readonly identities: IdentityColumns;
  readonly activity: ActivityColumns;
  readonly findings: FindingColumns;
}
