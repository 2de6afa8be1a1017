import { mcpMarks } from '#engine/inventory/registration-traits.ts';
import { changeRegistration, lint, shown } from '#engine/posture/lint.ts';

export const mcpPkce = lint({
  id: 'MCP-PKCE',
  pack: 'mcp',
  owasp: null,
  title: 'MCP clients send a challenge with S256',
  why: 'MCP clients are mostly public, and a code without a challenge is worth as much as a token.',
  references: ['MCP authorization 2026-07-28, Authorization Code Protection', 'OAuth 2.1 §7.5.2'],
  severity: 'high',
  cases: [
    {
      what: 'an MCP client that need not send a challenge',
      traits: ['mcp', 'code', 'optionalPkce'],
      says: 'speaks MCP and need not send a PKCE challenge',
    },
    {
      what: 'an MCP client with plain challenges',
      traits: ['mcp', 'code', 'plainPkce'],
      says: 'speaks MCP and may send its PKCE verifier in the open',
    },
    {
      what: 'an MCP client of a server that announces no PKCE',
      traits: ['mcp', 'code', 'noChallenges'],
      says: 'speaks MCP at a server that does not say that it supports PKCE',
    },
  ],
  shows: (of, identity) => [
    shown('Speaks MCP', mcpMarks(identity, of)),
    shown('PKCE', of.pkce),
    shown('Challenge methods of the server', of.server.challengeMethods),
  ],
  fix: changeRegistration('Require a challenge with S256, and announce it in the metadata'),
});
