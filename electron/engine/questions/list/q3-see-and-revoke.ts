import type { Page } from '#engine/questions/browser.ts';
import { ana, assistant, connect, mustHave, shop } from '#engine/questions/cast.ts';
import { passUnless, type Question } from '#engine/questions/check.ts';
import { type Lab, signIn } from '#engine/questions/lab.ts';

const wanted = { scope: 'orders.read' };

async function accountPage(lab: Lab): Promise<Page> {
  const customer = await ana(lab);
  return signIn(customer, await customer.browser.open(new URL('/account', lab.issuer).href));
}

export const seeAndRevoke: Question = {
  id: 'q3',
  question: 'Can a customer or admin see and revoke every non-human credential tied to their account?',
  checks: [
    {
      id: 'customer_sees',
      title: 'The customer’s own page lists the agent and what it may do',
      async run(lab) {
        mustHave(await connect(lab, await assistant(lab), wanted), 'a token on behalf of the customer');
        const { html } = await accountPage(lab);
        return passUnless(
          [
            !html.includes('Questions: assistant') && 'the page does not list the agent',
            !html.includes('orders.read') && 'the page does not say what it may do',
          ],
          'the account page lists the agent with its scopes',
        );
      },
    },
    {
      id: 'customer_revokes',
      title: 'One press there, and the agent’s token is dead',
      async run(lab) {
        const agent = await assistant(lab);
        const { accessToken, claims } = mustHave(
          await connect(lab, agent, wanted),
          'a token on behalf of the customer',
        );
        const customer = await ana(lab);
        let page = await accountPage(lab);
        const consents = (await lab.desk.consents(customer.id)).filter(({ status }) => status === 'live');
        // The customer presses every button that the page offers for her agents.
        for (let pressed = 0; pressed < consents.length; pressed++) {
          page = await customer.browser.press(page, { button: /revoke|remove/i });
        }
        const left = (await lab.desk.tokens(customer.id)).filter(({ jti }) => jti === claims.jti);
        return passUnless(
          [
            (await lab.introspect(await shop(lab), accessToken)) !== null && 'the token is still active',
            left.length > 0 && 'the token still stands among the live ones',
          ],
          'introspection says active: false',
        );
      },
    },
    {
      id: 'admin_sees',
      title: 'The analyst finds every live token of one customer',
      async run(lab) {
        const { claims } = mustHave(
          await connect(lab, await assistant(lab), wanted),
          'a token on behalf of the customer',
        );
        const tokens = await lab.desk.tokens((await ana(lab)).id);
        const kinds = new Set(tokens.map(({ kind }) => kind));
        return passUnless(
          [
            !tokens.some(({ jti }) => jti === claims.jti) && 'the access token is not listed',
            !kinds.has('refresh') && 'the refresh token is not listed',
          ],
          `${tokens.length} live tokens of the customer, access and refresh`,
        );
      },
    },
    {
      id: 'admin_revokes',
      title: 'One call takes all of them',
      async run(lab) {
        const agent = await assistant(lab);
        const { accessToken, refreshToken } = mustHave(
          await connect(lab, agent, wanted),
          'a token on behalf of the customer',
        );
        const customer = await ana(lab);
        await lab.desk.revokeHuman(customer.id);
        const left = await lab.desk.tokens(customer.id);
        const refreshed = await lab.token(agent, { grant_type: 'refresh_token', refresh_token: refreshToken ?? '' });
        return passUnless(
          [
            left.length > 0 && `${left.length} tokens are still alive`,
            (await lab.introspect(await shop(lab), accessToken)) !== null && 'the access token is still active',
            refreshed.ok && 'the refresh token still works',
          ],
          'no live token is left, introspection and refresh refuse',
        );
      },
    },
  ],
};
