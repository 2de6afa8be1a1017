import fc from 'fast-check';
import { emptyPicture } from '#engine/projections/empty-picture.ts';
import type { IdentityColumns, Picture } from '#engine/projections/picture.ts';
import type { CodedTexts } from '#engine/query/forms/text.ts';
import { ownerStates } from '#shared/contract/values.ts';
import { dayMs } from '#shared/lib/duration.ts';
import { identityKinds, identityStatuses } from '#shared/model/identity.ts';
import { bandOf, bands } from '#shared/model/score.ts';
import { identityIdOf, testNow } from './builders.ts';

/** One row of a picture that was never imported. */
export interface PictureRow {
  readonly name: string;
  readonly kind: number;
  readonly status: number;
  readonly owner: number;
  readonly tenant: string;
  readonly lifetime: number;
  readonly expiresAt: number;
  readonly rotatedAt: number;
  readonly lastUsedAt: number;
  readonly createdAt: number;
  readonly customers: number;
  readonly power: number;
  readonly exposure: number;
  readonly value: number;
  readonly rules: readonly number[];
  readonly scopes: readonly string[];
  readonly environment: string;
  readonly ownerLabel: string;
  /** 0–4, NaN: as `Facts.tier` says. */
  readonly tier: number;
}

const human = identityKinds.indexOf('human');
const instant = fc.integer({ min: -400, max: 400 }).map((days) => testNow + days * dayMs + (days % 7) * 3_600_000);
const lifetime = fc.oneof(
  fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, 0, 5, 10, 300, 3600, 86_400, 2_592_000, 31_536_000, 4e8, 1e12),
  fc.double({ min: 0, max: 9, noNaN: true }).map((decade) => 10 ** decade),
);
const points = fc.integer({ min: 0, max: 1000 }).map((tenths) => tenths / 10);

/** Rows at and around every edge that a chart has. */
export const anyPictureRow: fc.Arbitrary<PictureRow> = fc.record({
  name: fc.constantFrom('shop-assist', 'Refund bot', 'erp', 'metrics', '=cmd()'),
  kind: fc.nat(identityKinds.length - 1),
  status: fc.nat(identityStatuses.length - 1),
  owner: fc.nat(ownerStates.length - 1),
  tenant: fc.constantFrom('ten_a', 'ten_b'),
  lifetime,
  expiresAt: fc.oneof(instant, fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY)),
  rotatedAt: fc.oneof(instant, fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY)),
  lastUsedAt: fc.oneof(instant, fc.constantFrom(Number.NaN, Number.NEGATIVE_INFINITY)),
  createdAt: fc.oneof(instant, fc.constant(Number.NaN)),
  customers: fc.constantFrom(0, 0, 1, 40_000),
  power: points,
  exposure: points,
  value: fc.integer({ min: 0, max: 100 }),
  rules: fc.uniqueArray(fc.nat(2), { maxLength: 3 }),
  scopes: fc.uniqueArray(fc.constantFrom('orders:admin', 'orders:read', 'stock:admin', '*', 'mail "all"'), {
    maxLength: 3,
  }),
  environment: fc.constantFrom('', 'prod', 'Stage'),
  ownerLabel: fc.constantFrom('', 'Ann Lee', 'Ann Lee, Team Shop', 'none'),
  tier: fc.constantFrom(0, 1, 2, 3, 4, Number.NaN),
});

export function aPicture(rows: readonly PictureRow[]): Picture {
  const column = (pick: (row: PictureRow) => number): Float64Array => Float64Array.from(rows, pick);
  const scored = (pick: (row: PictureRow) => number): Float64Array =>
    column((row) => (row.kind === human ? Number.NaN : pick(row)));
  const ids = rows.map((_, index) =>
    identityIdOf(`row${String(index).replaceAll(/[0189]/g, (d) => 'abcd'['0189'.indexOf(d)] ?? '')}x`),
  );
  const at = (row: number): PictureRow => {
    const found = rows[row];
    if (!found) throw new Error(`no row ${row}`);
    return found;
  };
  const idAt = (row: number): IdentityColumns['id'] extends (row: number) => infer Id ? Id : never => {
    const id = ids[row];
    if (!id) throw new Error(`no row ${row}`);
    return id;
  };
  const empty = emptyPicture(testNow);
  const zero = new Float64Array(rows.length);
  const texts = (pick: (row: PictureRow) => readonly string[]): CodedTexts => ({
    codes: Uint32Array.from(rows, (_, index) => index),
    textsAt: (code) => pick(at(code)),
  });
  const found = rows.flatMap((row, index) =>
    row.kind === human ? [] : row.rules.map((rule) => [index, rule] as const),
  );
  return {
    now: testNow,
    asOf: null,
    activity: empty.activity,
    identities: {
      length: rows.length,
      kind: column((row) => row.kind),
      status: column((row) => row.status),
      builtIn: zero,
      lastUsedAt: column((row) => row.lastUsedAt),
      lastUsedReason: column((row) => (Number.isNaN(row.lastUsedAt) ? 1 : 0)),
      createdAt: column((row) => row.createdAt),
      expiresAt: column((row) => row.expiresAt),
      rotatedAt: column((row) => row.rotatedAt),
      lifetime: column((row) => row.lifetime),
      lifetimeReason: column((row) => (Number.isNaN(row.lifetime) ? 4 : 0)),
      lifetimeLeast: column((row) => (Number.isNaN(row.lifetime) ? 0 : row.lifetime)),
      accessTtl: column((row) => row.lifetime),
      refreshEnd: zero,
      policyLint: zero,
      sessionEnd: column(() => Number.NEGATIVE_INFINITY),
      residualUntil: zero,
      scopesGranted: column((row) => row.scopes.length),
      scopesUsed: zero,
      customers: column((row) => row.customers),
      resources: zero,
      reach: zero,
      credentials: zero,
      staticCredentials: zero,
      leaked: column((row) => (row.exposure > 90 ? 1 : 0)),
      tier: column((row) => row.tier),
      wildcard: zero,
      gone: zero,
      consent: zero,
      firstSeq: Float64Array.from(rows, (_, index) => 2 + Math.floor(index / 3)),
      // Every sixth was said otherwise in the commit after.
      seq: Float64Array.from(rows, (_, index) => 2 + Math.floor(index / 3) + (index % 6 === 0 ? 1 : 0)),
      owner: column((row) => row.owner),
      ownerReason: zero,
      value: scored((row) => row.value),
      low: scored((row) => row.value),
      high: scored((row) => row.value),
      confidence: scored(() => 1),
      power: scored((row) => row.power),
      exposure: scored((row) => row.exposure),
      band: Uint8Array.from(rows, (row) => (row.kind === human ? 255 : bands.indexOf(bandOf(row.value)))),
      humanOf: Uint32Array.from(rows, (_, index) => index),
      accounts: new Uint32Array(rows.length).fill(1),
      findings: column((row) => (row.kind === human ? 0 : row.rules.length)),
      texts: {
        tenant: texts((row) => [row.tenant]),
        vendor: texts(() => ['keycloak']),
        environment: texts((row) => (row.environment === '' ? [] : [row.environment])),
        owner: texts((row) => [row.ownerLabel, ...row.ownerLabel.split(', ')]),
        scope: texts((row) => row.scopes),
        credential: texts(() => ['client_secret']),
        file: texts((row) => [`${row.tenant}.json`]),
      },
      id: idAt,
      externalId: (row) => `c-${row}`,
      name: (row) => at(row).name,
      vendorKind: () => '',
      tenantId: (row) => at(row).tenant,
      missingSince: () => Number.NaN,
      environment: (row) => at(row).environment,
      ownerLabel: (row) => at(row).ownerLabel,
      onBehalfName: () => null,
      search: (row) => at(row).name.toLowerCase(),
      rowOf(id) {
        const row = ids.map(String).indexOf(id);
        return row < 0 ? undefined : row;
      },
      tenantName: (id) => id,
    },
    findings: {
      length: found.length,
      row: Uint32Array.from(found, ([row]) => row),
      rule: Uint16Array.from(found, ([, rule]) => rule),
      severity: new Uint8Array(found.length),
      accepted: new Uint8Array(found.length),
      acceptedUntil: new Float64Array(found.length).fill(Number.NaN),
      rules: ['NHI1a', 'NHI5b', 'NHI7a'].map((id) => ({
        id,
        pack: 'owasp',
        owasp: 'NHI1',
        title: id,
        why: '',
        severity: 'high',
        references: [],
      })),
    },
  };
}
