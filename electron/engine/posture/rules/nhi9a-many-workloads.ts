import { mostRemembered } from '#engine/inventory/latest-few.ts';
import type { Rule } from '#engine/posture/rule.ts';
import { eventRows } from '#engine/posture/seen.ts';
import { agentKind, isActionable } from '#engine/posture/severity.ts';
import { activeStatic, plural } from '#engine/posture/words.ts';

const counted = (workloads: number): string =>
  `${plural(workloads, 'workload')}${workloads >= mostRemembered ? ' or more' : ''}`;

export const manyWorkloads: Rule = {
  id: 'NHI9a',
  pack: 'owasp',
  owasp: 'NHI9',
  title: 'One credential, many workloads',
  why: 'Who holds one of them holds all of them, none can be rotated alone, and the log cannot say which of them it was.',
  references: ['OWASP NHI9:2025 NHI Reuse'],
  severity: 'high',
  flags(facts, { limits }) {
    // Of an agent each instance is a workload: NHI9b.
    if (!isActionable(facts) || facts.kind === agentKind) return null;
    return facts.workloads >= limits.workloads ? 'high' : null;
  },
  explain(identity, facts, context) {
    const { now, scoreIf, limits } = context;
    const held = activeStatic(identity);
    return {
      title: `${identity.name}: one credential serves ${counted(facts.workloads)}`,
      evidence: [
        {
          label: `Programs and networks in ${plural(limits.workloadDays, 'day')} before its last use`,
          value: `${counted(facts.workloads)}, limit ${limits.workloads - 1}`,
          ref: 'activity',
        },
        ...eventRows(identity, 'workloads', context),
      ],
      fixes: [
        {
          intent: 'rotate',
          label: 'Give each workload an identity of its own, then replace this credential',
          scoreAfter: scoreIf(facts, { workloads: 1, rotatedAt: held.length > 0 ? now : facts.rotatedAt }),
          parameters: { credentials: held.map((credential) => credential.id) },
        },
      ],
    };
  },
  examples: {
    flagged: [
      { what: 'two programs with one key in a week', facts: { workloads: 2 }, severity: 'high' },
      { what: 'the same with a thousand customers', facts: { workloads: 3, customers: 1000 }, severity: 'critical' },
    ],
    clean: [
      { what: 'one program in one network', facts: { workloads: 1 } },
      { what: 'no log tells programs', facts: {} },
      { what: 'instances of an agent', facts: { workloads: 3, kind: 4 } },
    ],
  },
};
