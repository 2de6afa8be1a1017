import { ownerStates } from '#engine/inventory/facts.ts';
import type { Rule } from '#engine/posture/rule.ts';
import { isActionable } from '#engine/posture/severity.ts';
import { moment } from '#engine/posture/words.ts';
import { isUnknown } from '#shared/model/fact.ts';

export const selfApproved: Rule = {
  id: 'NHI10c',
  pack: 'owasp',
  owasp: 'NHI10',
  title: 'One person behind the agent: owner, approver and subject',
  why: 'Whoever owns an agent, allows it and is the one it acts for can work through it, and nobody else has looked.',
  references: ['OWASP NHI10:2025 Human Use of NHI', 'RFC 8693 §4.1'],
  severity: 'medium',
  flags(facts) {
    return isActionable(facts) && facts.selfApproved === 1 ? 'medium' : null;
  },
  explain(identity, facts, { scoreIf }) {
    const owners = isUnknown(identity.owners) ? [] : identity.owners;
    const [owner] = owners;
    const name = owner?.name ?? 'one person';
    const consents = identity.grants.flatMap(({ id, consent, onBehalfOf }) =>
      consent === null || onBehalfOf === null ? [] : [{ id, consent }],
    );
    return {
      title: `${identity.name} is owned and allowed by ${name}, and acts for nobody else`,
      evidence: [
        { label: 'Sole owner', value: name, ref: 'owners' },
        ...consents.slice(0, 10).map(({ id, consent }) => ({
          label: 'Allowed by the same person',
          value: `consent of ${moment(consent.givenAt, 'no date')}`,
          ref: `grant:${id}`,
        })),
      ],
      fixes: [
        {
          intent: 'assign_owner',
          label: 'Have a second person answer for it and approve what it may do',
          scoreAfter: scoreIf(facts, { owner: ownerStates.indexOf('backed'), ownerReason: 0, selfApproved: 0 }),
          parameters: {},
        },
      ],
    };
  },
  examples: {
    flagged: [
      { what: 'its owner let it act for its owner', facts: { selfApproved: 1 }, severity: 'medium' },
      { what: 'the same at tier 0', facts: { selfApproved: 1, tier: 0, knownTier: 0 }, severity: 'high' },
      { what: 'the same, bound and short-lived', facts: { selfApproved: 1, bound: 1, lifetime: 300 }, severity: 'low' },
    ],
    clean: [
      { what: 'others own it, allow it, or are acted for', facts: {} },
      { what: 'disabled already', facts: { selfApproved: 1, status: 1 } },
    ],
  },
};
