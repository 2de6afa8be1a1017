import { changeServer, lint, shown } from '#engine/posture/lint.ts';

export const mixUp = lint({
  id: 'RFC9700-4.4',
  pack: 'rfc9700',
  owasp: null,
  title: 'The server names itself in its answers',
  why: 'A client of two servers that cannot tell whose answer it got hands the code of one to the other.',
  references: ['RFC 9700 §4.4.2', 'RFC 9207 §2'],
  severity: 'medium',
  ofServer: true,
  cases: [
    {
      what: 'no iss in authorization responses',
      traits: ['namelessServer'],
      says: 'does not name itself in authorization responses',
    },
  ],
  shows: ({ server }) => [shown('Names itself (iss)', server.namesIssuer)],
  fix: changeServer('Send iss (RFC 9207), or give each server a redirect of its own'),
});
