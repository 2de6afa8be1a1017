import { loopholesOf } from '#engine/inventory/loose-trust.ts';
import type { Rule } from '#engine/posture/rule.ts';
import { isActionable } from '#engine/posture/severity.ts';
import { trustWords } from '#shared/model/trust.ts';

export const looseTrust: Rule = {
  id: 'NHI6b',
  pack: 'owasp',
  owasp: 'NHI6',
  title: 'Loose trust: tokens of others are taken for its own',
  why: 'Whoever can get a token that fits the pattern signs in without any secret, and no secret has to leak for it.',
  references: [
    'OWASP NHI6:2025 Insecure Cloud Deployment Configurations',
    'RFC 7523 §3: subject and audience of an assertion',
    'RFC 8725 §3.9: use and validate audience',
  ],
  severity: 'critical',
  flags(facts) {
    if (!isActionable(facts) || !(facts.looseTrust > 0)) return null;
    return facts.looseTrust === 2 ? 'critical' : 'high';
  },
  graded: () => 'wider than one workload, but not open to strangers',
  explain(identity, facts, { scoreIf }) {
    const loose = identity.credentials.flatMap((credential) =>
      credential.status === 'active'
        ? (credential.trusts ?? []).flatMap((trust) => {
            const loopholes = loopholesOf(trust);
            return loopholes.length === 0 ? [] : [{ credential, trust, loopholes }];
          })
        : [],
    );
    const credentials = [...new Set(loose.map(({ credential }) => credential.id))];
    const worst = loose.flatMap(({ loopholes }) => loopholes).toSorted((one, other) => other.level - one.level)[0];
    return {
      title: `${identity.name} trusts tokens too widely: ${worst?.words ?? 'others than its own fit'}`,
      evidence: [
        ...loose.slice(0, 10).map(({ credential, trust, loopholes }) => ({
          label: loopholes.map(({ words }) => words).join('; '),
          value: trustWords(trust),
          ref: `credential:${credential.id}`,
        })),
        { label: 'Signs in by tokens of another issuer', value: `${credentials.length}`, ref: 'credentials' },
      ],
      fixes: [
        {
          intent: 'revoke',
          label: 'Pin the trust to one repository, branch or environment and one audience; until then revoke it',
          scoreAfter: scoreIf(facts, {
            looseTrust: 0,
            activeCredentials: Math.max(0, facts.activeCredentials - credentials.length),
          }),
          parameters: { credentials },
        },
      ],
    };
  },
  examples: {
    flagged: [
      { what: 'strangers fit the pattern', facts: { looseTrust: 2 }, severity: 'critical' },
      { what: 'every branch of one repository fits', facts: { looseTrust: 1 }, severity: 'high' },
      { what: 'the same at tier 0', facts: { looseTrust: 1, tier: 0, knownTier: 0 }, severity: 'critical' },
      {
        what: 'wide, but bound and short-lived',
        facts: { looseTrust: 1, bound: 1, lifetime: 300 },
        severity: 'medium',
      },
    ],
    clean: [
      { what: 'pinned to one environment', facts: { looseTrust: 0 } },
      { what: 'nobody says whom it trusts', facts: {} },
      { what: 'disabled already', facts: { looseTrust: 2, status: 1 } },
    ],
  },
};
