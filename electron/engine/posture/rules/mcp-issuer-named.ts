import { mcpMarks } from '#engine/inventory/registration-traits.ts';
import { changeServer, lint, shown } from '#engine/posture/lint.ts';

export const mcpIssuer = lint({
  id: 'MCP-ISSUER',
  pack: 'mcp',
  owasp: null,
  title: 'Servers of MCP clients name themselves in their answers',
  why: 'An MCP client talks to as many authorization servers as it has MCP servers, so it must tell whose answer it got.',
  references: [
    'MCP authorization 2026-07-28, Mix-Up Attacks',
    'MCP authorization 2026-07-28, Authorization Response Validation',
    'RFC 9207 §2',
  ],
  severity: 'medium',
  cases: [
    {
      what: 'an MCP client of a server that does not name itself',
      traits: ['mcp', 'code', 'namelessServer'],
      says: 'speaks MCP at a server that does not name itself in its answers',
    },
  ],
  shows: (of, identity) => [
    shown('Speaks MCP', mcpMarks(identity, of)),
    shown('Server names itself (iss)', of.server.namesIssuer),
  ],
  fix: changeServer('Send iss (RFC 9207)'),
});
