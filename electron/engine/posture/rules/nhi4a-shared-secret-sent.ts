import { credentialPoints } from '#engine/inventory/credential-strength.ts';
import { lint, shown } from '#engine/posture/lint.ts';
import { activeStatic, credentialEvidence } from '#engine/posture/words.ts';

export const sharedSecretSent = lint({
  id: 'NHI4a',
  pack: 'owasp',
  owasp: 'NHI4',
  title: 'Secret in the body, or no proof at all: a confidential client that authenticates badly',
  why: 'What stands in a request body ends in logs and traces, and a client that proves nothing is anybody who knows its name.',
  references: ['OWASP NHI4:2025 Insecure Authentication', 'RFC 6749 §2.3.1', 'RFC 9700 §2.5'],
  severity: 'high',
  cases: [
    {
      what: 'a client that may keep a secret, and proves nothing',
      traits: ['unauthenticated'],
      says: 'gets tokens without proving who it is',
    },
    { what: 'a secret in the request body', traits: ['secretInBody'], says: 'sends its secret in the request body' },
  ],
  shows: (of, identity) => [
    shown('Authenticates by', of.authMethod),
    shown('Client type', of.clientType),
    ...activeStatic(identity)
      .slice(0, 5)
      .map((credential) => credentialEvidence(credential, credential.vendorKind)),
  ],
  fix: (identity, facts, { now, scoreIf }) => ({
    intent: 'rotate',
    label: 'Register a key (private_key_jwt) or a certificate in its place, then retire the secret',
    scoreAfter: scoreIf(facts, {
      credential: Math.min(facts.credential, credentialPoints.private_key_jwt),
      rotatedAt: Number.isNaN(facts.rotatedAt) ? facts.rotatedAt : Math.max(facts.rotatedAt, now),
    }),
    parameters: { credentials: activeStatic(identity).map((credential) => credential.id) },
  }),
});
