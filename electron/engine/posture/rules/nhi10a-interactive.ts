import { interactions } from '#engine/inventory/behaviour-of.ts';
import type { Rule } from '#engine/posture/rule.ts';
import { eventRows } from '#engine/posture/seen.ts';
import { agentKind, isActionable } from '#engine/posture/severity.ts';
import { activeStatic } from '#engine/posture/words.ts';

const [officeHours, browser] = [interactions.indexOf('office_hours'), interactions.indexOf('browser')];

export const interactive: Rule = {
  id: 'NHI10a',
  pack: 'owasp',
  owasp: 'NHI10',
  title: 'A person works with a machine’s credential',
  why: 'What a person does with it is nobody’s deed in the log, and no second factor stands before it.',
  references: ['OWASP NHI10:2025 Human Use of NHI'],
  severity: 'high',
  flags(facts) {
    // Agents drive browsers by trade.
    if (!isActionable(facts) || facts.kind === agentKind) return null;
    if (facts.interactive === browser) return 'high';
    return facts.interactive === officeHours ? 'medium' : null;
  },
  graded: () => 'its hours alone may be those of a business',
  explain(identity, facts, context) {
    const { scoreIf, now } = context;
    const byBrowser = facts.interactive === browser;
    const held = activeStatic(identity);
    return {
      title: byBrowser
        ? `${identity.name} is used with a browser`
        : `${identity.name} works in office hours only, at no fixed minute`,
      evidence: [
        byBrowser
          ? { label: 'Own requests, in nobody’s name', value: 'by a browser', ref: 'activity' }
          : {
              label: 'Own requests, in nobody’s name',
              value: 'within eleven hours of the day, with two days off each week, over three weeks or more',
              ref: 'activity',
            },
        ...eventRows(identity, byBrowser ? 'browser' : 'own', context),
      ],
      fixes: [
        {
          intent: 'rotate',
          label: 'Give the person single sign-on with a role just in time, then replace this credential',
          scoreAfter: scoreIf(facts, { interactive: 0, rotatedAt: held.length > 0 ? now : facts.rotatedAt }),
          parameters: { credentials: held.map((credential) => credential.id) },
        },
      ],
    };
  },
  examples: {
    flagged: [
      { what: 'requests by a browser', facts: { interactive: browser }, severity: 'high' },
      { what: 'office hours only', facts: { interactive: officeHours }, severity: 'medium' },
    ],
    clean: [
      { what: 'by a program, by day and night', facts: {} },
      { what: 'an agent that drives a browser', facts: { interactive: browser, kind: 4 } },
    ],
  },
};
