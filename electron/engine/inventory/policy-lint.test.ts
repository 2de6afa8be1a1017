import { describe, expect, it } from 'vitest';
import { unknown } from '#shared/model/fact.ts';
import { policyLints, saidLayers, type TokenPolicy } from '#shared/model/token-policy.ts';
import { aCredential, anIdentity } from '#test/support/builders.ts';
import { lifetimeOf } from './lifetime.ts';
import { issuesOver, issueWords, policyIssues, policyLintOf, refreshEndOf } from './policy-lint.ts';

const hour = 3600;
const day = 86_400;
const policy = (values: Partial<TokenPolicy>): TokenPolicy => ({
  accessTtl: 300,
  refreshAbsolute: null,
  refreshIdle: null,
  refreshRotation: false,
  offline: false,
  accessTtlFrom: 'tenant',
  ...values,
});
const told = (values: Partial<TokenPolicy>, more: Parameters<typeof anIdentity>[0] = { kind: 'oauth_client' }) => {
  const identity = anIdentity({ ...more, tokenPolicy: policy(values) });
  return policyIssues(identity, lifetimeOf(identity)).map((issue) => [issue.lint, issueWords(issue)]);
};

describe('what settings of lifetimes say of each other', () => {
  it('says where a client is laxer than its realm, and what would settle it', () => {
    const lax = { accessTtl: 8 * hour, accessTtlFrom: 'client' as const };
    const layers = saidLayers({ by: 'client', accessTtl: 8 * hour }, { by: 'tenant', accessTtl: 300 });
    expect(told({ ...lax, ...layers })).toEqual([
      ['over_default', 'Access tokens live 8 h by the client, the tenant’s default is 5 min'],
    ]);
    const identity = anIdentity({ tokenPolicy: policy({ ...lax, ...layers }) });
    expect(policyIssues(identity, lifetimeOf(identity))[0]?.shortenTo).toBe(300);
  });

  it('says what another setting ends sooner', () => {
    const layers = saidLayers(
      { by: 'client', refreshAbsolute: 60 * day },
      { by: 'tenant', refreshAbsolute: 10 * hour },
    );
    expect(told({ refreshAbsolute: 10 * hour, ...layers })).toEqual([
      ['overruled', 'A refresh chain lasts 60 d by the client, but the tenant’s default ends it after 10 h'],
    ]);
  });

  it('says where a shorter token has no effect, because something else keeps a thief going', () => {
    const short = {
      accessTtlFrom: 'client' as const,
      ...saidLayers({ by: 'client', accessTtl: 300 }, { by: 'tenant', accessTtl: hour }),
    };
    expect(told({ ...short, refreshAbsolute: 'never' })).toEqual([
      ['without_effect', 'Access tokens live 5 min by the client, without effect: the refresh chain never ends'],
    ]);
    const secret = { kind: 'service_account' as const, credentials: [aCredential({ expiresAt: 'never' })] };
    expect(told(short, secret).map(([lint]) => lint)).toEqual(['without_effect']);
    // Nobody made it short: the realm's own value says nothing.
    expect(told(saidLayers({ by: 'tenant', accessTtl: 300 }), secret)).toEqual([]);
  });

  it('says that an idle limit alone ends nothing, and that a token goes on after its chain', () => {
    expect(told({ refreshIdle: day }).map(([lint]) => lint)).toEqual(['idle_alone']);
    expect(told({ refreshIdle: day, refreshAbsolute: 30 * day })).toEqual([]);
    expect(told({ accessTtl: day, refreshAbsolute: hour }).map(([lint]) => lint)).toEqual(['access_outlives']);
  });

  it('says nothing of what nobody knows', () => {
    expect(
      told({ accessTtl: unknown('unreadable'), refreshAbsolute: unknown('not_in_export'), refreshIdle: day }),
    ).toEqual([]);
    expect(told({ accessTtl: hour, layers: [{ by: 'client', accessTtl: unknown('unreadable') }] })).toEqual([]);
    const none = anIdentity({ tokenPolicy: null });
    expect([policyIssues(none, lifetimeOf(none)), policyLintOf(none, lifetimeOf(none))]).toEqual([[], 0]);
  });

  it('reads a record of yesterday, which has no layers', () => {
    expect(told({ accessTtl: hour, accessTtlFrom: 'vendor_default', refreshIdle: day })).toEqual([
      [
        'idle_alone',
        'An unused refresh token lasts 1 d by the vendor’s default, but whoever renews in time goes on forever',
      ],
    ]);
  });
});

describe('what a workspace does not accept', () => {
  const accepted = { access: hour, lifetime: 30 * day };
  it('says whose word it is', () => {
    const lax = policy({
      accessTtl: day,
      accessTtlFrom: 'api',
      refreshAbsolute: 'never',
      ...saidLayers({ by: 'client', refreshAbsolute: 'never' }, { by: 'api', accessTtl: day }),
    });
    expect(issuesOver(lax, accepted).map(issueWords)).toEqual([
      'Access tokens live 1 d by the API, the workspace accepts 1 h',
      'A refresh chain lasts without an end by the client, the workspace accepts 30 d',
    ]);
    expect(issuesOver(policy({ accessTtl: hour, refreshAbsolute: 30 * day }), accepted)).toEqual([]);
    expect(issuesOver(policy({ accessTtl: unknown('unreadable') }), accepted)).toEqual([]);
  });

  it('keeps in one number who set what, and when renewal ends', () => {
    const identity = anIdentity({
      kind: 'oauth_client',
      tokenPolicy: policy({ accessTtlFrom: 'client', refreshIdle: day, refreshAbsolute: 'never' }),
    });
    const bits = policyLintOf(identity, lifetimeOf(identity));
    expect(policyLints.filter((_lint, bit) => (bits & (1 << bit)) !== 0)).toEqual([
      'without_effect',
      'idle_alone',
      'client_over_access_policy',
      'default_over_lifetime_policy',
    ]);
    expect([refreshEndOf(identity.tokenPolicy), refreshEndOf(null), refreshEndOf(policy({}))]).toEqual([
      Number.POSITIVE_INFINITY,
      0,
      0,
    ]);
  });
});
