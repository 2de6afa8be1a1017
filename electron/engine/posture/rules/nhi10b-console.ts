import type { Rule } from '#engine/posture/rule.ts';
import { eventRows } from '#engine/posture/seen.ts';
import { isActionable } from '#engine/posture/severity.ts';
import { activeStatic, plural } from '#engine/posture/words.ts';

export const atConsole: Rule = {
  id: 'NHI10b',
  pack: 'owasp',
  owasp: 'NHI10',
  title: 'A machine’s identity at an administration console',
  why: 'Pages are for people: somebody administers with rights that nobody gave to a person, and under no name.',
  references: ['OWASP NHI10:2025 Human Use of NHI'],
  severity: 'critical',
  flags(facts) {
    return isActionable(facts) && facts.atConsole === 1 ? 'critical' : null;
  },
  explain(identity, facts, context) {
    const { now, scoreIf, limits } = context;
    const held = activeStatic(identity);
    return {
      title: `${identity.name} acted at an administration console`,
      evidence: [
        {
          label: `At a console in the last ${plural(limits.usageDays, 'day')}`,
          value: 'what only pages for people do',
          ref: 'activity',
        },
        ...eventRows(identity, 'console', context),
      ],
      fixes: [
        {
          intent: 'rotate',
          label: 'Replace its credential, and forbid it to sign in at a page',
          scoreAfter: scoreIf(facts, { atConsole: 0, rotatedAt: held.length > 0 ? now : facts.rotatedAt }),
          parameters: { credentials: held.map((credential) => credential.id) },
        },
        { intent: 'quarantine', label: 'Quarantine it until somebody explains', scoreAfter: 0, parameters: {} },
      ],
    };
  },
  examples: {
    flagged: [
      { what: 'signed in at the console', facts: { atConsole: 1 }, severity: 'critical' },
      {
        what: 'the same with short tokens that are bound to a key',
        facts: { atConsole: 1, bound: 1, lifetime: 300 },
        severity: 'high',
      },
    ],
    clean: [
      { what: 'by its API only, or no log tells', facts: {} },
      { what: 'disabled already', facts: { atConsole: 1, status: 1 } },
    ],
  },
};
