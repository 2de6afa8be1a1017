import {
  accessTokenType,
  actFor,
  ana,
  assistant,
  connect,
  exchangeGrant,
  helper,
  mustHave,
  shop,
} from '#engine/questions/cast.ts';
import { fail, pass, passUnless, type Question } from '#engine/questions/check.ts';

const wanted = { scope: 'orders.read orders.write profile.read' };

export const onBehalf: Question = {
  id: 'q2',
  question: 'How does an agent act on behalf of a customer, with a clear record, and how is that consent revoked?',
  checks: [
    {
      id: 'consent_page',
      title: 'The customer is asked: who, for what',
      async run(lab) {
        const { page } = await lab.authorize(await assistant(lab), await ana(lab), wanted);
        const offered = page.forms.flatMap(({ fields }) => fields).filter(({ type }) => type === 'checkbox');
        const scopes = wanted.scope.split(' ').filter((scope) => !offered.some(({ value }) => value === scope));
        return passUnless(
          [
            !page.html.includes('Questions: assistant') && 'the page does not name the agent',
            scopes.length > 0 && `no box to untick for ${scopes.join(', ')}`,
          ],
          'the page names the agent and has a box to untick for each of 3 scopes',
        );
      },
    },
    {
      id: 'acts_for',
      title: 'The token says for whom (sub) and who acts (act)',
      async run(lab) {
        const agent = await assistant(lab);
        const { claims } = mustHave(await connect(lab, agent, wanted), 'a token on behalf of the customer');
        const { id } = await ana(lab);
        return passUnless(
          [
            claims.sub !== id && `sub is ${claims.sub ?? 'not said'}`,
            claims.act?.sub !== agent.clientId && `act.sub is ${claims.act?.sub ?? 'not said'}`,
          ],
          `sub is the customer, act.sub the agent`,
        );
      },
    },
    {
      id: 'consent_record',
      title: 'The consent stands on record: who, what, why, when, until when',
      async run(lab) {
        const agent = await assistant(lab);
        mustHave(await connect(lab, agent, wanted), 'a token on behalf of the customer');
        const consents = await lab.desk.consents((await ana(lab)).id);
        const consent = consents.find(({ clientId, status }) => clientId === agent.clientId && status === 'live');
        if (consent === undefined) return fail('no live consent of the customer for this agent is on record');
        const days = Math.round((consent.expiresAt - consent.givenAt) / 86_400_000);
        return pass(`${consent.scopes.length} scopes, given on the consent page, for ${days} days at most`);
      },
    },
    {
      id: 'withdrawn',
      title: 'Withdrawing it ends refresh, exchange and every token that came of it, sub-agents’ too',
      async run(lab) {
        const agent = await assistant(lab);
        const first = mustHave(await connect(lab, agent, wanted), 'a token on behalf of the customer');
        const sub = mustHave(await actFor(lab, await helper(lab), first.accessToken), "the sub-agent's exchange");
        const { jti } = first.claims;
        const token = (await lab.desk.tokens((await ana(lab)).id)).find((each) => each.jti === jti);
        if (!token?.consentId) return fail('the token does not lead back to a consent');
        const before = await lab.introspect(await shop(lab), sub.accessToken);
        const { residual } = await lab.desk.withdrawConsent(token.consentId);
        const after = [
          await lab.introspect(await shop(lab), first.accessToken),
          await lab.introspect(await shop(lab), sub.accessToken),
        ];
        const refreshed = await lab.token(agent, {
          grant_type: 'refresh_token',
          refresh_token: first.refreshToken ?? '',
        });
        const exchanged = await lab.token(agent, {
          grant_type: exchangeGrant,
          subject_token: first.accessToken,
          subject_token_type: accessTokenType,
          scope: 'orders.read',
        });
        return passUnless(
          [
            before === null && "the sub-agent's token was not active before",
            after[0] !== null && "the agent's token is still active",
            after[1] !== null && "the sub-agent's token is still active",
            refreshed.ok && 'the refresh token still works',
            exchanged.ok && 'the dead token was exchanged',
            residual.length === 0 && 'nothing says how long a verifier that never asks goes on',
          ],
          `refresh, exchange and introspection refuse at once; ${residual.length} tokens can still fool a verifier that never asks, until their exp at the latest`,
        );
      },
    },
  ],
};
