import { standings } from '#engine/inventory/facts.ts';
import { narrowed } from '#engine/posture/narrowed.ts';
import type { Rule, RuleContext } from '#engine/posture/rule.ts';
import { isActionable } from '#engine/posture/severity.ts';
import { someOf } from '#engine/posture/words.ts';
import type { Grant, GrantedScope } from '#shared/model/grant.ts';
import type { Identity } from '#shared/model/identity.ts';

const justInTime = standings.indexOf('jit');

const isMinting = (identity: Identity, grant: Grant, scope: GrantedScope, { classify }: RuleContext): boolean =>
  classify(identity.tenant.vendor, scope.api === '' ? grant.resource : scope.api, scope.name).mints;

export const mints: Rule = {
  id: 'NHI5c',
  pack: 'owasp',
  owasp: 'NHI5',
  title: 'Can mint identities: may add credentials, grants or agents',
  why: 'A thief of it makes identities of their own, which stay when this one is taken away.',
  references: ['OWASP NHI5:2025 Overprivileged NHI'],
  severity: 'critical',
  flags(facts) {
    // Held for one task at a time is the fix.
    if (!isActionable(facts) || facts.canMint === 0 || facts.standing === justInTime) return null;
    return 'critical';
  },
  explain(identity, facts, context) {
    const found = identity.grants.flatMap((grant) =>
      grant.scopes.filter((scope) => isMinting(identity, grant, scope, context)).map((scope) => ({ grant, scope })),
    );
    const names = [...new Set(found.map(({ scope }) => scope.name))];
    // Facts that no recorded scope bears out lose nothing but the right itself.
    const change =
      found.length === 0
        ? { canMint: 0 as const }
        : narrowed(identity, facts, context, (scope, grant) => !isMinting(identity, grant, scope, context));
    return {
      title: `${identity.name} may make identities or credentials${names.length === 0 ? '' : `: ${someOf(names)}`}`,
      evidence: [
        ...found.slice(0, 10).map(({ grant, scope }) => ({
          label: scope.name,
          value: scope.api === '' ? grant.resource : scope.api,
          ref: `grant:${grant.id}`,
        })),
        {
          label: 'Held',
          value: Number.isNaN(facts.standing) ? 'unknown how' : (standings[facts.standing] ?? 'unknown how'),
          ref: 'standing',
        },
      ],
      fixes: [
        {
          intent: 'rescope',
          label: `Take ${names.length === 0 ? 'these rights' : someOf(names)} away; a separate identity per task mints`,
          scoreAfter: context.scoreIf(facts, change),
          parameters: { remove: names },
        },
      ],
    };
  },
  examples: {
    flagged: [
      { what: 'adds credentials to others', facts: { canMint: 1, tier: 0, knownTier: 0 }, severity: 'critical' },
      { what: 'nobody knows how it is held', facts: { canMint: 1, standing: Number.NaN }, severity: 'critical' },
      { what: 'bound and short-lived', facts: { canMint: 1, bound: 1, lifetime: 300 }, severity: 'high' },
    ],
    clean: [
      { what: 'makes nothing', facts: {} },
      { what: 'makes identities, per task only', facts: { canMint: 1, standing: justInTime } },
      { what: 'it is built into the product', facts: { canMint: 1, builtIn: 1 } },
    ],
  },
};
