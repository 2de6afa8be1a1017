import type { Facts } from '#engine/inventory/facts.ts';
import { hasTrait, traitBits } from '#engine/inventory/registration-traits.ts';
import { exampleInstant } from '#engine/posture/example-clock.ts';
import { shown } from '#engine/posture/lint.ts';
import type { Rule, RuleContext } from '#engine/posture/rule.ts';
import { isActionable } from '#engine/posture/severity.ts';
import { daysBetween, moment, plural } from '#engine/posture/words.ts';
import { dayMs } from '#shared/lib/duration.ts';
import { unknown } from '#shared/model/fact.ts';

/** It registered itself, is old enough to have been used, holds no live refresh token and is known not to be used. */
function isAbandoned(facts: Facts, { now, limits }: RuleContext): boolean {
  const days = limits.registrationIdleDays;
  return (
    hasTrait(facts, 'dynamic') &&
    facts.liveOffline === 0 &&
    now - facts.createdAt > days * dayMs &&
    now - facts.lastUsedAt > days * dayMs
  );
}

export const registrationSprawl: Rule = {
  id: 'NHI1f',
  pack: 'owasp',
  owasp: 'NHI1',
  title: 'Registration sprawl: the same client again and again, or one that nobody came back to',
  why: 'Programs that register anew with each start leave clients behind that nobody owns, counts or takes away.',
  references: ['OWASP NHI1:2025 Improper Offboarding', 'RFC 7591 §5', 'RFC 7592 §2.3'],
  severity: 'medium',
  flags(facts, context) {
    if (!isActionable(facts)) return null;
    if (!(facts.twins >= context.limits.twinClients) && !isAbandoned(facts, context)) return null;
    return hasTrait(facts, 'openServer') ? 'high' : 'medium';
  },
  graded: () => 'anybody may register at its server',
  explain(identity, facts, context) {
    const { registration } = identity;
    const isTwin = facts.twins >= context.limits.twinClients;
    return {
      title: isTwin
        ? `${identity.name} is registered ${facts.twins} times with the same redirects`
        : `${identity.name} registered itself, and nobody has used it for ${context.limits.registrationIdleDays} d`,
      evidence: [
        ...(isTwin
          ? [{ label: 'Same name and redirects', value: plural(facts.twins, 'client'), ref: 'registration' }]
          : []),
        shown('Redirect URIs', registration?.redirectUris ?? unknown('not_recorded')),
        shown('Registered by', registration?.way ?? unknown('not_recorded')),
        { label: 'Created', value: moment(identity.createdAt, 'never'), ref: 'createdAt' },
        {
          label: 'Last used',
          value: Number.isFinite(facts.lastUsedAt)
            ? `${daysBetween(facts.lastUsedAt, context.now)} ago`
            : moment(identity.lastUsedAt, 'never'),
          ref: 'lastUsedAt',
        },
      ],
      fixes: [
        { intent: 'quarantine', label: 'Quarantine for 14 days, then delete', scoreAfter: 0, parameters: { days: 14 } },
        {
          intent: 'delete',
          label: 'Delete it; let the program keep what it registered, or name itself by a metadata document',
          scoreAfter: 0,
          parameters: {},
        },
      ],
    };
  },
  examples: {
    flagged: [
      { what: 'three clients of one name and redirect', facts: { twins: 3 }, severity: 'medium' },
      {
        what: 'registered itself 20 days ago, never used',
        facts: {
          registration: traitBits.dynamic,
          createdAt: exampleInstant(20),
          lastUsedAt: Number.NEGATIVE_INFINITY,
        },
        severity: 'medium',
      },
      {
        what: 'the same where anybody may register',
        facts: {
          registration: traitBits.dynamic | traitBits.openServer,
          createdAt: exampleInstant(20),
          lastUsedAt: exampleInstant(12),
        },
        severity: 'high',
      },
    ],
    clean: [
      { what: 'two of one name', facts: { twins: 2 } },
      { what: 'registered itself yesterday', facts: { registration: traitBits.dynamic, createdAt: exampleInstant(1) } },
      { what: 'registered itself, and is used', facts: { registration: traitBits.dynamic } },
      {
        what: 'registered itself, and nobody knows of its use',
        facts: { registration: traitBits.dynamic, lastUsedAt: Number.NaN },
      },
      {
        what: 'unused, but it holds a live refresh token',
        facts: { registration: traitBits.dynamic, liveOffline: 1, lastUsedAt: exampleInstant(90) },
      },
      { what: 'disabled already', facts: { twins: 9, status: 1 } },
    ],
  },
};
