// The inventory of one identity that is not there: an example, or what an identity would be after a change.
import { factColumns } from '#engine/inventory/fact-columns.ts';
import type { Facts } from '#engine/inventory/facts.ts';
import { emptyPicture } from '#engine/projections/empty-picture.ts';
import type { FindingColumns, Picture } from '#engine/projections/picture.ts';
import type { CodedTexts } from '#engine/query/forms/text.ts';
import type { Instant } from '#shared/model/fact.ts';
import type { IdentityId } from '#shared/model/ids.ts';
import { bands, type Score } from '#shared/model/score.ts';

/** What a query may ask of it beside its facts. */
export interface Told {
  readonly id: IdentityId;
  readonly externalId: string;
  readonly name: string;
  readonly tenantId: string;
  readonly environment: string;
  readonly ownerLabel: string;
  /** NaN: the source that is heard first lists it. */
  readonly missingSince: Instant;
  /** How many credentials it has. */
  readonly credentials: number;
  /** Lower-cased words that free text looks through. */
  readonly search: string;
  readonly texts: Readonly<Record<keyof Picture['identities']['texts'], readonly string[]>>;
}

export function pictureOfOne(
  facts: Facts,
  told: Told,
  score: Score | null,
  findings: FindingColumns,
  now: Instant,
): Picture {
  const one = (value: number): Float64Array => Float64Array.of(value);
  const coded = (name: keyof Told['texts']): CodedTexts => ({ codes: one(0), textsAt: () => told.texts[name] });
  const scored = (pick: (score: Score) => number): Float64Array => one(score === null ? Number.NaN : pick(score));
  const { identities, ...rest } = emptyPicture(now);
  // `as`: factColumns makes a Float64Array of every fact.
  const columns = factColumns([facts]) as Readonly<Record<keyof Facts, Float64Array>>;
  return {
    ...rest,
    findings,
    identities: {
      ...identities,
      ...columns,
      length: 1,
      credentials: one(told.credentials),
      firstSeq: one(0),
      seq: one(0),
      value: scored(({ value }) => value),
      low: scored(({ low }) => low),
      high: scored(({ high }) => high),
      confidence: scored(({ confidence }) => confidence),
      power: scored(({ power }) => power),
      exposure: scored(({ exposure }) => exposure),
      band: Uint8Array.of(score === null ? 255 : bands.indexOf(score.band)),
      findings: one(findings.length),
      humanOf: one(0),
      accounts: one(1),
      texts: {
        tenant: coded('tenant'),
        vendor: coded('vendor'),
        environment: coded('environment'),
        owner: coded('owner'),
        scope: coded('scope'),
        credential: coded('credential'),
        file: coded('file'),
      },
      id: () => told.id,
      externalId: () => told.externalId,
      name: () => told.name,
      vendorKind: () => '',
      tenantId: () => told.tenantId,
      environment: () => told.environment,
      ownerLabel: () => told.ownerLabel,
      missingSince: () => told.missingSince,
      onBehalfName: () => null,
      search: () => told.search,
      rowOf: (id) => (id === told.id ? 0 : undefined),
    },
  };
}
