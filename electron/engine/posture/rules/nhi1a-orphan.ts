import { ownerStates } from '#engine/inventory/facts.ts';
import type { Rule } from '#engine/posture/rule.ts';
import { isActionable } from '#engine/posture/severity.ts';
import { moment, plural } from '#engine/posture/words.ts';
import { isUnknown } from '#shared/model/fact.ts';

const none = ownerStates.indexOf('none');
const departed = ownerStates.indexOf('departed');
const backed = ownerStates.indexOf('backed');

export const orphan: Rule = {
  id: 'NHI1a',
  pack: 'owasp',
  owasp: 'NHI1',
  title: 'Orphan: alive and owned by nobody',
  why: 'Nobody notices when an identity without an owner is misused, and nobody dares to switch it off.',
  references: ['OWASP NHI1:2025 Improper Offboarding'],
  severity: 'high',
  flags(facts) {
    if (!isActionable(facts) || facts.activeCredentials === 0) return null;
    return facts.owner === none || facts.owner === departed ? 'high' : null;
  },
  explain(identity, facts, { scoreIf }) {
    const owners = isUnknown(identity.owners) ? [] : identity.owners;
    const gone = owners.map((owner) => owner.name).join(', ');
    return {
      title: gone === '' ? `${identity.name} has no owner` : `${identity.name} is owned by ${gone}, who left`,
      evidence: [
        { label: 'Owner', value: gone === '' ? 'none on record' : `${gone}: departed`, ref: 'owners' },
        { label: 'Active credentials', value: plural(facts.activeCredentials, 'credential'), ref: 'credentials' },
        { label: 'Last used', value: moment(identity.lastUsedAt, 'never'), ref: 'lastUsedAt' },
      ],
      fixes: [
        {
          intent: 'assign_owner',
          label: 'Assign an owner and a backup within 7 days',
          scoreAfter: scoreIf(facts, { owner: backed }),
          parameters: { withinDays: 7 },
        },
        { intent: 'disable', label: 'Disable it', scoreAfter: 0, parameters: {} },
      ],
    };
  },
  examples: {
    flagged: [
      { what: 'its only owner left', facts: { owner: departed }, severity: 'high' },
      {
        what: 'nobody was ever named, and it holds tier 0',
        facts: { owner: none, tier: 0, knownTier: 0 },
        severity: 'critical',
      },
    ],
    clean: [
      { what: 'owner and backup are there', facts: {} },
      { what: 'the source does not record owners', facts: { owner: ownerStates.indexOf('unknown') } },
      { what: 'it is disabled', facts: { owner: departed, status: 1 } },
      { what: 'nothing can authenticate as it', facts: { owner: none, activeCredentials: 0 } },
      { what: 'it is built into the product', facts: { owner: none, builtIn: 1 } },
    ],
  },
};
