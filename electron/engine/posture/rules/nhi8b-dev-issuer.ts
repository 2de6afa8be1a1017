import { foreignGrants, foreignTrusts } from '#engine/inventory/environments.ts';
import { grantsWithout, withGrants } from '#engine/posture/narrowed.ts';
import type { Rule } from '#engine/posture/rule.ts';
import { isActionable } from '#engine/posture/severity.ts';
import { plural } from '#engine/posture/words.ts';
import { trustWords } from '#shared/model/trust.ts';

export const devIssuer: Rule = {
  id: 'NHI8b',
  pack: 'owasp',
  owasp: 'NHI8',
  title: 'Production believes a development issuer',
  why: 'Many may change a development system, and each of them can make a token that production takes for real.',
  references: ['OWASP NHI8:2025 Environment Isolation', 'RFC 8725 §3.8: validate issuer and subject'],
  severity: 'critical',
  flags(facts) {
    return isActionable(facts) && facts.devIssuer === 1 ? 'critical' : null;
  },
  explain(identity, facts, context) {
    const [trusts, grants] = [foreignTrusts(identity), foreignGrants(identity)];
    const credentials = [...new Set(trusts.map(({ credential }) => credential))];
    const ids = new Set(grants.map(({ id }) => id));
    const narrow = withGrants(identity, facts, context, grantsWithout(identity, ids));
    const first = trusts[0]?.words ?? (grants.length > 0 ? `tenant ${identity.tenant.name}` : 'an issuer');
    return {
      title: `${identity.name} gets into production by ${first}, which is none`,
      evidence: [
        ...trusts.slice(0, 10).map(({ credential, trust, words }) => ({
          label: words,
          value: trustWords(trust),
          ref: `credential:${credential}`,
        })),
        ...grants.slice(0, 10).map((grant) => ({
          label: `Granted by the tenant ${identity.tenant.name}`,
          value: `${plural(grant.scopes.length, 'scope')} on ${grant.resource}`,
          ref: `grant:${grant.id}`,
        })),
        {
          label: 'Environment on record',
          value: facts.production === 1 ? 'production' : Number.isNaN(facts.production) ? 'unknown' : 'not production',
          ref: 'environment',
        },
      ],
      fixes: [
        {
          intent: 'revoke',
          label: 'Have production believe issuers of production alone; revoke what this one gives',
          scoreAfter: context.scoreIf(facts, {
            ...narrow,
            devIssuer: 0,
            activeCredentials: Math.max(0, facts.activeCredentials - credentials.length),
          }),
          // Where a trust alone lets it in there is no grant that could be revoked.
          parameters: { credentials, ...(ids.size > 0 ? { grants: [...ids] } : {}) },
        },
      ],
    };
  },
  examples: {
    flagged: [
      { what: 'production takes tokens of a development issuer', facts: { devIssuer: 1 }, severity: 'critical' },
      { what: 'the same, bound and short-lived', facts: { devIssuer: 1, bound: 1, lifetime: 300 }, severity: 'high' },
    ],
    clean: [
      { what: 'nothing says so', facts: {} },
      { what: 'disabled already', facts: { devIssuer: 1, status: 1 } },
    ],
  },
};
