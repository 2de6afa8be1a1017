import { changeRegistration, lint, shown } from '#engine/posture/lint.ts';

export const pkce = lint({
  id: 'RFC9700-2.1.1',
  pack: 'rfc9700',
  owasp: null,
  title: 'The authorization code is protected by PKCE, with S256',
  why: 'Without a challenge, whoever gets hold of a code can trade it for tokens.',
  references: ['RFC 9700 §2.1.1', 'RFC 7636 §4.2', 'RFC 9700 §4.5.3'],
  severity: 'high',
  cases: [
    {
      what: 'a public client that need not send a challenge',
      traits: ['public', 'code', 'optionalPkce'],
      says: 'is public and need not send a PKCE challenge',
    },
    {
      what: 'a challenge that is the verifier',
      traits: ['code', 'plainPkce'],
      says: 'may send its PKCE verifier in the open',
    },
    {
      what: 'a confidential client that need not send one',
      traits: ['confidential', 'code', 'optionalPkce'],
      says: 'need not send a PKCE challenge',
      severity: 'low',
    },
  ],
  shows: (of) => [shown('PKCE', of.pkce), shown('Client type', of.clientType)],
  fix: changeRegistration('Require a challenge with S256'),
});
