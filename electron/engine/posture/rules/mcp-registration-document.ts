import { mcpMarks } from '#engine/inventory/registration-traits.ts';
import { changeRegistration, lint, shown } from '#engine/posture/lint.ts';

export const mcpRegistration = lint({
  id: 'MCP-REGISTRATION',
  pack: 'mcp',
  owasp: null,
  title: 'MCP clients are registered beforehand or name a metadata document',
  why: 'Dynamic registration is deprecated for MCP: it leaves a client behind for each start, and nobody can tell whose it is.',
  references: [
    'MCP authorization 2026-07-28, Client Registration: Dynamic Client Registration',
    'MCP authorization 2026-07-28, Client Registration: Client ID Metadata Documents',
  ],
  severity: 'low',
  cases: [
    {
      what: 'a metadata document at no https address with a path',
      traits: ['mcp', 'oddDocument'],
      says: 'has an id that is no address of a metadata document',
      severity: 'medium',
    },
    {
      what: 'an MCP client that registered itself',
      traits: ['mcp', 'dynamic'],
      says: 'speaks MCP and registered itself',
    },
  ],
  shows: (of, identity) => [
    shown('Speaks MCP', mcpMarks(identity, of)),
    shown('Registered by', of.way),
    shown('Addresses', of.metadataUris),
  ],
  fix: changeRegistration('Give it a client id metadata document at an https address, or register it by hand'),
});
