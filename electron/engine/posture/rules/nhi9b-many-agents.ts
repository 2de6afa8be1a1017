import type { Facts } from '#engine/inventory/facts.ts';
import { mostRemembered } from '#engine/inventory/latest-few.ts';
import type { Rule } from '#engine/posture/rule.ts';
import { eventRows } from '#engine/posture/seen.ts';
import { agentKind, clientKind, isActionable } from '#engine/posture/severity.ts';
import { activeStatic, plural } from '#engine/posture/words.ts';
import type { Limits } from '#shared/model/limits.ts';

const orMore = (count: number): string => (count >= mostRemembered ? ' or more' : '');
/** Several instances of one agent, none of which says who it is. */
const areNameless = ({ kind, workloads, agentsBehind }: Facts, limits: Limits): boolean =>
  kind === agentKind && agentsBehind === 0 && workloads >= limits.workloads;

export const manyAgents: Rule = {
  id: 'NHI9b',
  pack: 'owasp',
  owasp: 'NHI9',
  title: 'One client, many agents',
  why: 'Agents that share a client cannot be stopped, limited or held to account one by one.',
  references: ['OWASP NHI9:2025 NHI Reuse', 'RFC 8693 §4.1'],
  severity: 'medium',
  flags(facts, { limits }) {
    if (!isActionable(facts) || (facts.kind !== agentKind && facts.kind !== clientKind)) return null;
    const isShared = facts.agentsBehind >= limits.agentsPerClient;
    return isShared || areNameless(facts, limits) ? 'medium' : null;
  },
  explain(identity, facts, context) {
    const { now, scoreIf, limits } = context;
    const nameless = areNameless(facts, limits);
    const [count, question] = nameless
      ? ([`${plural(facts.workloads, 'instance')}${orMore(facts.workloads)} without a name`, 'workloads'] as const)
      : ([`${plural(facts.agentsBehind, 'agent')}${orMore(facts.agentsBehind)}`, 'agents'] as const);
    const held = activeStatic(identity);
    return {
      title: `${identity.name} is shared by ${count}`,
      evidence: [
        {
          label: nameless ? 'Instances of the agent' : 'Agents without a credential of their own',
          value: `${count}, limit ${(nameless ? limits.workloads : limits.agentsPerClient) - 1}`,
          ref: 'activity',
        },
        ...eventRows(identity, question, context),
      ],
      fixes: [
        {
          intent: 'rotate',
          label: 'Register each agent by itself, then replace the shared credential',
          scoreAfter: scoreIf(facts, {
            agentsBehind: 0,
            workloads: Math.min(facts.workloads, 1),
            rotatedAt: held.length > 0 ? now : facts.rotatedAt,
          }),
          parameters: { credentials: held.map((credential) => credential.id) },
        },
      ],
    };
  },
  examples: {
    flagged: [
      { what: 'two agents through one client', facts: { kind: 0, agentsBehind: 2 }, severity: 'medium' },
      { what: 'an agent in two places that names no instance', facts: { kind: 4, workloads: 2 }, severity: 'medium' },
      {
        what: 'eight agents for thousands of customers',
        facts: { kind: 4, agentsBehind: 8, customers: 5000 },
        severity: 'high',
      },
    ],
    clean: [
      { what: 'one agent', facts: { kind: 0, agentsBehind: 1 } },
      { what: 'sessions of a service account', facts: { agentsBehind: 5 } },
    ],
  },
};
