import type { Leak } from '#engine/inventory/leaks.ts';
import type { Rule } from '#engine/posture/rule.ts';
import { isActionable } from '#engine/posture/severity.ts';
import { activeStatic, credentialEvidence, date, plural, rotatedSince } from '#engine/posture/words.ts';
import { isUnknown } from '#shared/model/fact.ts';
import type { Evidence } from '#shared/model/finding.ts';
import type { Identity } from '#shared/model/identity.ts';
import { isFingerprint } from '#shared/model/leak.ts';

/** Places that one finding names. */
const shown = 10;

function leakRows(identity: Identity, leaks: readonly Leak[]): readonly Evidence[] {
  const rows = leaks.slice(0, shown).map(({ at, tool, place, said, by }): Evidence => {
    const credential = identity.credentials.find(({ fingerprint, id }) => fingerprint === by || id === by);
    const whose = isFingerprint(by)
      ? `it is the ${credential?.kind.replaceAll('_', ' ') ?? 'secret'} ${by}`
      : `it names ${by}`;
    return {
      label: `Seen ${date(at)}`,
      value: [place, `${tool}${said === '' ? '' : `: ${said}`}`, whose].join(', '),
      ref: credential === undefined ? 'leaked' : `credential:${credential.id}`,
    };
  });
  const more = leaks.length - rows.length;
  return more === 0 ? rows : [...rows, { label: 'Seen', value: `in ${plural(more, 'more place')}`, ref: 'leaked' }];
}

export const leaked: Rule = {
  id: 'NHI2a',
  pack: 'owasp',
  owasp: 'NHI2',
  title: 'Leaked: a credential of it was seen in the open',
  why: 'Somebody else may hold the secret already, so every hour until it is rotated is an hour of theirs.',
  references: ['OWASP NHI2:2025 Secret Leakage'],
  severity: 'critical',
  flags(facts) {
    return isActionable(facts) && facts.leaked === 1 ? 'critical' : null;
  },
  explain(identity, facts, { now, scoreIf, leaks }) {
    const held = activeStatic(identity);
    const seen = leaks?.(identity.id) ?? [];
    return {
      title: `A credential of ${identity.name} was seen in the open`,
      evidence: [
        ...(seen.length === 0
          ? [{ label: 'Leak', value: 'a source shows a credential of it, or says that it was shown', ref: 'leaked' }]
          : leakRows(identity, seen)),
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
