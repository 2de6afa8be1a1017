import type { Rule } from '#engine/posture/rule.ts';
import { humanKind } from '#engine/posture/severity.ts';
import { moment, plural } from '#engine/posture/words.ts';
import { identityStatuses } from '#shared/model/identity.ts';

const retired = identityStatuses.indexOf('retired');
const active = identityStatuses.indexOf('active');

export const retiredAlive: Rule = {
  id: 'NHI1c',
  pack: 'owasp',
  owasp: 'NHI1',
  title: 'Ended integration: retired, but it can still sign in',
  why: 'The contract is over, and whoever kept a copy of the credential still gets in where nobody looks any more.',
  references: ['OWASP NHI1:2025 Improper Offboarding'],
  severity: 'critical',
  flags(facts) {
    const hasEnded = facts.status === retired || (facts.status === active && facts.gone === 1);
    if (!hasEnded || facts.builtIn === 1 || facts.kind === humanKind) return null;
    return facts.activeCredentials > 0 ? 'critical' : null;
  },
  explain(identity, facts, { scoreIf }) {
    const live = identity.credentials.filter((credential) => credential.status === 'active');
    return {
      title: `${identity.name} ${facts.gone === 1 ? 'has ended' : 'is retired'} and has ${plural(facts.activeCredentials, 'active credential')}`,
      evidence: [
        { label: 'Status', value: facts.gone === 1 ? 'ended, by the word of an analyst' : 'retired', ref: 'status' },
        { label: 'Active credentials', value: plural(facts.activeCredentials, 'credential'), ref: 'credentials' },
        { label: 'Last used', value: moment(identity.lastUsedAt, 'never'), ref: 'lastUsedAt' },
      ],
      fixes: [
        {
          intent: 'revoke',
          label: 'Revoke what it holds, and prove that it is dead',
          scoreAfter: scoreIf(facts, { activeCredentials: 0, staticCredentials: 0, endlessCredential: 0 }),
          parameters: { credentials: live.map((credential) => credential.id) },
        },
        { intent: 'delete', label: 'Delete it', scoreAfter: 0, parameters: {} },
      ],
    };
  },
  examples: {
    flagged: [
      { what: 'retired, and its secret still works', facts: { status: retired }, severity: 'critical' },
      { what: 'an analyst says that it ended, and its secret still works', facts: { gone: 1 }, severity: 'critical' },
      {
        what: 'retired, but bound and short-lived',
        facts: { status: retired, bound: 1, lifetime: 300 },
        severity: 'high',
      },
    ],
    clean: [
      { what: 'in use', facts: {} },
      { what: 'retired, and nothing can authenticate as it', facts: { status: retired, activeCredentials: 0 } },
      { what: 'ended and disabled', facts: { gone: 1, status: identityStatuses.indexOf('disabled') } },
      { what: 'disabled, not retired', facts: { status: identityStatuses.indexOf('disabled') } },
      { what: 'it is built into the product', facts: { status: retired, builtIn: 1 } },
    ],
  },
};
