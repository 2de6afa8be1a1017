// Grants that rules ask about for a while only. A span is made of instants alone, so that what was read once answers for
// any moment: a consent runs out, and an offline grant ends, long after the import.
import { type Fact, type Instant, isUnknown } from '#shared/model/fact.ts';
import type { Consent, Grant } from '#shared/model/grant.ts';
import type { Facts } from './facts.ts';

/** `leftover`: its consent is over and it goes on (PRODUCT section 4, rule 1e). `offline`: by it somebody can act when nobody is there. */
const spanKinds = ['leftover', 'offline'] as const;
const [leftover, offline] = [spanKinds.indexOf('leftover'), spanKinds.indexOf('offline')];

export interface Span {
  /** Index into spanKinds. */
  readonly kind: number;
  /** Leftover: the end of its consent; -Infinity: whenever that was. Offline: since when it lies idle; NaN: nobody knows. */
  readonly since: Instant;
  /** End of the grant. Infinity: never. */
  readonly until: Instant;
}

/** Infinity: never; NaN: nobody says. */
export const endOf = (expiresAt: Fact<Instant | 'never'>): Instant =>
  isUnknown(expiresAt) ? Number.NaN : expiresAt === 'never' ? Number.POSITIVE_INFINITY : expiresAt;

/** A grant that is known to have ended gives nothing any more: it is history. Of whose end nobody says anything goes on. */
export const hasEnded = ({ expiresAt }: Pick<Grant, 'expiresAt'>, now: Instant): boolean =>
  typeof expiresAt === 'number' && expiresAt <= now;

/** The identity as it may act at a moment. */
export const withLiveGrants = <I extends { readonly grants: readonly Grant[] }>(identity: I, now: Instant): I =>
  identity.grants.some((grant) => hasEnded(grant, now))
    ? { ...identity, grants: identity.grants.filter((grant) => !hasEnded(grant, now)) }
    : identity;

const endOfConsent = ({ status, expiresAt }: Consent): Instant =>
  status === 'live' ? endOf(expiresAt) : status === 'missing' ? Number.NaN : Number.NEGATIVE_INFINITY;

/** null: it is known to outlive no consent. */
function leftoverSpan({ consent, expiresAt }: Grant): Span | null {
  const span = {
    kind: leftover,
    since: consent === null ? Number.NaN : endOfConsent(consent),
    until: endOf(expiresAt),
  };
  return span.since < span.until ? span : null;
}

/** Since when a grant lies idle: its last use, or its consent where it was never used; NaN: nobody knows. */
export function idleSince({ lastUsedAt, consent }: Grant): Instant {
  if (typeof lastUsedAt === 'number') return lastUsedAt;
  if (lastUsedAt !== 'never' || consent === null || isUnknown(consent.givenAt)) return Number.NaN;
  return consent.givenAt;
}

/** Of whose end nobody says anything goes on. */
function offlineSpan(grant: Grant): Span | null {
  if (!grant.offline || (grant.consent !== null && grant.consent.status !== 'live')) return null;
  const until = typeof grant.expiresAt === 'number' ? grant.expiresAt : Number.POSITIVE_INFINITY;
  return { kind: offline, since: idleSince(grant), until };
}

const contains = (kind: number, since: Instant, until: Instant, now: Instant): boolean =>
  until > now && (kind === offline || since <= now);
const holds = (span: Span | null, now: Instant): boolean =>
  span !== null && contains(span.kind, span.since, span.until, now);

export const isLeftover = (grant: Grant, now: Instant): boolean => holds(leftoverSpan(grant), now);
export const isLiveOffline = (grant: Grant, now: Instant): boolean => holds(offlineSpan(grant), now);

/** Spans of grants, without those that lie inside of another one of their kind: they say nothing at any moment. */
export function spansOf(grants: readonly Grant[]): readonly Span[] {
  return [leftoverSpan, offlineSpan].flatMap((spanOf) => {
    const spans = grants.flatMap((grant) => spanOf(grant) ?? []);
    // The earliest first; one without a beginning is inside of whatever ends no earlier.
    const begin = ({ since }: Span): number => (Number.isNaN(since) ? Number.POSITIVE_INFINITY : since);
    spans.sort((one, other) =>
      begin(one) < begin(other) ? -1 : begin(one) > begin(other) ? 1 : other.until - one.until || 0,
    );
    let last = Number.NEGATIVE_INFINITY;
    return spans.filter(({ until }) => {
      const isOutside = until > last;
      if (isOutside) last = until;
      return isOutside;
    });
  });
}

/** Spans as rows, each with the row that holds the grant. */
interface SpanColumns {
  readonly length: number;
  readonly holder: ArrayLike<number>;
  readonly kind: ArrayLike<number>;
  readonly since: ArrayLike<number>;
  readonly until: ArrayLike<number>;
}

type SpanFacts = Pick<Facts, 'endedConsentUntil' | 'liveOffline' | 'offlineIdleSince'>;

/** What spans say of `rows` rows at a moment. */
export function spansAt(
  { length, holder, kind, since, until }: SpanColumns,
  rows: number,
  now: Instant,
): Readonly<Record<keyof SpanFacts, Float64Array>> {
  const endedConsentUntil = new Float64Array(rows).fill(Number.NEGATIVE_INFINITY);
  const liveOffline = new Float64Array(rows);
  const offlineIdleSince = new Float64Array(rows).fill(Number.NaN);
  for (let at = 0; at < length; at += 1) {
    const [row = 0, what = 0, begin = 0, end = 0] = [holder[at], kind[at], since[at], until[at]];
    if (!contains(what, begin, end, now)) continue;
    if (what === leftover) endedConsentUntil[row] = Math.max(endedConsentUntil[row] ?? 0, end);
    else {
      liveOffline[row] = 1;
      if (!((offlineIdleSince[row] ?? 0) <= begin) && !Number.isNaN(begin)) offlineIdleSince[row] = begin;
    }
  }
  return { endedConsentUntil, liveOffline, offlineIdleSince };
}

/** Whoever acts by a grant whose consent is over acts without one, whatever its source says of that consent. */
export const consentIsOver = (endedConsentUntil: Instant): boolean => endedConsentUntil > Number.NEGATIVE_INFINITY;

/** What no span says. */
export const noSpans: SpanFacts = {
  endedConsentUntil: Number.NEGATIVE_INFINITY,
  liveOffline: 0,
  offlineIdleSince: Number.NaN,
};

/** The same of one identity. */
export function spanFacts(grants: readonly Grant[], now: Instant): SpanFacts {
  const spans = spansOf(grants);
  if (spans.length === 0) return noSpans;
  const facts = spansAt(
    {
      length: spans.length,
      holder: spans.map(() => 0),
      kind: spans.map(({ kind }) => kind),
      since: spans.map(({ since }) => since),
      until: spans.map(({ until }) => until),
    },
    1,
    now,
  );
  return {
    endedConsentUntil: facts.endedConsentUntil[0] ?? Number.NaN,
    liveOffline: facts.liveOffline[0] === 1 ? 1 : 0,
    offlineIdleSince: facts.offlineIdleSince[0] ?? Number.NaN,
  };
}
