import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayMs } from '#shared/lib/duration.ts';
import { unknown } from '#shared/model/fact.ts';
import type { Consent, Grant } from '#shared/model/grant.ts';
import { anyGrants } from '#test/support/any-identity.ts';
import { aGrant, daysAgo, testNow } from '#test/support/builders.ts';
import { endOf, idleSince, isLeftover, isLiveOffline, spanFacts, spansAt, spansOf } from './grant-spans.ts';

const unsaid = unknown('not_recorded');
const consent = (status: Consent['status'], values: Partial<Consent> = {}): Consent => ({
  id: 'c',
  status,
  givenAt: daysAgo(90),
  expiresAt: 'never',
  purpose: unsaid,
  ...values,
});

describe('grants of consents that have ended', () => {
  const grant = (status: Consent['status'], expiresAt: Grant['expiresAt'], values: Partial<Consent> = {}): Grant =>
    aGrant({ expiresAt, consent: consent(status, values) });
  it.each([
    ['withdrawn, and it lasts', grant('withdrawn', daysAgo(-3)), daysAgo(-3)],
    ['withdrawn, and it has ended too', grant('withdrawn', daysAgo(3)), -Infinity],
    ['expired, and it never ends', grant('expired', 'never'), Infinity],
    ['live on paper, but over', grant('live', daysAgo(-3), { expiresAt: daysAgo(1) }), daysAgo(-3)],
    ['live', grant('live', 'never'), -Infinity],
    ['never given', grant('missing', 'never'), -Infinity],
    ['nobody says when it ends', grant('withdrawn', unknown('not_in_export')), -Infinity],
  ] as const)('%s', (_what, one, until) => {
    expect(spanFacts([one], testNow).endedConsentUntil).toBe(until);
  });

  it('are seen from the moment on at which the consent runs out, until they end themselves', () => {
    const one = grant('live', daysAgo(-30), { expiresAt: daysAgo(-10) });
    const until = (now: number): number => spanFacts([one], now).endedConsentUntil;
    expect([daysAgo(-10) - 1, daysAgo(-10), daysAgo(-30) - 1, daysAgo(-30)].map(until)).toEqual([
      -Infinity,
      daysAgo(-30),
      daysAgo(-30),
      -Infinity,
    ]);
  });
});

describe('an offline grant', () => {
  const since = (grants: readonly Grant[], now = testNow): number => spanFacts(grants, now).offlineIdleSince;

  it('lies idle since its last use, or since its consent where it was never used', () => {
    const used = aGrant({ offline: true, lastUsedAt: daysAgo(40) });
    const never = aGrant({ offline: true, lastUsedAt: 'never', consent: consent('live', { givenAt: daysAgo(60) }) });
    expect(since([used, never])).toBe(daysAgo(60));
    expect(since([used, aGrant({ offline: true, lastUsedAt: unsaid })])).toBe(daysAgo(40));
    expect(idleSince(aGrant({ lastUsedAt: 'never' }))).toBeNaN();
  });

  it('that is over or withdrawn does not count', () => {
    const over = aGrant({ offline: true, lastUsedAt: daysAgo(40), expiresAt: daysAgo(1) });
    const withdrawn = aGrant({ offline: true, lastUsedAt: daysAgo(50), consent: consent('withdrawn') });
    expect(since([over, withdrawn, aGrant({ lastUsedAt: daysAgo(90) })])).toBeNaN();
  });

  it('that ends leaves the next one to be judged', () => {
    const [soon, later] = [-5, -20].map((days) =>
      aGrant({ offline: true, lastUsedAt: daysAgo(30 + days), expiresAt: daysAgo(days) }),
    );
    const both = [soon, later].flatMap((grant) => grant ?? []);
    const oldest = [aGrant({ offline: true, lastUsedAt: daysAgo(50), expiresAt: daysAgo(-5) }), ...both];
    expect([0, 5, 20].map((days) => since(oldest, testNow + days * dayMs))).toEqual([daysAgo(50), daysAgo(10), NaN]);
    expect([0, 5, 20].map((days) => spanFacts(oldest, testNow + days * dayMs).liveOffline)).toEqual([1, 1, 0]);
  });
});

describe('spans', () => {
  const never = { endedConsentUntil: -Infinity, offlineIdleSince: Number.NaN, liveOffline: 0 };
  /** Grant by grant, in plain words. */
  function said(grants: readonly Grant[], now: number): typeof never {
    const [left, live] = [
      grants.filter((grant) => isLeftover(grant, now)),
      grants.filter((grant) => isLiveOffline(grant, now)),
    ];
    const idle = live.map(idleSince).filter((since) => !Number.isNaN(since));
    return {
      endedConsentUntil: Math.max(-Infinity, ...left.map(({ expiresAt }) => endOf(expiresAt))),
      offlineIdleSince: idle.length === 0 ? Number.NaN : Math.min(...idle),
      liveOffline: live.length > 0 ? 1 : 0,
    };
  }

  it('say at any moment what the grants of each holder say then', () => {
    const moment = fc.integer({ min: -400, max: 400 }).map((days) => testNow + days * dayMs);
    fc.assert(
      fc.property(fc.array(anyGrants, { maxLength: 4 }), moment, (holders, now) => {
        const rows = holders.flatMap((grants, holder) => spansOf(grants).map((span) => ({ holder, ...span })));
        const columns = {
          length: rows.length,
          holder: rows.map(({ holder }) => holder),
          kind: rows.map(({ kind }) => kind),
          since: rows.map(({ since }) => since),
          until: rows.map(({ until }) => until),
        };
        const at = spansAt(columns, holders.length, now);
        for (const [row, grants] of holders.entries()) {
          const { endedConsentUntil, offlineIdleSince, liveOffline } = at;
          expect({
            endedConsentUntil: endedConsentUntil[row],
            offlineIdleSince: offlineIdleSince[row],
            liveOffline: liveOffline[row],
          }).toEqual(said(grants, now));
          expect(spanFacts(grants, now)).toEqual(said(grants, now));
        }
      }),
      { numRuns: 500, seed: 20260314 },
    );
  });

  it('of very many grants that never end are one', () => {
    const grants = Array.from({ length: 1000 }, (_, at) => aGrant({ offline: true, lastUsedAt: daysAgo(at) }));
    expect(spansOf(grants)).toEqual([{ kind: 1, since: daysAgo(999), until: Infinity }]);
  });
});
