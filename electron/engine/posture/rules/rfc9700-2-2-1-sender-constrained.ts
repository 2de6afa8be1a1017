import { hasTrait, traitBits } from '#engine/inventory/registration-traits.ts';
import { changeRegistration, clientType } from '#engine/posture/lint.ts';
import type { Rule } from '#engine/posture/rule.ts';
import { isActionable } from '#engine/posture/severity.ts';
import { credentialEvidence } from '#engine/posture/words.ts';
import { durationWords } from '#shared/lib/duration.ts';

/** Of clients that hold scopes and of which is known what they authenticate with. */
export const senderConstrained: Rule = {
  id: 'RFC9700-2.2.1',
  pack: 'rfc9700',
  owasp: null,
  title: 'Access tokens are bound to their sender',
  why: 'A bearer token works for whoever holds it; one that is bound to a key does not.',
  references: ['RFC 9700 §2.2.1', 'RFC 9700 §4.10.1', 'RFC 9449', 'RFC 8705'],
  severity: 'low',
  flags(facts) {
    if (!isActionable(facts) || facts.bound === 1 || facts.activeCredentials === 0 || !(facts.tier < 4)) return null;
    return hasTrait(facts, 'confidential') || hasTrait(facts, 'public') ? 'low' : null;
  },
  explain(identity, facts, context) {
    const free = identity.credentials.filter(({ status, binding }) => status === 'active' && binding === 'none');
    return {
      title: `${identity.name} gets access tokens that are bound to no key`,
      evidence: [
        clientType(identity.registration),
        {
          label: 'Access tokens last',
          value: Number.isNaN(facts.accessTtl) ? 'unknown' : durationWords(facts.accessTtl),
          ref: 'tokenPolicy',
        },
        ...free.slice(0, 5).map((credential) => credentialEvidence(credential, 'bound to no key')),
      ],
      fixes: [changeRegistration('Require DPoP or certificate-bound tokens')(identity, facts, context)],
    };
  },
  examples: {
    flagged: [
      {
        what: 'a confidential client with bearer tokens',
        facts: { registration: traitBits.confidential },
        severity: 'low',
      },
      {
        what: 'the same at tier 0',
        facts: { registration: traitBits.confidential, tier: 0, knownTier: 0 },
        severity: 'medium',
      },
    ],
    clean: [
      { what: 'tokens bound to a key', facts: { registration: traitBits.confidential, bound: 1 } },
      { what: 'a client without scopes', facts: { registration: traitBits.public, tier: 4, knownTier: 4 } },
      { what: 'no source says how it is registered', facts: {} },
    ],
  },
};
