import type { Browsing } from '#engine/issuer/browsing.ts';
import type { Endpoint } from '#engine/issuer/endpoint.ts';
import { oneOf } from '#engine/issuer/form.ts';
import type { Consent, Human, Token } from '#engine/issuer/model.ts';
import { OAuthError } from '#engine/issuer/oauth-error.ts';
import { accountPage } from '#engine/issuer/pages/account-page.ts';
import { redirect } from '#engine/issuer/pages/page.ts';
import { asPage, humanOf, readOwnForm, tell } from '#engine/issuer/pages/page-request.ts';
import type { IssuerPorts } from '#engine/issuer/ports.ts';
import { paths } from './paths.ts';

/** The customer's own page: every agent on the account, and one button each. */
export const account = (browsing: Browsing): Endpoint => ({
  id: 'account',
  path: paths.account,
  methods: ['GET', 'POST'],
  audience: 'page',
  handle: (request, ports) =>
    asPage(request, ports, async () => {
      const session = browsing.sessionOf(request);
      const form = request.method === 'POST' ? readOwnForm(request, session, ports.issuer) : null;
      const human = humanOf(session, ports);
      if (session === null || human === null) return redirect(`/sign-in?next=${encodeURIComponent(paths.account)}`);
      if (form === null) return accountPage({ session, human }, ports);
      const notice = await withdraw(oneOf(form, 'consent') ?? '', human, ports);
      return accountPage({ session, human, notice }, ports);
    }),
});

async function withdraw(id: string, human: Human, ports: IssuerPorts): Promise<string> {
  const consent = ports.state.consents.get(id);
  // Somebody else's consent is none of hers, and does not exist for her.
  if (consent === undefined || consent.sub !== human.id) {
    throw new OAuthError('access_denied', 'There is no such agent on your account.', 'no consent of this human', {
      status: 404,
    });
  }
  const { clientId } = consent;
  const name = ports.state.clients.get(clientId)?.name ?? clientId;
  if (consent.withdrawnAt !== null) return `${name} had lost its access before.`;
  const now = ports.clock.now();
  const before = [...ports.state.tokens.values()].filter(
    (token) => token.consentId === id && ports.state.deathOf(token, now) === null,
  );
  const withdrawn: Consent = { ...consent, withdrawnAt: now, withdrawnBy: human.name };
  await tell(ports, {
    action: 'consent.withdrawn',
    object: clientId,
    decision: 'allowed',
    human: human.id,
    client: clientId,
    agents: ports.state.clients.get(clientId)?.kind === 'agent' ? [clientId] : [],
    policy: `consent:${id}`,
    changes: [{ is: 'consent', consent: withdrawn }],
    details: { consent: id, fell: before.length },
  });
  return sentence(name, before);
}

function sentence(name: string, fell: readonly Token[]): string {
  const last = Math.max(
    0,
    ...fell.filter(({ kind, opaque }) => kind === 'access' && !opaque).map(({ expiresAt }) => expiresAt),
  );
  const dead = `${name} has lost its access, with everybody whom it had sent.`;
  if (last === 0) return dead;
  const until = new Date(last).toISOString().slice(11, 19);
  return `${dead} A shop that never asks us may still believe it until ${until} UTC.`;
}
