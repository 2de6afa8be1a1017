import { changeRegistration, lint, shown } from '#engine/posture/lint.ts';

export const clientAuthentication = lint({
  id: 'RFC9700-2.5',
  pack: 'rfc9700',
  owasp: null,
  title: 'Clients authenticate, best by a key of their own',
  why: 'A shared secret lies in two places and goes over the wire; a private key does neither.',
  references: ['RFC 9700 §2.5', 'RFC 8705 §2', 'RFC 7523 §2.2'],
  severity: 'low',
  cases: [
    {
      what: 'a client that may keep a secret, and proves nothing',
      traits: ['unauthenticated'],
      says: 'gets tokens without proving who it is',
      severity: 'high',
    },
    {
      what: 'a confidential client with a shared secret',
      traits: ['sharedSecret'],
      says: 'authenticates by a shared secret',
    },
  ],
  shows: (of) => [shown('Authenticates by', of.authMethod), shown('Client type', of.clientType)],
  fix: changeRegistration('Register a key (private_key_jwt) or a certificate'),
});
