import { mcpMarks } from '#engine/inventory/registration-traits.ts';
import { changeRegistration, lint, shown } from '#engine/posture/lint.ts';

export const mcpAudience = lint({
  id: 'MCP-AUDIENCE',
  pack: 'mcp',
  owasp: null,
  title: 'Tokens are for one MCP server',
  why: 'An MCP server that takes tokens without an audience takes those that were made for another one, and can pass them on.',
  references: [
    'MCP authorization 2026-07-28, Token Audience Binding and Validation',
    'MCP authorization 2026-07-28, Access Token Privilege Restriction',
    'RFC 8707 §2',
  ],
  severity: 'high',
  cases: [
    {
      what: 'an MCP client whose tokens name no audience',
      traits: ['mcp', 'anyAudience'],
      says: 'gets tokens for MCP that name no audience',
    },
  ],
  shows: (of, identity) => [shown('Speaks MCP', mcpMarks(identity, of)), shown('Tokens are for', of.audiences)],
  fix: changeRegistration('Ask for tokens with the resource parameter, and let the server put it into aud'),
});
