import {
  accessTokenType,
  assistant,
  connect,
  exchangeGrant,
  mustHave,
  payer,
  paymentType,
} from '#engine/questions/cast.ts';
import { passUnless, type Question } from '#engine/questions/check.ts';

const upTo = (value: number): string =>
  JSON.stringify([{ type: paymentType, actions: ['pay'], amount: { currency: 'EUR', value } }]);

export const leastPrivilege: Question = {
  id: 'q4',
  question: 'Is least privilege expressible per agent, or is access all-or-nothing once granted?',
  checks: [
    {
      id: 'per_agent',
      title: 'Two agents of one customer hold different rights, and neither can ask for the other’s',
      async run(lab) {
        const reader = mustHave(await connect(lab, await assistant(lab), { scope: 'orders.read' }), 'the reader');
        const paying = mustHave(await connect(lab, await payer(lab), { scope: 'payments.create' }), 'the payer');
        const greedy = await connect(lab, await assistant(lab), { scope: 'orders.read payments.create' });
        return passUnless(
          [
            reader.scopes.join(' ') !== 'orders.read' && `the reader got ${reader.scopes.join(' ')}`,
            paying.scopes.join(' ') !== 'payments.create' && `the payer got ${paying.scopes.join(' ')}`,
            greedy.ok && `the reader was given ${greedy.scopes.join(' ')}`,
            !greedy.ok && greedy.error !== 'invalid_scope' && `asking for more ended in ${greedy.error}`,
          ],
          'one reads orders, one pays; asking for the other’s scope is invalid_scope',
        );
      },
    },
    {
      id: 'unticked',
      title: 'The customer unticks one scope, and the token lacks it',
      async run(lab) {
        const asked = { scope: 'orders.read orders.write' };
        const { scopes } = mustHave(await connect(lab, await assistant(lab), asked, ['orders.write']), 'a token');
        return passUnless([scopes.join(' ') !== 'orders.read' && `it got ${scopes.join(' ')}`], 'orders.write is gone');
      },
    },
    {
      id: 'amount',
      title: 'A payment right has an amount, and only a smaller one comes of it (RFC 9396)',
      async run(lab) {
        const client = await payer(lab);
        const asked = { scope: 'payments.create', authorization_details: upTo(50) };
        const { accessToken } = mustHave(await connect(lab, client, asked), 'a payment right up to 50 EUR');
        const exchange = { grant_type: exchangeGrant, subject_token: accessToken, subject_token_type: accessTokenType };
        const less = await lab.token(client, { ...exchange, authorization_details: upTo(20) });
        const more = await lab.token(client, { ...exchange, authorization_details: upTo(500) });
        return passUnless(
          [
            !less.ok && `20 EUR of 50 were refused: ${less.error}`,
            more.ok && '50 EUR became 500',
            !more.ok && more.error !== 'invalid_authorization_details' && `500 EUR ended in ${more.error}`,
          ],
          '20 of 50 EUR is given, 500 is invalid_authorization_details',
        );
      },
    },
    {
      id: 'swapped',
      title: 'One agent presents the other’s token, and is refused',
      async run(lab) {
        const paying = mustHave(await connect(lab, await payer(lab), { scope: 'payments.create' }), 'the payer');
        const answer = await lab.token(await assistant(lab), {
          grant_type: exchangeGrant,
          subject_token: paying.accessToken,
          subject_token_type: accessTokenType,
        });
        return passUnless([answer.ok && 'it was exchanged'], `refused: ${answer.ok ? '' : answer.error}`);
      },
    },
  ],
};
