import type { Rule } from '#engine/posture/rule.ts';
import { isActionable, scaled } from '#engine/posture/severity.ts';
import { activeStatic, credentialEvidence, date, rotatedSince } from '#engine/posture/words.ts';
import { isUnknown } from '#shared/model/fact.ts';

export const leaked: Rule = {
  id: 'NHI2a',
  owasp: 'NHI2',
  title: 'Leaked: a credential of it was seen in the open',
  why: 'Somebody else may hold the secret already, so every hour until it is rotated is an hour of theirs.',
  references: ['OWASP NHI2:2025 Secret Leakage'],
  severity: 'critical',
  flags(facts, { limits }) {
    return isActionable(facts) && facts.leaked === 1 ? scaled('critical', facts, limits) : null;
  },
  explain(identity, facts, { now, scoreIf }) {
    const held = activeStatic(identity);
    return {
      title: `A credential of ${identity.name} was seen in the open`,
      evidence: [
        { label: 'Leak', value: 'a scanner or a log shows a credential of it', ref: 'leaked' },
        ...held.slice(0, 10).map((credential) => {
          const since = rotatedSince(credential);
          return credentialEvidence(credential, isUnknown(since) ? 'age unknown' : `in use since ${date(since)}`);
        }),
      ],
      fixes: [
        {
          intent: 'rotate',
          label: 'Rotate now, without overlap',
          scoreAfter: scoreIf(facts, { leaked: 0, rotatedAt: held.length > 0 ? now : facts.rotatedAt }),
          parameters: { credentials: held.map((credential) => credential.id) },
        },
        { intent: 'disable', label: 'Disable it until it is rotated', scoreAfter: 0, parameters: {} },
      ],
    };
  },
  examples: {
    flagged: [
      { what: 'a scanner found its secret', facts: { leaked: 1 }, severity: 'critical' },
      { what: 'the same, bound and short-lived', facts: { leaked: 1, bound: 1, lifetime: 300 }, severity: 'high' },
    ],
    clean: [
      { what: 'nobody saw it', facts: {} },
      { what: 'disabled already', facts: { leaked: 1, status: 1 } },
    ],
  },
};
