import type { WatchView } from '#shared/contract/contract.ts';
import { dayMs } from '#shared/lib/duration.ts';
import { isUnknown, type UnknownReason } from '#shared/model/fact.ts';
import type { Finding } from '#shared/model/finding.ts';
import { type Identity, identityStatuses } from '#shared/model/identity.ts';
import type { IdentityId } from '#shared/model/ids.ts';
import type { JournalRecord } from '#shared/model/journal-record.ts';
import { apiOf, scopeKey } from '#shared/model/scope-key.ts';
import type { Score } from '#shared/model/score.ts';
import { summaryOf } from './audit.ts';
import { chainsThrough, type EdgeColumns, type Link, scopesOfEdge } from './chains.ts';
import { callsSince } from './columns-of.ts';
import { durationFact, inventoryRowOf } from './inventory-row.ts';
import type { Picture } from './picture.ts';
import { provenanceOf, type Told } from './provenance.ts';
import { wireFinding, wireFix } from './wire-shapes.ts';

type Detail = NonNullable<WatchView<'identities.detail'>>;

/** What the domain says of one identity; projections know the words of none of it. */
export interface Explainer {
  /** As it may act now. */
  identity(row: number): Identity;
  /** The same with the grants that have ended: its history. */
  whole(row: number): Identity;
  /** null for humans. */
  score(row: number): Score | null;
  /** Over every hop. `decides`: which of the hops it hangs on; -1: there are none. */
  lifetime(
    row: number,
    identity: Identity,
  ): {
    readonly reason: UnknownReason | null;
    readonly least: number;
    readonly decides: number;
    readonly ways: readonly { readonly start: 'secret' | 'tokens'; readonly seconds: number }[];
    readonly hops: readonly {
      readonly label: string;
      readonly seconds: number;
      readonly field: string;
      readonly at: IdentityId | null;
    }[];
  };
  classify(
    identity: Identity,
    api: string,
    scope: string,
  ): { readonly tier: number; readonly verb: string; readonly classified: boolean; readonly source: string };
  /** The use of what a row holds, by scope key. */
  uses(row: number): ReadonlyMap<
    string,
    {
      readonly state: 'unknown' | 'used' | 'unused';
      readonly last: Used;
      readonly reason: { readonly unknown: UnknownReason } | null;
    }
  >;
  /** Days of the window in which use counts. */
  readonly usageDays: number;
  /** Does an action take a scope of the identity's vendor? */
  shows(identity: Identity, scope: string, action: string): boolean;
  findings(row: number, identity: Identity): readonly Finding[];
  told(row: number): Told;
  human(row: number): Detail['human'];
  sharedKeys(row: number, identity: Identity): readonly { readonly row: number; readonly fingerprint: string }[];
  edges(): EdgeColumns;
  /** Rows that a human owns, by id or by the word of an analyst. */
  ownedBy(human: number): readonly number[];
  /** null: no analyst said who owns it. */
  assigned(row: number): { readonly by: string; readonly at: number } | null;
  /** null: it is still there. */
  departure(row: number): { readonly by: string; readonly at: number; readonly note: string } | null;
  /** Journal records that wrote the row, oldest first. */
  history(row: number): readonly JournalRecord[];
}

/** Everything about one identity; null when there is none of this id. Reads its record from the disk. */
export function identityDetail(picture: Picture, explain: Explainer, id: string): Detail | null {
  const { identities } = picture;
  const row = identities.rowOf(id);
  if (row === undefined) return null;
  const identity = explain.identity(row);
  const recorded = explain.whole(row);
  const shown = inventoryRowOf(identities, row);
  const score = explain.score(row);
  const lifetime = explain.lifetime(row, identity);
  const findings = explain.findings(row, identity);
  const shared = explain.sharedKeys(row, identity);
  const chains = chainsOf(picture, explain, row);
  const listed = firstOf(recorded, identity);
  const passedOn = lifetime.hops.flatMap(({ at }) => at ?? []);
  return {
    // The model is read-only, the wire's type is not; nothing changes it on the way, and the door copies.
    identity: listed as unknown as Detail['identity'],
    grants: { held: identity.grants.length, ended: recorded.grants.length - identity.grants.length },
    provenance: provenanceOf(explain.told(row)),
    row: shown,
    score:
      score === null
        ? null
        : {
            value: score.value,
            low: score.low,
            high: score.high,
            confidence: score.confidence,
            band: score.band,
            power: score.power,
            exposure: score.exposure,
            parts: score.parts.map((part) => ({ ...part })),
            floors: score.floors.map((floor) => ({ ...floor })),
            vector: score.vector,
            policy: score.policy,
          },
    lifetime: lifetimeShape(shown.lifetime, lifetime),
    residualUntil: residualOf(picture, row),
    assigned: explain.assigned(row),
    departure: explain.departure(row),
    scopes: scopesOf(picture, explain, identity, row),
    usageDays: explain.usageDays,
    human: explain.human(row),
    sharedKeys: shared.map(({ row: other, fingerprint }) => ({ fingerprint, id: identities.id(other) })),
    findings: findings.map(wireFinding),
    fixes: fixesOf(findings),
    names: namesOf(picture, listed, chains, [...shared.map((other) => identities.id(other.row)), ...passedOn]),
    chains,
    reach: { customers: whole(identities.customers[row]), resources: whole(identities.resources[row]) },
    history: explain.history(row).map((record) => ({
      at: Date.parse(record.at),
      action: record.action,
      object: summaryOf(record),
      human: record.human,
      seq: record.seq,
    })),
  };
}

/** One agent may act for a million people: what nobody reads does not travel, and the counts say that there is more. */
const mostListed = 1_000;

/** Whatever may still be used first. */
function firstOf(recorded: Identity, { grants }: Identity): Identity {
  if (recorded.grants.length <= mostListed && recorded.delegations.length <= mostListed) return recorded;
  const held = new Set(grants.map(({ id }) => id));
  const ended = recorded.grants.filter(({ id }) => !held.has(id));
  return {
    ...recorded,
    grants: [...grants.slice(0, mostListed), ...ended.slice(0, Math.max(0, mostListed - grants.length))],
    delegations: recorded.delegations.slice(0, mostListed),
  };
}

function lifetimeShape(
  seconds: Detail['lifetime']['seconds'],
  { reason, least, decides, hops, ways }: ReturnType<Explainer['lifetime']>,
): Detail['lifetime'] {
  const long = (value: number) => durationFact(value, reason ?? 'not_in_export');
  return {
    seconds,
    least: least === Number.POSITIVE_INFINITY ? 'never' : least,
    decides: decides < 0 ? null : decides,
    hops: hops.map((hop) => ({ ...hop, seconds: long(hop.seconds) })),
    ways: ways.map((way) => ({ ...way, seconds: long(way.seconds) })),
  };
}

/** Shown as a countdown: until then a disabled identity keeps its score. */
function residualOf({ identities, now }: Picture, row: number): Detail['residualUntil'] {
  const status = identityStatuses[identities.status[row] ?? -1];
  const end = identities.residualUntil[row] ?? Number.NaN;
  if ((status !== 'disabled' && status !== 'expired') || end <= now) return null;
  return Number.isNaN(end) ? { unknown: 'not_in_export' } : end;
}

const whole = (value: number | undefined): number =>
  value === undefined || Number.isNaN(value) ? 0 : Math.max(0, Math.round(value));

type Scope = Detail['scopes'][number];
type Used = Scope['lastUsedAt'];

/** Every scope once a resource, however many grants carry it, with the newest use of all. */
function scopesOf(picture: Picture, explain: Explainer, identity: Identity, row: number): Scope[] {
  const calls = callsSince(picture, row, picture.now - explain.usageDays * dayMs);
  const uses = explain.uses(row);
  const scopes = new Map<string, Scope>();
  for (const grant of identity.grants) {
    for (const scope of grant.scopes) {
      const { name, api } = scope;
      const key = `${api}\u001f${grant.resource}\u001f${name}`;
      if (scopes.has(key)) continue;
      const { tier, verb, classified, source } = explain.classify(identity, apiOf(scope, grant), name);
      const use = uses.get(scopeKey(identity.tenant.vendor, apiOf(scope, grant), name));
      scopes.set(key, {
        name,
        api,
        resource: grant.resource,
        tier,
        classified,
        verb,
        source,
        lastUsedAt: use?.last ?? scope.lastUsedAt,
        used: use?.reason ?? use?.state === 'used',
        calls: callsOf(calls, (action) => explain.shows(identity, name, action)),
      });
    }
  }
  return [...scopes.values()].sort((a, b) => a.tier - b.tier || b.calls - a.calls || (a.name < b.name ? -1 : 1));
}

function callsOf(calls: ReadonlyMap<string, number>, takes: (action: string) => boolean): number {
  let sum = 0;
  for (const [action, count] of calls) if (takes(action)) sum += count;
  return sum;
}

/** Each fix once, the one that helps most first. */
function fixesOf(findings: readonly Finding[]): Detail['fixes'] {
  const fixes = new Map(findings.flatMap(({ fixes: some }) => some.map((fix) => [`${fix.intent} ${fix.label}`, fix])));
  return [...fixes.values()].sort((a, b) => (a.scoreAfter ?? 101) - (b.scoreAfter ?? 101)).map(wireFix);
}

function chainsOf({ identities }: Picture, explain: Explainer, row: number): Link[][] {
  return chainsThrough(
    {
      edges: explain.edges(),
      length: identities.length,
      kind: identities.kind,
      id: (at) => identities.id(at),
      scopesBetween(from, to, kind) {
        const [holder, other] = [explain.identity(to), explain.identity(from)];
        return scopesOfEdge([holder, other], holder.grants, { from: other.id, to: holder.id, kind });
      },
    },
    row,
  );
}

function namesOf(
  { identities }: Picture,
  identity: Identity,
  chains: Link[][],
  others: readonly IdentityId[],
): Detail['names'] {
  const owners = isUnknown(identity.owners) ? [] : identity.owners;
  const ids = new Set<IdentityId | null>([
    identity.id,
    ...owners.map((owner) => owner.id),
    ...identity.grants.map((grant) => grant.onBehalfOf),
    ...identity.delegations.flatMap(({ from, to }) => [from, to]),
    ...chains.flat().map((link) => link.id),
    ...others,
  ]);
  const names: Detail['names'] = {};
  for (const id of ids) {
    const row = id === null ? undefined : identities.rowOf(id);
    if (id === null || row === undefined) continue;
    const { name, kind, status } = inventoryRowOf(identities, row);
    names[id] = { name, kind, status };
  }
  return names;
}
