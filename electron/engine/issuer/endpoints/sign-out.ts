import { type Browsing, noCookie } from '#engine/issuer/browsing.ts';
import type { Endpoint } from '#engine/issuer/endpoint.ts';
import { html } from '#engine/issuer/pages/html.ts';
import { page } from '#engine/issuer/pages/page.ts';
import { asPage, humanOf, readOwnForm, tell } from '#engine/issuer/pages/page-request.ts';
import { paths } from './paths.ts';

export const signOut = (browsing: Browsing): Endpoint => ({
  id: 'sign-out',
  path: paths.signOut,
  methods: ['POST'],
  audience: 'page',
  handle: (request, ports) =>
    asPage(request, ports, async () => {
      const session = browsing.sessionOf(request);
      readOwnForm(request, session, ports.issuer);
      const human = humanOf(session, ports);
      if (session !== null) browsing.close(session);
      if (human !== null)
        await tell(ports, { action: 'human.signed_out', object: human.id, decision: 'allowed', human: human.id });
      return page({
        title: 'Signed out',
        headers: noCookie,
        body: html`<h1>You are signed out</h1><p>Your agents go on as you have allowed. <a href="/account">Sign in again</a> to see them.</p>`,
      });
    }),
});
