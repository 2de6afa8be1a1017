import type { Rule } from '#engine/posture/rule.ts';
import { isActionable } from '#engine/posture/severity.ts';
import { date, moment, plural } from '#engine/posture/words.ts';
import { isUnknown } from '#shared/model/fact.ts';

export const vendorIncident: Rule = {
  id: 'NHI3b',
  pack: 'owasp',
  owasp: 'NHI3',
  title: 'Vendor incident: its publisher was breached, and it can still get in',
  why: 'Whoever took the vendor over holds the tokens that its customers gave it, and uses them before anybody is told.',
  references: ['OWASP NHI3:2025 Vulnerable Third-Party NHI'],
  severity: 'critical',
  flags(facts) {
    if (!isActionable(facts) || facts.incident !== 1) return null;
    const isLive = facts.activeCredentials > 0 || facts.scopesGranted > 0 || facts.customers > 0;
    return isLive ? 'critical' : null;
  },
  explain(identity, facts, { incidentOf, scoreIf }) {
    const publisher = isUnknown(identity.publisher) ? '' : identity.publisher;
    const incident = incidentOf(publisher);
    const vendor = publisher === '' ? 'its publisher' : publisher;
    const known =
      incident === null
        ? []
        : [
            { label: `Incident of ${vendor}`, value: incident.reason, ref: 'publisher' },
            { label: 'Since', value: `${date(incident.at)}, entered by ${incident.by}`, ref: 'publisher' },
          ];
    return {
      title: `${identity.name} is of ${vendor}, which has an incident, and can still get in`,
      evidence: [
        ...known,
        {
          label: 'Still live',
          value: `${plural(facts.activeCredentials, 'credential')}, ${plural(facts.scopesGranted, 'scope')}, acts for ${facts.customers === 1 ? '1 person' : `${facts.customers} people`}`,
          ref: 'grants',
        },
        { label: 'Last used', value: moment(identity.lastUsedAt, 'never'), ref: 'lastUsedAt' },
      ],
      fixes: [
        {
          intent: 'revoke',
          label: `Revoke it with whatever else is of ${vendor}`,
          scoreAfter: scoreIf(facts, { activeCredentials: 0, staticCredentials: 0, endlessCredential: 0 }),
          parameters: {
            credentials: identity.credentials.filter(({ status }) => status === 'active').map(({ id }) => id),
            publisher,
          },
        },
        { intent: 'disable', label: 'Disable it until the vendor says what was taken', scoreAfter: 0, parameters: {} },
      ],
    };
  },
  examples: {
    flagged: [
      { what: 'its vendor was breached', facts: { incident: 1 }, severity: 'critical' },
      { what: 'the same, bound and short-lived', facts: { incident: 1, bound: 1, lifetime: 300 }, severity: 'high' },
    ],
    clean: [
      { what: 'nothing is known of its vendor', facts: {} },
      {
        what: 'nothing of it is live any more',
        facts: { incident: 1, activeCredentials: 0, scopesGranted: 0, customers: 0 },
      },
      { what: 'disabled already', facts: { incident: 1, status: 1 } },
    ],
  },
};
