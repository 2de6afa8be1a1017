import { describe, expect, it } from 'vitest';
import { ruleGroups } from './rule-groups.ts';

describe('rules in groups', () => {
  it('stand by pack, and those of the Top 10 by category in the order of its numbers', () => {
    const rules = [
      { id: 'NHI10a', pack: 'owasp', owasp: 'NHI10' },
      { id: 'MCP1', pack: 'mcp', owasp: 'NHI3' },
      { id: 'NHI2a', pack: 'owasp', owasp: 'NHI2' },
      { id: 'OWN1', pack: 'own', owasp: null },
      { id: 'NHI2b', pack: 'owasp', owasp: 'NHI2' },
    ] as const;
    expect(ruleGroups(rules).map(({ title, rules: some }) => [title, ...some.map(({ id }) => id)])).toEqual([
      ['NHI2 Secret leakage', 'NHI2a', 'NHI2b'],
      ['NHI10 Human use', 'NHI10a'],
      ['MCP authorization', 'MCP1'],
      ['Own rules', 'OWN1'],
    ]);
  });
});
