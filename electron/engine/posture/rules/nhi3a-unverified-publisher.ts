import { narrowed } from '#engine/posture/narrowed.ts';
import type { Rule, RuleContext } from '#engine/posture/rule.ts';
import { isActionable } from '#engine/posture/severity.ts';
import { plural, someOf } from '#engine/posture/words.ts';
import { isUnknown } from '#shared/model/fact.ts';
import type { Grant, GrantedScope } from '#shared/model/grant.ts';
import type { Identity } from '#shared/model/identity.ts';

/** Tier 0 and 1, of scopes that the catalogue knows: the worst that might be is no evidence. */
function isSensitive({ tenant }: Identity, grant: Grant, { api, name }: GrantedScope, context: RuleContext): boolean {
  const { tier, classified } = context.classify(tenant.vendor, api === '' ? grant.resource : api, name);
  return classified && tier <= 1;
}

export const unverifiedPublisher: Rule = {
  id: 'NHI3a',
  pack: 'owasp',
  owasp: 'NHI3',
  title: 'Unverified publisher with sensitive scopes',
  why: 'Nobody has checked who made it, and it may change or read what matters: consent phishing works just like that.',
  references: [
    'OWASP NHI3:2025 Vulnerable Third-Party NHI',
    'RFC 6819 §4.4.1.4: malicious client obtains authorization',
  ],
  severity: 'high',
  flags(facts) {
    if (!isActionable(facts) || facts.unverified !== 1) return null;
    return facts.knownTier <= 1 ? 'high' : null;
  },
  explain(identity, facts, context) {
    const held = identity.grants.flatMap((grant) =>
      grant.scopes.filter((scope) => isSensitive(identity, grant, scope, context)).map((scope) => ({ grant, scope })),
    );
    const names = [...new Set(held.map(({ scope }) => scope.name))];
    const publisher = isUnknown(identity.publisher) ? 'nobody who is known' : identity.publisher;
    const { scoreIf } = context;
    const shrink = narrowed(identity, facts, context, (scope, grant) => !isSensitive(identity, grant, scope, context));
    return {
      title: `${identity.name} is made by ${publisher}, not verified, and holds ${names.length === 0 ? `T${facts.knownTier}` : someOf(names)}`,
      evidence: [
        { label: 'Publisher', value: `${publisher}, not verified`, ref: 'publisher' },
        ...held.slice(0, 10).map(({ grant, scope }) => ({
          label: scope.name,
          value: scope.api === '' ? grant.resource : scope.api,
          ref: `grant:${grant.id}`,
        })),
        { label: 'Acts for', value: facts.customers === 1 ? '1 person' : `${facts.customers} people`, ref: 'grants' },
      ],
      fixes: [
        {
          intent: 'rescope',
          label: `Take ${names.length === 0 ? 'what is sensitive' : plural(names.length, 'sensitive scope')} away`,
          scoreAfter: scoreIf(facts, shrink),
          parameters: { remove: names },
        },
        {
          intent: 'disable',
          label: 'Disable it until somebody has looked at who made it',
          scoreAfter: 0,
          parameters: {},
        },
      ],
    };
  },
  examples: {
    flagged: [
      { what: 'unverified, and it writes', facts: { unverified: 1, tier: 1, knownTier: 1 }, severity: 'high' },
      { what: 'unverified at tier 0', facts: { unverified: 1, tier: 0, knownTier: 0 }, severity: 'critical' },
      {
        what: 'unverified, but bound and short-lived',
        facts: { unverified: 1, tier: 1, knownTier: 1, bound: 1, lifetime: 300 },
        severity: 'medium',
      },
    ],
    clean: [
      { what: 'verified', facts: { unverified: 0, tier: 1, knownTier: 1 } },
      { what: 'nobody says who made it', facts: { tier: 1, knownTier: 1 } },
      { what: 'unverified, and it reads what is harmless', facts: { unverified: 1 } },
      { what: 'no scope of it is in the catalogue', facts: { unverified: 1, tier: 1, knownTier: 4, classified: 0 } },
    ],
  },
};
