// The shapes that other programs rely on (docs/ARCHITECTURE.md, "Headless"): times ISO 8601 or null, durations seconds.

import { hasEnded } from '#engine/inventory/grant-spans.ts';
import { matchedFindings } from '#engine/projections/findings.ts';
import { identityDetail } from '#engine/projections/identity-detail.ts';
import { inventoryRowOf } from '#engine/projections/inventory-row.ts';
import { orderRows } from '#engine/projections/order.ts';
import { selectRows } from '#engine/projections/selection.ts';
import { type InventoryFilter, type InventoryRow, unfiltered } from '#shared/contract/values.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { type Fact, isUnknown, type UnknownReason } from '#shared/model/fact.ts';
import { type AcceptanceState, type Finding, type Severity, severities } from '#shared/model/finding.ts';
import type { Session } from './session.ts';

type LastUsedReason = 'never' | 'not_recorded' | 'window_exceeded' | 'no_permission';

export interface ListedIdentity {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly tenant: string;
  readonly owner: string | null;
  readonly ownerState: string;
  readonly status: string;
  readonly environment: string | null;
  readonly score: InventoryRow['score'];
  readonly scopes: { readonly granted: number; readonly used: number | null };
  readonly onBehalfOf: { readonly count: number; readonly name: string | null };
  readonly lifetime: { readonly seconds: number | null; readonly never: boolean };
  readonly lastUsedAt: string | null;
  readonly lastUsedReason: LastUsedReason | null;
  readonly expiresAt: string | null;
  readonly findings: number;
  readonly sources: readonly { readonly file: string; readonly record: string }[];
}

const everybody: InventoryFilter = { ...unfiltered, humans: true };

/** Humans included; the highest score first. */
export function listIdentities(
  session: Session,
  query: string,
): { readonly total: number; readonly policy: string; readonly identities: ListedIdentity[] } {
  const { picture } = session.mustBeOpen();
  const chosen = selectRows(picture, { ...everybody, text: query });
  const rows = orderRows(picture, chosen, { by: 'score', descending: true });
  const identities = Array.from(rows, (row) => listed(session, row));
  return { total: rows.length, policy: session.policy.hash, identities };
}

function listed(session: Session, row: number): ListedIdentity {
  const { picture, workspace } = session.mustBeOpen();
  const shown = inventoryRowOf(picture.identities, row);
  return {
    id: shown.id,
    kind: shown.kind,
    name: shown.name,
    tenant: shown.tenant,
    owner: shown.owner.label === '' ? null : shown.owner.label,
    ownerState: shown.owner.state,
    status: shown.status,
    environment: shown.environment === '' ? null : shown.environment,
    score: shown.score,
    scopes: { granted: shown.scopes.granted, used: isUnknown(shown.scopes.used) ? null : shown.scopes.used },
    onBehalfOf: shown.onBehalf,
    lifetime: lifetimeShape(shown.lifetime),
    lastUsedAt: isoOf(shown.lastUsedAt),
    lastUsedReason: lastUsedReason(shown.lastUsedAt),
    expiresAt: isoOf(shown.expiresAt),
    findings: shown.findings,
    sources: workspace.identity(row).sources.map(({ file, record }) => ({ file, record })),
  };
}

export function lifetimeShape(lifetime: InventoryRow['lifetime']): ListedIdentity['lifetime'] {
  if (isUnknown(lifetime)) return { seconds: null, never: false };
  return lifetime === 'never' ? { seconds: null, never: true } : { seconds: lifetime, never: false };
}

const mostMilliseconds = 8.64e15;

/** null: unknown, never, or beyond what a date can say. */
export function isoOf(fact: Fact<number | 'never'>): string | null {
  if (typeof fact !== 'number' || !(Math.abs(fact) <= mostMilliseconds)) return null;
  return new Date(fact).toISOString();
}

/** Why there is no last use. Whatever the file itself did not say was not recorded in it. */
function lastUsedReason(fact: InventoryRow['lastUsedAt']): LastUsedReason | null {
  if (fact === 'never') return 'never';
  if (!isUnknown(fact)) return null;
  const reason: UnknownReason = fact.unknown;
  return reason === 'window_exceeded' || reason === 'no_permission' ? reason : 'not_recorded';
}

/** By id, else by a name, external id or alias that only one identity has. */
export function findRow(session: Session, wanted: string): number {
  const { workspace, picture } = session.mustBeOpen();
  const row = picture.identities.rowOf(wanted);
  if (row !== undefined) return row;
  const lower = wanted.toLowerCase();
  const found: number[] = [];
  for (let at = 0; at < picture.identities.length; at += 1) {
    if (picture.identities.name(at) === wanted) found.push(at);
    else if (picture.identities.search(at).includes(lower)) {
      const { externalId, aliases } = workspace.identity(at);
      if (externalId === wanted || aliases.includes(wanted)) found.push(at);
    }
  }
  const [only] = found;
  if (only === undefined) {
    throw new AppError('identity.absent', `There is no identity ${wanted}.`, { hint: 'nhi inventory lists them all.' });
  }
  if (found.length > 1) {
    const ids = found.slice(0, 5).map((at) => picture.identities.id(at));
    throw new AppError('input.invalid', `${found.length} identities are called ${wanted}.`, {
      hint: `Name one by its id: ${ids.join(', ')}${found.length > 5 ? ' …' : ''}`,
    });
  }
  return only;
}

/** The ids of identities that are named as in `findRow`, else of all non-humans that a query finds, the highest score first. */
export function namedIdentities(session: Session, names: readonly string[], query: string): readonly string[] {
  const { picture } = session.mustBeOpen();
  const { identities } = picture;
  if (names.length > 0) return names.map((name) => identities.id(findRow(session, name)));
  const chosen = selectRows(picture, { ...everybody, humans: false, text: query });
  const rows = orderRows(picture, chosen, { by: 'score', descending: true });
  return Array.from(rows, (row) => identities.id(row));
}

/** Everything about one identity, with the fields of the listing first. */
export function showIdentity(session: Session, wanted: string) {
  const { picture, explain } = session.mustBeOpen();
  const row = findRow(session, wanted);
  const detail = identityDetail(picture, explain, picture.identities.id(row));
  if (detail === null) throw new Error('a row without an identity');
  const { score, lifetime, scopes, findings, fixes, chains, reach, names, history } = detail;
  const identity = explain.whole(row);
  return {
    ...listed(session, row),
    vendorKind: identity.vendorKind,
    externalId: identity.externalId,
    description: identity.description,
    publisher: isUnknown(identity.publisher) ? null : identity.publisher,
    publisherVerified: identity.publisherVerified ?? null,
    builtIn: identity.builtIn,
    credentials: identity.credentials,
    grants: identity.grants.filter((grant) => !hasEnded(grant, picture.now)),
    endedGrants: identity.grants.filter((grant) => hasEnded(grant, picture.now)),
    delegations: identity.delegations,
    tokenPolicy: identity.tokenPolicy,
    registration: identity.registration ?? null,
    why:
      score === null ? null : { parts: score.parts, floors: score.floors, vector: score.vector, policy: score.policy },
    lifetimeHops: lifetime.hops,
    lifetimeDecides: lifetime.decides,
    lifetimeLeast: lifetime.least,
    lifetimeWays: lifetime.ways,
    privileges: scopes,
    findingsList: findings,
    fixes,
    chains,
    names,
    reach,
    history,
  };
}

export function scoreIdentity(session: Session, wanted: string) {
  const { picture, explain } = session.mustBeOpen();
  const row = findRow(session, wanted);
  return { id: picture.identities.id(row), name: picture.identities.name(row), score: explain.score(row) };
}

export interface ListedFinding extends Omit<Finding, 'fixes' | 'acceptance'> {
  readonly name: string;
  /** null: nobody accepted the risk. Accepted, it fails no gate. */
  readonly acceptance: {
    readonly state: AcceptanceState;
    readonly reason: string;
    readonly by: string;
    readonly at: string | null;
    readonly until: string | null;
    readonly severity: Severity;
  } | null;
  readonly fixes: readonly { readonly intent: string; readonly label: string; readonly scoreAfter: number | null }[];
}

/** A query over findings, or what the window narrows them to; empty lists let everything through. */
export type FindingSelection =
  | string
  | { readonly rules: string[]; readonly severities: Severity[]; readonly text: string };
const everyFinding = { rules: [], severities: [], text: '' };

export interface ListedFindings {
  readonly findings: ListedFinding[];
  readonly policy: string;
  /** The record of the journal after which this was so. */
  readonly journal: JournalHead;
}

export interface JournalHead {
  readonly seq: number;
  readonly hash: string;
}

export function journalHead(session: Session): JournalHead {
  const { journal } = session.mustBeOpen().workspace;
  return { seq: journal.records, hash: journal.head };
}

/** The most severe first. Without a query, or with one that does not ask for them, accepted ones are left out, unless all are wanted. */
export function listFindings(
  session: Session,
  selection: FindingSelection = '',
  which: 'open' | 'all' = 'open',
): ListedFindings {
  const { picture, explain } = session.mustBeOpen();
  const { findings, identities } = picture;
  const {
    rules,
    severities: wanted,
    text,
  } = typeof selection === 'string' ? { ...everyFinding, text: selection } : selection;
  const listed: ListedFinding[] = [];
  for (const index of matchedFindings(picture, { rules, severities: wanted, text }, which)) {
    const row = findings.row[index] ?? 0;
    const rule = findings.rules[findings.rule[index] ?? 0];
    const explained = rule ? explain.finding(row, rule.id) : null;
    if (!rule || explained === null) continue;
    const severity = severities[findings.severity[index] ?? 0] ?? explained.severity;
    const acceptance = acceptanceShape(explained.acceptance);
    listed.push({ ...explained, severity, name: identities.name(row), acceptance });
  }
  return { findings: listed, policy: session.policy.hash, journal: journalHead(session) };
}

function acceptanceShape(acceptance: Finding['acceptance']): ListedFinding['acceptance'] {
  if (acceptance === null) return null;
  return { ...acceptance, at: isoOf(acceptance.at), until: isoOf(acceptance.until) };
}
