import type { Database } from 'sql.js';
import { isUnknown, unknownReasons } from '#shared/model/fact.ts';
import type { Identity } from '#shared/model/identity.ts';
import { identityKinds, identityStatuses } from '#shared/model/identity.ts';
import type { JournalRecord } from '#shared/model/journal-record.ts';
import { bands } from '#shared/model/score.ts';
import type { Projection } from './projection.ts';
import { insertAll, type SqlValue } from './snapshot-file.ts';
import type { WorkspaceFile } from './workspace-file.ts';

/** What the readable tables are filled from. */
interface TableSources {
  readonly projection: Projection;
  readonly file: WorkspaceFile;
  identity(row: number): Identity;
  records(): Iterable<JournalRecord>;
  /** Words for the owner column of the facts. */
  readonly ownerStates: readonly string[];
}

/** For people and their SQLite tools; opening a workspace reads only the column chunks. */
export function writeTables(database: Database, sources: TableSources): void {
  const { projection, file } = sources;
  const { asOf, isDemo } = projection.ledger;
  insertAll(database, 'workspace', 5, [[file.id, file.name, file.createdAt, iso(asOf ?? Number.NaN), isDemo ? 1 : 0]]);
  insertAll(
    database,
    'tenant',
    3,
    values(projection.tenants.values(), ({ id, vendor, name }) => [id, vendor, name]),
  );
  writeIdentities(database, sources);
  insertAll(database, 'delegation', 3, delegations(projection));
  insertAll(database, 'activity', 17, activities(projection));
  insertAll(
    database,
    'journal',
    9,
    values(sources.records(), ({ seq, at, human, agent, client, action, object, decision, hash }) => [
      seq,
      at,
      human,
      agent,
      client,
      action,
      object,
      decision,
      hash,
    ]),
  );
}

/** Details are read once for all three tables. */
function writeIdentities(database: Database, { projection, identity, ownerStates }: TableSources): void {
  const credentials: SqlValue[][] = [];
  const scopes: SqlValue[][] = [];
  const flush = (): void => {
    insertAll(database, 'credential', 11, credentials.splice(0));
    insertAll(database, 'grant_scope', 11, scopes.splice(0));
  };
  const rows: SqlValue[][] = [];
  for (let row = 0; row < projection.identities.length; row++) {
    const detail = identity(row);
    rows.push(identityRow(projection, row, detail, ownerStates));
    credentials.push(...credentialRows(detail));
    scopes.push(...scopeRows(detail));
    if (rows.length === rowsAtOnce) {
      insertAll(database, 'identity', 33, rows.splice(0));
      flush();
    }
  }
  insertAll(database, 'identity', 33, rows);
  flush();
}

const rowsAtOnce = 5_000;

function identityRow(
  projection: Projection,
  row: number,
  detail: Identity,
  ownerStates: readonly string[],
): SqlValue[] {
  const { columns, derived } = projection.identities;
  const lifetime = derived.lifetime.at(row);
  const expires = columns.expiresAt.at(row);
  const reason =
    derived.lastUsedAt.at(row) === Number.NEGATIVE_INFINITY ? 'never' : reasonOf(derived.lastUsedReason.at(row));
  return [
    columns.id.at(row),
    identityKinds[columns.kind.at(row)] ?? null,
    columns.vendorKind.at(row),
    columns.name.at(row),
    columns.tenant.at(row),
    detail.externalId,
    identityStatuses[columns.status.at(row)] ?? null,
    columns.environment.at(row) || null,
    columns.ownerLabel.at(row) || null,
    ownerStates[derived.owner.at(row)] ?? null,
    columns.onBehalfName.at(row) || columns.onBehalfId.at(row) || null,
    number(columns.customers.at(row)),
    number(columns.scopesGranted.at(row)),
    number(derived.scopesUsed.at(row)),
    number(lifetime),
    lifetime === Number.POSITIVE_INFINITY ? 1 : 0,
    iso(columns.createdAt.at(row)),
    iso(derived.lastUsedAt.at(row)),
    reason,
    iso(expires),
    expires === Number.POSITIVE_INFINITY ? 1 : 0,
    iso(columns.rotatedAt.at(row)),
    number(derived.score.at(row)),
    number(derived.low.at(row)),
    number(derived.high.at(row)),
    number(derived.confidence.at(row)),
    bands[derived.band.at(row)] ?? null,
    number(derived.power.at(row)),
    number(derived.exposure.at(row)),
    derived.findings.at(row),
    columns.builtIn.at(row),
    columns.firstSeq.at(row),
    columns.seq.at(row),
  ];
}

const credentialRows = (of: Identity): SqlValue[][] =>
  of.credentials.map((credential) => [
    of.id,
    credential.id,
    credential.kind,
    credential.vendorKind,
    credential.status,
    isUnknown(credential.fingerprint) ? null : credential.fingerprint,
    time(credential.createdAt),
    time(credential.rotatedAt),
    time(credential.expiresAt),
    time(credential.lastUsedAt),
    credential.binding,
  ]);

const scopeRows = (of: Identity): SqlValue[][] =>
  of.grants.flatMap((grant) =>
    grant.scopes.map((scope) => [
      of.id,
      grant.id,
      grant.resource,
      scope.api,
      scope.name,
      time(scope.lastUsedAt),
      grant.onBehalfOf,
      grant.subjects,
      grant.consent?.status ?? null,
      grant.offline ? 1 : 0,
      grant.origin,
    ]),
  );

function* delegations({ identities: { edges } }: Projection): Iterable<SqlValue[]> {
  for (let edge = 0; edge < edges.length; edge++) {
    const kind = edges.kindAt(edge);
    if (kind !== null) yield [kind, edges.columns.from.at(edge), edges.columns.to.at(edge)];
  }
}

function* activities({ activity }: Projection): Iterable<SqlValue[]> {
  const { tenant, seq } = activity.columns;
  for (const row of activity.order) {
    const event = activity.activityAt(row);
    yield [
      iso(event.at),
      event.human?.name ?? null,
      event.humanLive ? 1 : 0,
      event.agents.map((agent) => agent.name).join(' > ') || null,
      event.client?.name ?? null,
      event.action,
      event.object,
      event.decision,
      event.reason,
      event.trace,
      tenant.at(row) || null,
      seq.at(row) || null,
      event.address ?? null,
      event.network ?? null,
      event.userAgent ?? null,
      event.credential ?? null,
      event.signals?.join(' ') ?? null,
    ];
  }
}

function* values<T>(items: Iterable<T>, rowOf: (item: T) => SqlValue[]): Iterable<SqlValue[]> {
  for (const item of items) yield rowOf(item);
}

const number = (value: number): number | null => (Number.isFinite(value) ? value : null);

/** Outside of what a Date can hold: NULL. */
function iso(at: number): string | null {
  return Math.abs(at) <= latest ? new Date(at).toISOString() : null;
}
const latest = 8.64e15;

const time = (at: number | 'never' | { readonly unknown: string }): string | null =>
  typeof at === 'number' ? iso(at) : at === 'never' ? 'never' : null;

const reasonOf = (index: number): string | null => unknownReasons[index - 1] ?? null;
