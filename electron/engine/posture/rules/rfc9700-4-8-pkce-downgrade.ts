import { changeServer, lint, shown } from '#engine/posture/lint.ts';

export const pkceDowngrade = lint({
  id: 'RFC9700-4.8',
  pack: 'rfc9700',
  owasp: null,
  title: 'PKCE can be relied on at the server',
  why: 'A client that cannot see that PKCE is supported leaves it out, and an attacker can take a challenge away unnoticed.',
  references: ['RFC 9700 §4.8.2', 'RFC 9700 §2.1.1', 'RFC 8414 §2'],
  severity: 'medium',
  ofServer: true,
  cases: [
    {
      what: 'metadata without challenge methods',
      traits: ['noChallenges'],
      says: 'does not say that it supports PKCE',
    },
    {
      what: 'plain among the challenge methods',
      traits: ['plainServer'],
      says: 'takes PKCE challenges that are the verifier',
    },
  ],
  shows: ({ server }) => [shown('Challenge methods', server.challengeMethods)],
  fix: changeServer('Support and announce S256 alone'),
});
