import { loopbackRedirects, publisherDomain, strangeAddresses } from '#engine/inventory/redirects.ts';
import { changeRegistration, lint, shown } from '#engine/posture/lint.ts';

export const offDomain = lint({
  id: 'NHI3d',
  pack: 'owasp',
  owasp: 'NHI3',
  title: 'Off its domain: it sends people where its publisher is not at home',
  why: 'Whoever owns the other address, or runs a program on the same machine, is handed the codes of everybody who signs in.',
  references: ['OWASP NHI3:2025 Vulnerable Third-Party NHI', 'RFC 9700 §4.1', 'RFC 8252 §7.3'],
  severity: 'medium',
  cases: [
    {
      what: 'a redirect to another domain than the publisher’s',
      traits: ['stranger'],
      says: 'sends people to another domain than its publisher’s',
    },
    {
      what: 'a confidential client that sends people to their own machine',
      traits: ['loopback'],
      says: 'is confidential and sends people to their own machine',
    },
  ],
  shows: (of) => {
    const [strange, loopback] = [strangeAddresses(of), loopbackRedirects(of)];
    return [
      ...(strange.length > 0 ? [shown('Elsewhere', strange), shown('Publisher’s domain', publisherDomain(of))] : []),
      ...(loopback.length > 0 ? [shown('On the user’s machine', loopback)] : []),
    ];
  },
  fix: changeRegistration('Register only addresses of its publisher'),
});
