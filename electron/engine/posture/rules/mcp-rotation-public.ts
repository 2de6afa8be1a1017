import { mcpMarks } from '#engine/inventory/registration-traits.ts';
import { changeRegistration, lint, shown } from '#engine/posture/lint.ts';

export const mcpRotation = lint({
  id: 'MCP-ROTATION',
  pack: 'mcp',
  owasp: null,
  title: 'Refresh tokens of public MCP clients rotate',
  why: 'They lie on people’s machines, next to whatever else runs there.',
  references: ['MCP authorization 2026-07-28, Token Theft', 'OAuth 2.1 §4.3.1'],
  severity: 'high',
  cases: [
    {
      what: 'a public MCP client whose refresh tokens stay the same',
      traits: ['mcp', 'looseRefresh'],
      says: 'speaks MCP, is public, and its refresh tokens do not rotate',
    },
  ],
  shows: (of, identity) => [
    shown('Speaks MCP', mcpMarks(identity, of)),
    shown('Refresh tokens rotate', identity.tokenPolicy?.refreshRotation ?? { unknown: 'not_recorded' }),
  ],
  fix: changeRegistration('Let its refresh tokens rotate'),
});
