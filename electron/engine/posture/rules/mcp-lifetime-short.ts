import { hasTrait, mcpMarks, traitBits } from '#engine/inventory/registration-traits.ts';
import { shown } from '#engine/posture/lint.ts';
import type { Rule } from '#engine/posture/rule.ts';
import { isActionable } from '#engine/posture/severity.ts';
import { durationBeside, durationWords } from '#shared/lib/duration.ts';

export const mcpLifetime: Rule = {
  id: 'MCP-LIFETIME',
  pack: 'mcp',
  owasp: null,
  title: 'Access tokens for MCP are short-lived',
  why: 'Tokens for MCP are kept by clients and cached or logged by servers: the shorter they last, the less a copy is worth.',
  references: ['MCP authorization 2026-07-28, Token Theft', 'OAuth 2.1 §7.1'],
  severity: 'medium',
  flags(facts, { limits }) {
    if (!isActionable(facts) || !hasTrait(facts, 'mcp')) return null;
    return facts.accessTtl > limits.accessLifetime ? 'medium' : null;
  },
  explain(identity, facts, { limits, scoreIf }) {
    const lasts = durationBeside(facts.accessTtl, limits.accessLifetime);
    return {
      title: `${identity.name} gets access tokens for MCP that last ${lasts}`,
      evidence: [
        shown('Speaks MCP', mcpMarks(identity, identity.registration)),
        { label: 'Access tokens last', value: lasts, ref: 'tokenPolicy' },
        { label: 'Short-lived', value: `at most ${durationWords(limits.accessLifetime)}`, ref: 'policy' },
      ],
      fixes: [
        {
          intent: 'shorten',
          label: `Shorten access tokens to ${durationWords(limits.accessLifetime)}`,
          scoreAfter: scoreIf(facts, {
            lifetime:
              facts.lifetime <= facts.accessTtl ? Math.min(facts.lifetime, limits.accessLifetime) : facts.lifetime,
          }),
          parameters: { accessTtlSeconds: limits.accessLifetime },
        },
      ],
    };
  },
  examples: {
    flagged: [
      { what: 'tokens of a day', facts: { registration: traitBits.mcp, accessTtl: 86_400 }, severity: 'medium' },
      {
        what: 'the same at tier 0',
        facts: { registration: traitBits.mcp, accessTtl: 86_400, tier: 0, knownTier: 0 },
        severity: 'high',
      },
    ],
    clean: [
      { what: 'tokens of an hour', facts: { registration: traitBits.mcp, accessTtl: 3600 } },
      { what: 'a client that does not speak MCP', facts: { accessTtl: 86_400 } },
      { what: 'nobody knows how long they last', facts: { registration: traitBits.mcp, accessTtl: Number.NaN } },
    ],
  },
};
