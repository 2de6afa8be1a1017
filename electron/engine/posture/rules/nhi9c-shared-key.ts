import type { Rule } from '#engine/posture/rule.ts';
import { isActionable } from '#engine/posture/severity.ts';
import { activeStatic, credentialEvidence, plural } from '#engine/posture/words.ts';

const others = (count: number): string => plural(count, 'other identity').replace(/identitys$/, 'identities');

export const sharedKey: Rule = {
  id: 'NHI9c',
  pack: 'owasp',
  owasp: 'NHI9',
  title: 'Shared key: one key or secret in several identities',
  why: 'One theft opens all of them, none can be rotated alone, and no log says which of them it was.',
  references: ['OWASP NHI9:2025 NHI Reuse'],
  severity: 'high',
  flags(facts) {
    return isActionable(facts) && facts.sharedKey > 0 ? 'high' : null;
  },
  explain(identity, facts, { now, scoreIf }) {
    const held = activeStatic(identity);
    return {
      title: `${identity.name} shares a key with ${others(facts.sharedKey)}`,
      evidence: [
        { label: 'Holders of the same key', value: others(facts.sharedKey), ref: 'credentials' },
        ...held.slice(0, 10).map((credential) => credentialEvidence(credential, credential.vendorKind)),
      ],
      fixes: [
        {
          intent: 'rotate',
          label: 'Replace its keys by keys of its own',
          scoreAfter: scoreIf(facts, { sharedKey: 0, rotatedAt: held.length > 0 ? now : facts.rotatedAt }),
          parameters: { credentials: held.map((credential) => credential.id) },
        },
      ],
    };
  },
  examples: {
    flagged: [
      { what: 'two clients with one key', facts: { sharedKey: 1 }, severity: 'high' },
      { what: 'the same at tier 0', facts: { sharedKey: 3, tier: 0, knownTier: 0 }, severity: 'critical' },
    ],
    clean: [
      { what: 'its key is its own', facts: {} },
      { what: 'disabled already', facts: { sharedKey: 1, status: 1 } },
    ],
  },
};
