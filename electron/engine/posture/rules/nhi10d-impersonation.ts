import { impersonations } from '#engine/inventory/behaviour-of.ts';
import type { Rule } from '#engine/posture/rule.ts';
import { eventRows } from '#engine/posture/seen.ts';
import { agentKind, clientKind, isActionable } from '#engine/posture/severity.ts';

const [may, refused, did] = [
  impersonations.indexOf('may'),
  impersonations.indexOf('refused'),
  impersonations.indexOf('did'),
];

const said: Readonly<Record<(typeof impersonations)[number], readonly [title: string, value: string]>> = {
  none: ['acts under its own name', ''],
  may: ['may act as people, and no token would name it', 'it may become people'],
  refused: ['tried to act as a human without naming itself', 'it tried, and was refused'],
  did: ['acts as people, and no token names it', 'a human is named, no actor'],
};

export const impersonation: Rule = {
  id: 'NHI10d',
  pack: 'owasp',
  owasp: 'NHI10',
  title: 'Impersonation: acts as a human, and no actor is named',
  why: 'The log says that the human did it: what a machine did cannot be told from what the human did, nor stopped by itself.',
  references: ['OWASP NHI10:2025 Human Use of NHI', 'RFC 8693 §1.1', 'RFC 8693 §4.1'],
  severity: 'critical',
  flags(facts) {
    if (!isActionable(facts)) return null;
    if (facts.impersonates === did) {
      // What an application does that a human uses is hers; a service has no human before it.
      const isService = facts.kind !== clientKind && facts.kind !== agentKind;
      return isService ? 'critical' : 'high';
    }
    if (facts.impersonates === refused) return 'high';
    return facts.impersonates === may ? 'medium' : null;
  },
  graded({ impersonates }) {
    if (impersonates === may) return 'it may, and no log shows that it did';
    return impersonates === refused ? 'it was refused' : 'an application that people use';
  },
  explain(identity, facts, context) {
    const { scoreIf } = context;
    const [title, value] = said[impersonations[facts.impersonates] ?? 'none'];
    const edges = identity.delegations.filter((edge) => edge.kind === 'impersonate' && edge.to === identity.id);
    return {
      title: `${identity.name} ${title}`,
      evidence: [
        { label: 'Acts as people', value, ref: facts.impersonates === may ? 'delegations' : 'activity' },
        ...edges.slice(0, 5).map((edge) => ({
          label: 'May impersonate',
          value: edge.scopes.join(', ') || 'whatever that identity may',
          ref: `delegation:${edge.from}`,
        })),
        ...eventRows(identity, 'impersonation', context),
      ],
      fixes: [
        {
          intent: 'revoke',
          label: 'Revoke what it got, and let it exchange with an actor token (delegation)',
          scoreAfter: scoreIf(facts, { impersonates: 0 }),
          parameters: {},
        },
      ],
    };
  },
  examples: {
    flagged: [
      { what: 'a service got tokens of a human without an actor', facts: { impersonates: did }, severity: 'critical' },
      { what: 'an application did', facts: { impersonates: did, kind: 0 }, severity: 'high' },
      { what: 'it was refused', facts: { impersonates: refused }, severity: 'high' },
      { what: 'it may', facts: { impersonates: may }, severity: 'medium' },
    ],
    clean: [
      { what: 'acts under its own name', facts: {} },
      { what: 'disabled already', facts: { impersonates: did, status: 1 } },
    ],
  },
};
