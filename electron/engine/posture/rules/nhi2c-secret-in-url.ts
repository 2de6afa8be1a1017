import { urlSignals } from '#engine/inventory/behaviour-of.ts';
import type { Rule } from '#engine/posture/rule.ts';
import { eventRows } from '#engine/posture/seen.ts';
import { isActionable } from '#engine/posture/severity.ts';
import { activeStatic, plural } from '#engine/posture/words.ts';

const sorts: Readonly<Record<(typeof urlSignals)[number], string>> = {
  token_in_url: 'a token',
  key_in_url: 'an API key',
  password_in_url: 'a password or client secret',
};

const seenIn = (bits: number): string =>
  urlSignals
    .filter((_, bit) => (bits & (1 << bit)) !== 0)
    .map((signal) => sorts[signal])
    .join(', ');

export const secretInUrl: Rule = {
  id: 'NHI2c',
  pack: 'owasp',
  owasp: 'NHI2',
  title: 'Secret in a request line',
  why: 'Addresses stand in logs of servers and proxies, in histories and in referrers: whoever reads one of them has the secret.',
  references: ['OWASP NHI2:2025 Secret Leakage', 'RFC 6750 §2.3', 'RFC 9700 §4.3.2'],
  severity: 'high',
  flags(facts) {
    return isActionable(facts) && facts.urlSecrets > 0 ? 'high' : null;
  },
  explain(identity, facts, context) {
    const { now, scoreIf, limits } = context;
    const held = activeStatic(identity);
    return {
      title: `${identity.name} was seen with ${seenIn(facts.urlSecrets)} in its request line`,
      evidence: [
        {
          label: `Request lines of the last ${plural(limits.usageDays, 'day')}`,
          value: seenIn(facts.urlSecrets),
          ref: 'activity',
        },
        ...eventRows(identity, 'url_secrets', context),
      ],
      fixes: [
        {
          intent: 'rotate',
          label: 'Rotate what was shown, then send it in a header only',
          scoreAfter: scoreIf(facts, { urlSecrets: 0, rotatedAt: held.length > 0 ? now : facts.rotatedAt }),
          parameters: { credentials: held.map((credential) => credential.id) },
        },
        { intent: 'revoke', label: 'Revoke its tokens', scoreAfter: scoreIf(facts, {}), parameters: {} },
      ],
    };
  },
  examples: {
    flagged: [
      { what: 'an API key in a query', facts: { urlSecrets: 2 }, severity: 'high' },
      { what: 'a token in a query, at tier 0', facts: { urlSecrets: 1, tier: 0, knownTier: 0 }, severity: 'critical' },
    ],
    clean: [
      { what: 'no log shows one', facts: {} },
      { what: 'disabled already', facts: { urlSecrets: 1, status: 1 } },
    ],
  },
};
