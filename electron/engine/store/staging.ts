import type { Activity } from '#shared/model/activity.ts';
import type { Contribution } from '#shared/model/contribution.ts';
import { isStatic } from '#shared/model/credential.ts';
import { isUnknown } from '#shared/model/fact.ts';
import type { Identity } from '#shared/model/identity.ts';
import type { Problem } from '#shared/model/problem.ts';
import type { Tenant } from '#shared/model/tenant.ts';
import { ColumnTable } from './column-table.ts';
import { activityOf, type PayloadLine, saidOf } from './payload.ts';
import { RecordIndex } from './record-index.ts';
import { streamsOf } from './said.ts';
import type { Ledger, Register } from './store.ts';
import { ActivityTable } from './tables/activity.ts';
import { EdgeTable } from './tables/edges.ts';
import { type EndingRow, EndingTable } from './tables/endings.ts';
import { HandleTable } from './tables/handles.ts';
import { HoldingTable } from './tables/holdings.ts';
import type { StagedIdentities } from './tables/identities.ts';
import { type FactRow, identitySchema } from './tables/identity-columns.ts';
import { KeyTable } from './tables/keys.ts';
import { type SpanRow, SpanTable } from './tables/spans.ts';
import { setKey } from './tables/text-set.ts';

/** What the store asks of others about an identity: it knows neither scoring nor words. Both must be pure. */
export interface Projector {
  /** Depends on nothing but the identity and the ledger's `asOf` and `classifications`. */
  project(identity: Identity, ledger: Ledger): FactRow;
  /** What of it is so for a while only. Depends on nothing but the identity; none where nobody asks. */
  spans?(identity: Identity): readonly SpanRow[];
  /** Which of its facts end, and when. As `spans`. */
  endings?(identity: Identity): readonly EndingRow[];
  display(identity: Identity): Display;
  /** One identity of what its sources say, and the sources in the order in which they were heard. */
  merge(contributions: readonly Contribution[]): {
    readonly identity: Identity;
    readonly order: readonly Contribution[];
  };
  /** New and empty; none where nothing is kept beside identities and activity. */
  registers?(): readonly Register[];
}

export interface Display {
  readonly ownerLabel: string;
  readonly onBehalfName: string | null;
  /** Lower-cased words that free text looks through. */
  readonly search: string;
}

/** Where the line of an identity lies in its payload. */
export interface LinePlace {
  readonly entry: number;
  readonly offset: number;
  readonly bytes: number;
}

/**
 * One commit as columns, before it is applied. A unit of work and a replay fill it with the same lines in the same
 * order: that is why the columns of both are equal to the byte.
 */
export class Staging implements StagedIdentities {
  readonly table: ColumnTable<typeof identitySchema> = new ColumnTable(identitySchema);
  readonly edges: EdgeTable = new EdgeTable();
  readonly holdings: HoldingTable = new HoldingTable();
  readonly keys: KeyTable = new KeyTable();
  readonly spans: SpanTable = new SpanTable();
  readonly endings: EndingTable = new EndingTable();
  readonly handles: HandleTable = new HandleTable();
  readonly activity: ActivityTable = new ActivityTable();
  readonly tenants = new Map<string, Tenant>();
  readonly problems: Problem[] = [];
  readonly records: RecordIndex = new RecordIndex();
  /** Id to staged row, the last one of each. */
  readonly rows = new Map<string, number>();
  /** Identities that are there no more; no row of them is staged. */
  readonly removed: string[] = [];
  /** Marks of source records that are forgotten, written one after another. */
  readonly unmarks: string[] = [];
  /** Of ids that have no staged row: which streams list them no more. */
  readonly missing = new Map<string, string>();
  readonly #projector: Projector;
  readonly #ledger: Ledger;

  constructor(projector: Projector, ledger: Ledger) {
    this.#projector = projector;
    this.#ledger = ledger;
  }

  addIdentity(identity: Identity, place: LinePlace, hash: string, streams: string, missing: string): void {
    const { ownerLabel, onBehalfName, search } = this.#projector.display(identity);
    const humans = new Set(identity.grants.flatMap((grant) => (grant.onBehalfOf === null ? [] : [grant.onBehalfOf])));
    const [human] = humans;
    const row = this.table.append({
      ...this.#projector.project(identity, this.#ledger),
      id: identity.id,
      name: identity.name,
      vendorKind: identity.vendorKind,
      tenant: identity.tenant.id,
      environment: isUnknown(identity.environment) ? '' : identity.environment,
      publisher: isUnknown(identity.publisher) ? '' : identity.publisher,
      ownerLabel,
      onBehalfName: onBehalfName ?? '',
      onBehalfId: humans.size === 1 && human !== undefined ? human : '',
      externalId: identity.externalId,
      scopes: setKey(identity.grants.flatMap((grant) => grant.scopes.map(({ name }) => name))),
      credentialKinds: setKey(identity.credentials.map((credential) => credential.kind)),
      files: setKey(identity.sources.map(({ file }) => file)),
      search,
      streams,
      missing,
      credentials: identity.credentials.length,
      firstSeq: 0,
      seq: 0,
      place: '',
      offset: place.offset,
      bytes: place.bytes,
      entry: place.entry,
      hashHigh: Number.parseInt(hash.slice(0, 8), 16),
      hashLow: Number.parseInt(hash.slice(8, 16), 16),
    });
    this.rows.set(identity.id, row);
    this.missing.delete(identity.id);
    this.#addEdges(row, identity, humans);
    this.holdings.add(row, identity);
    for (const span of this.#projector.spans?.(identity) ?? []) this.spans.add(row, span);
    for (const ending of this.#projector.endings?.(identity) ?? []) this.endings.add(row, ending);
    this.handles.add(row, identity);
    this.tenants.set(identity.tenant.id, identity.tenant);
  }

  addActivity(activity: Activity, tenant: Pick<Tenant, 'id'>): void {
    this.activity.add(activity, tenant);
  }

  addMissing(missing: string, ids: readonly string[]): void {
    for (const id of ids) {
      const row = this.rows.get(id);
      if (row === undefined) this.missing.set(id, missing);
      else this.table.columns.missing.set(row, missing);
    }
  }

  addMark(mark: string): void {
    this.records.put(mark);
  }

  addLine(line: PayloadLine, place: LinePlace): void {
    switch (line[0]) {
      case 'i':
        this.addIdentity(line[1], place, line[3], streamsOf(line[1], saidOf(line)), line[5] ?? '');
        return;
      case 'a': {
        const { activity, tenant } = activityOf(line);
        // Only the id of the tenant stands in the line, and only the id is read.
        this.addActivity(activity, { id: tenant as Tenant['id'] });
        return;
      }
      case 't':
        this.tenants.set(line[1].id, line[1]);
        return;
      case 'p':
        this.problems.push(line[1]);
        return;
      case 'k':
        for (let at = 0; at + 32 <= line[1].length; at += 32) this.addMark(line[1].slice(at, at + 32));
        return;
      case 'm':
        this.addMissing(line[1], line[2]);
        return;
      case 'x':
        this.removed.push(...line[1]);
        return;
      case 'u':
        this.unmarks.push(line[1]);
        return;
      case 'r':
        return;
    }
  }

  #addEdges(row: number, identity: Identity, humans: ReadonlySet<Identity['id']>): void {
    const said = new Set<string>();
    const ends = endsByHuman(identity);
    for (const edge of identity.delegations) {
      this.edges.add(row, edge, edge.kind === 'acts_for' ? ends.get(edge.from) : undefined);
      said.add(`${edge.kind} ${edge.from} ${edge.to}`);
    }
    for (const human of humans) {
      if (!said.has(`acts_for ${human} ${identity.id}`)) {
        this.edges.add(row, { kind: 'acts_for', from: human, to: identity.id }, ends.get(human));
      }
    }
    for (const { fingerprint, status, kind } of identity.credentials) {
      if (!isUnknown(fingerprint)) this.keys.add(row, fingerprint, status === 'active' && isStatic(kind));
    }
    for (const anchor of identity.anchors ?? []) this.edges.addAnchor(row, anchor);
    if (isUnknown(identity.owners)) return;
    for (const owner of identity.owners) if (owner.id !== null) this.edges.addOwner(row, identity.id, owner.id);
  }
}

/** When the last of what each human granted ends, as far as anybody says; Infinity: never. */
function endsByHuman({ grants }: Identity): ReadonlyMap<string, { readonly until: number; readonly open: boolean }> {
  const ends = new Map<string, { readonly until: number; readonly open: boolean }>();
  for (const { onBehalfOf, expiresAt } of grants) {
    if (onBehalfOf === null) continue;
    const before = ends.get(onBehalfOf) ?? { until: Number.NaN, open: false };
    const end = isUnknown(expiresAt) ? Number.NaN : expiresAt === 'never' ? Number.POSITIVE_INFINITY : expiresAt;
    ends.set(onBehalfOf, {
      until: end > before.until || Number.isNaN(before.until) ? end : before.until,
      open: before.open || isUnknown(expiresAt),
    });
  }
  return ends;
}
