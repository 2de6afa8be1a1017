import { isCoarse } from '#engine/inventory/usage.ts';
import { narrowed } from '#engine/posture/narrowed.ts';
import type { Rule, RuleContext } from '#engine/posture/rule.ts';
import { isActionable } from '#engine/posture/severity.ts';
import { moment, someOf } from '#engine/posture/words.ts';
import type { Grant, GrantedScope } from '#shared/model/grant.ts';
import type { Identity } from '#shared/model/identity.ts';

const isAll = ({ tenant }: Identity, { resource }: Grant, { api, name }: GrantedScope, { classify }: RuleContext) =>
  isCoarse(classify(tenant.vendor, api === '' ? resource : api, name));

export const allOrNothing: Rule = {
  id: 'NHI5e',
  pack: 'owasp',
  owasp: 'NHI5',
  title: 'All or nothing: one scope reads, writes and deletes',
  why: 'Who needs to read one record is given the right to delete them all, because the API offers nothing smaller.',
  references: ['OWASP NHI5:2025 Overprivileged NHI', 'RFC 9396 §1: what scopes cannot say'],
  severity: 'medium',
  flags(facts) {
    return isActionable(facts) && facts.coarseScopes > 0 ? 'medium' : null;
  },
  explain(identity, facts, context) {
    const found = identity.grants.flatMap((grant) =>
      grant.scopes.filter((scope) => isAll(identity, grant, scope, context)).map((scope) => ({ grant, scope })),
    );
    const names = [...new Set(found.map(({ scope }) => scope.name))];
    const change = narrowed(identity, facts, context, (scope, grant) => !isAll(identity, grant, scope, context));
    return {
      title: `${identity.name} holds ${names.length === 0 ? 'a scope' : someOf(names)}, which reads, writes and deletes at once`,
      evidence: [
        ...found.slice(0, 10).map(({ grant, scope }) => ({
          label: scope.name,
          value: `${scope.api === '' ? grant.resource : scope.api}, last used ${moment(scope.lastUsedAt, 'never')}`,
          ref: `grant:${grant.id}`,
        })),
        { label: 'Scopes that are all or nothing', value: `${facts.coarseScopes}`, ref: 'grants' },
      ],
      fixes: [
        {
          intent: 'rescope',
          label: 'Give it the parts that it uses instead: scopes of single verbs, or authorization details (RFC 9396)',
          scoreAfter: context.scoreIf(facts, change),
          parameters: { remove: names },
        },
      ],
    };
  },
  examples: {
    flagged: [
      { what: 'one scope administers an API', facts: { coarseScopes: 1 }, severity: 'medium' },
      { what: 'the same over 40,000 people', facts: { coarseScopes: 1, reach: 40_000 }, severity: 'high' },
      { what: 'the same, bound and short-lived', facts: { coarseScopes: 2, bound: 1, lifetime: 300 }, severity: 'low' },
    ],
    clean: [
      { what: 'each scope has one verb', facts: {} },
      { what: 'disabled already', facts: { coarseScopes: 1, status: 1 } },
    ],
  },
};
