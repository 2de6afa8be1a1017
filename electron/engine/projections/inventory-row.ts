import type { InventoryRow } from '#shared/contract/values.ts';
import { ownerStates } from '#shared/contract/values.ts';
import { type UnknownReason, unknownReasons } from '#shared/model/fact.ts';
import { identityKinds, identityStatuses } from '#shared/model/identity.ts';
import { type Band, bands } from '#shared/model/score.ts';
import type { IdentityColumns } from './picture.ts';

/** One row as the grid shows it. */
export function inventoryRowOf(columns: IdentityColumns, row: number): InventoryRow {
  const at = (column: ArrayLike<number>): number => column[row] ?? Number.NaN;
  const customers = at(columns.customers);
  const used = at(columns.scopesUsed);
  const tenantId = columns.tenantId(row);
  return {
    id: columns.id(row),
    kind: identityKinds[at(columns.kind)] ?? 'oauth_client',
    vendorKind: columns.vendorKind(row),
    name: columns.name(row),
    tenant: columns.tenantName(tenantId),
    tenantId,
    accounts: at(columns.accounts),
    onBehalf: { count: Number.isNaN(customers) ? 0 : customers, name: columns.onBehalfName(row) },
    owner: ownerOf(columns, row),
    scopes: {
      granted: Number.isNaN(at(columns.scopesGranted)) ? 0 : at(columns.scopesGranted),
      used: Number.isNaN(used) ? { unknown: 'not_recorded' } : used,
    },
    lifetime: durationFact(at(columns.lifetime), unknownReason(at(columns.lifetimeReason))),
    lastUsedAt: lastUsedFact(columns, row),
    expiresAt: endFact(at(columns.expiresAt)),
    status: identityStatuses[at(columns.status)] ?? 'active',
    environment: columns.environment(row),
    rotatedAt: rotatedFact(at(columns.rotatedAt)),
    missingSince: instantOrNull(columns.missingSince(row)),
    findings: at(columns.findings) || 0,
    score: scoreOf(columns, row),
  };
}

function ownerOf(columns: IdentityColumns, row: number): InventoryRow['owner'] {
  const state = ownerStates[columns.owner[row] ?? -1] ?? 'unknown';
  const reason = state === 'unknown' ? unknownReason(columns.ownerReason[row] ?? 0) : null;
  return { state, label: columns.ownerLabel(row), reason };
}

const instantOrNull = (at: number): number | null => (Number.isNaN(at) ? null : at);

type FactOf<K extends 'lifetime' | 'lastUsedAt' | 'expiresAt' | 'rotatedAt'> = InventoryRow[K];

export function durationFact(seconds: number, reason: UnknownReason): FactOf<'lifetime'> {
  if (Number.isNaN(seconds)) return { unknown: reason };
  return seconds === Number.POSITIVE_INFINITY ? 'never' : Math.max(0, seconds);
}

function lastUsedFact(columns: IdentityColumns, row: number): FactOf<'lastUsedAt'> {
  const at = columns.lastUsedAt[row] ?? Number.NaN;
  if (Number.isNaN(at)) return { unknown: unknownReason(columns.lastUsedReason[row] ?? 0) };
  return at === Number.NEGATIVE_INFINITY ? 'never' : at;
}

const unknownReason = (code: number): UnknownReason => unknownReasons[code - 1] ?? 'not_recorded';

function endFact(at: number): FactOf<'expiresAt'> {
  if (Number.isNaN(at)) return { unknown: 'not_in_export' };
  return at === Number.POSITIVE_INFINITY ? 'never' : at;
}

/** Without a static secret there is nothing to rotate: said as not recorded, since the contract has no third word. */
const rotatedFact = (at: number): FactOf<'rotatedAt'> => (Number.isFinite(at) ? at : { unknown: 'not_recorded' });

function scoreOf(columns: IdentityColumns, row: number): InventoryRow['score'] {
  const value = columns.value[row] ?? Number.NaN;
  if (Number.isNaN(value)) return null;
  return {
    value,
    low: columns.low[row] ?? value,
    high: columns.high[row] ?? value,
    confidence: columns.confidence[row] ?? 0,
    band: bandAt(columns.band[row] ?? 255),
    power: columns.power[row] ?? 0,
    exposure: columns.exposure[row] ?? 0,
  };
}

export const bandAt = (code: number): Band => bands[code] ?? 'minimal';
