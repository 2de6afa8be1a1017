import { beyondConsent, hasTrait, outdatedConsent, traitBits } from '#engine/inventory/registration-traits.ts';
import { narrowed } from '#engine/posture/narrowed.ts';
import type { Rule } from '#engine/posture/rule.ts';
import { isActionable } from '#engine/posture/severity.ts';
import { date, plural, someOf } from '#engine/posture/words.ts';
import { isUnknown } from '#shared/model/fact.ts';
import type { Evidence, Fix } from '#shared/model/finding.ts';
import type { Identity } from '#shared/model/identity.ts';

/** Scopes that go beyond the consent of somebody, wherever they are held. */
const namesBeyond = (identity: Identity): readonly string[] => [
  ...new Set(beyondConsent(identity).flatMap(({ scopes }) => scopes)),
];

function evidenceOf(identity: Identity): readonly Evidence[] {
  const { registration } = identity;
  const grown = beyondConsent(identity)
    .slice(0, 10)
    .map(({ grant, scopes }) => ({
      label: `Beyond the consent, by ${grant.origin}`,
      value: someOf(scopes),
      ref: `grant:${grant.id}`,
    }));
  const old = registration === undefined ? null : outdatedConsent(registration, identity);
  if (old?.consent == null || registration === undefined || isUnknown(registration.changedAt)) return grown;
  const givenAt = isUnknown(old.consent.givenAt) ? 'unknown' : date(old.consent.givenAt);
  return [
    ...grown,
    { label: 'Consent given', value: givenAt, ref: `grant:${old.id}` },
    { label: 'Registration changed by the client', value: date(registration.changedAt), ref: 'registration' },
  ];
}

export const grownScopes: Rule = {
  id: 'NHI3c',
  pack: 'owasp',
  owasp: 'NHI3',
  title: 'Grown after the consent: more scopes than somebody agreed to, or another client than then',
  why: 'Who agreed to a small thing has not agreed to a larger one, nor to whatever took its place under the same id.',
  references: ['OWASP NHI3:2025 Vulnerable Third-Party NHI', 'RFC 6749 §6', 'RFC 7592 §2.2'],
  severity: 'high',
  flags(facts) {
    const holds = hasTrait(facts, 'grownScopes') || hasTrait(facts, 'changedSince');
    return isActionable(facts) && holds ? 'high' : null;
  },
  explain(identity, facts, context) {
    const names = namesBeyond(identity);
    const evidence = evidenceOf(identity);
    const ask: Fix = {
      intent: 'revoke',
      label: 'Revoke, and let people agree to what it is now',
      scoreAfter: 0,
      parameters: {},
    };
    if (names.length === 0) {
      return {
        title: `${identity.name} has changed since people agreed to it`,
        evidence:
          evidence.length > 0 ? evidence : [{ label: 'Consent', value: 'older than the registration', ref: 'grants' }],
        fixes: [ask],
      };
    }
    const grown = new Map(beyondConsent(identity).map(({ grant, scopes }) => [grant.id, new Set(scopes)]));
    const change = narrowed(identity, facts, context, (scope, grant) => grown.get(grant.id)?.has(scope.name) !== true);
    return {
      title: `${identity.name} holds ${plural(names.length, 'scope')} that nobody agreed to: ${someOf(names)}`,
      evidence,
      fixes: [
        {
          intent: 'rescope',
          label: `Take ${someOf(names)} away`,
          scoreAfter: context.scoreIf(facts, change),
          parameters: { remove: names },
        },
        ask,
      ],
    };
  },
  examples: {
    flagged: [
      { what: 'a token with more than the consent', facts: { registration: traitBits.grownScopes }, severity: 'high' },
      { what: 'changed itself after the consent', facts: { registration: traitBits.changedSince }, severity: 'high' },
      {
        what: 'the same, for 40,000 people',
        facts: { registration: traitBits.grownScopes, customers: 40_000 },
        severity: 'critical',
      },
    ],
    clean: [
      { what: 'no more than people agreed to', facts: {} },
      { what: 'disabled already', facts: { registration: traitBits.grownScopes, status: 1 } },
    ],
  },
};
