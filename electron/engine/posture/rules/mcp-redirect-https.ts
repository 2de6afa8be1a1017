import { oddRedirects, wildcardRedirects } from '#engine/inventory/redirects.ts';
import { mcpMarks } from '#engine/inventory/registration-traits.ts';
import { changeRegistration, lint, shown } from '#engine/posture/lint.ts';

export const mcpRedirect = lint({
  id: 'MCP-REDIRECT',
  pack: 'mcp',
  owasp: null,
  title: 'MCP clients are sent back over https or to their own machine, at exact addresses',
  why: 'Any application may claim a scheme of its own, everybody reads http, and a wildcard is an address too many.',
  references: [
    'MCP authorization 2026-07-28, Communication Security',
    'MCP authorization 2026-07-28, Open Redirection',
  ],
  severity: 'high',
  cases: [
    {
      what: 'an MCP client with a wildcard in a redirect',
      traits: ['mcp', 'wildcardRedirect'],
      says: 'speaks MCP and has redirects with a wildcard',
    },
    {
      what: 'an MCP client with http or a scheme of its own',
      traits: ['mcp', 'oddRedirect'],
      says: 'speaks MCP and is sent back neither over https nor to the own machine',
    },
  ],
  shows: (of, identity) => [
    shown('Speaks MCP', mcpMarks(identity, of)),
    shown('Neither https nor the own machine', oddRedirects(of)),
    shown('With a wildcard', wildcardRedirects(of)),
  ],
  fix: changeRegistration('Register https or loopback addresses in full'),
});
