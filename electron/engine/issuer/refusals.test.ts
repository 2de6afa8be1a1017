import { expect, test } from 'vitest';
import { issuerInMemory } from '#test/support/issuer-in-memory.ts';

const wrong = { authorization: `Basic ${Buffer.from('nobody:wrong').toString('base64')}` };
const form = 'grant_type=client_credentials';

test('a flood of refusals to nobody is counted, what somebody known is refused is not part of it', async () => {
  const { send, post, addClient, events, clock } = issuerInMemory();
  addClient({ id: 'shop' });
  for (let i = 0; i < 250; i += 1) await send('/token', form, wrong);
  expect(events.filter(({ decision }) => decision === 'denied')).toHaveLength(100);
  await post('/token', 'shop', { grant_type: 'password' });
  expect(events.at(-1)).toMatchObject({ client: 'shop', decision: 'denied' });
  clock.advance(1_000);
  const flood = events.at(-1);
  expect(flood).toMatchObject({ action: 'request.refused', object: 'flood', details: { count: 150 } });
  expect(flood?.reason).toMatch(/^150 more requests were refused, the last because: /);
  await send('/token', form, wrong);
  expect(events.at(-1)).toMatchObject({ action: 'token.issued', decision: 'denied' });
});
