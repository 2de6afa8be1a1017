import { changeServer, lint, shown } from '#engine/posture/lint.ts';

export const openRegistration = lint({
  id: 'NHI6c',
  pack: 'owasp',
  owasp: 'NHI6',
  title: 'Open registration: anybody may become a client',
  why: 'Whoever can register a client under a trusted name can send everybody a sign-in page that looks like yours.',
  references: ['OWASP NHI6:2025 Insecure Cloud Deployment Configurations', 'RFC 7591 §5', 'RFC 9700 §4.11.2'],
  severity: 'high',
  ofServer: true,
  cases: [
    { what: 'anybody registers without a token', traits: ['openServer'], says: 'lets anybody register clients' },
    {
      what: 'metadata documents of any domain',
      traits: ['anyDocument'],
      says: 'takes client id metadata documents of any domain',
    },
  ],
  shows: ({ server }) => [shown('Registers', server.registration), shown('Takes metadata documents', server.documents)],
  fix: changeServer('Let only listed hosts, or holders of an initial access token, register'),
});
