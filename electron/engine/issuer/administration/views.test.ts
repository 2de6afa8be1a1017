import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Change } from '#engine/issuer/model.ts';
import { watchSpec } from '#shared/contract/contract.ts';
import { testNow } from '#test/support/builders.ts';
import { aClient, aConsent, aHuman, aToken } from '#test/support/issuer-builders.ts';
import { type IssuerOffice, openOffice } from '#test/support/issuer-desk.ts';

let office: IssuerOffice;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

const everything = { live: true, client: null, human: null, first: 0, count: 500 };

/** The view as the contract lets it through. */
const checked = (name: string, view: unknown): unknown => watchSpec(name)?.view.parse(view);

/** Ana allows `agent` three scopes; it asks for two, and sends `helper` with one of them. */
async function delegation(): Promise<void> {
  const common = { sub: 'hum_ana', consentId: 'consent-1' };
  await office.journal(
    { is: 'human', human: aHuman() },
    { is: 'client', client: aClient({ id: 'agent', name: 'Agent', kind: 'agent', scopes: ['a', 'b', 'c'] }) },
    { is: 'client', client: aClient({ id: 'helper', name: 'Helper', kind: 'agent', scopes: ['a', 'd'] }) },
    { is: 'consent', consent: aConsent({ clientId: 'agent', scopes: ['a', 'b', 'c'] }) },
    {
      is: 'token',
      token: aToken({ ...common, jti: 'root', clientId: 'agent', actors: ['agent'], scopes: ['a', 'b'] }),
    },
    {
      is: 'token',
      token: aToken({
        ...common,
        jti: 'leaf',
        clientId: 'helper',
        actors: ['agent', 'helper'],
        scopes: ['a'],
        parents: ['root'],
        expiresAt: testNow + 60_000,
      }),
    },
  );
}

describe('delegations', () => {
  it('say of each hop what there was, what the client may hold, what was given and why not more', async () => {
    await delegation();
    const view = office.views.delegations({ human: null, withdrawn: false });
    expect(checked('delegations.view', view)).toEqual(view);
    const [{ consent, hops } = { consent: null, hops: [] }] = view.chains;
    expect(consent).toMatchObject({ clientName: 'Agent', humanName: 'Ana', status: 'live', liveTokens: 2 });
    expect(hops).toMatchObject([
      {
        token: { jti: 'root', actors: [{ name: 'Agent' }], depth: 0 },
        before: ['a', 'b', 'c'],
        client: ['a', 'b', 'c'],
        given: ['a', 'b'],
        dropped: [{ scope: 'c', why: 'not_asked' }],
        children: ['leaf'],
      },
      {
        token: { jti: 'leaf', actors: [{ name: 'Agent' }, { name: 'Helper' }], depth: 1 },
        before: ['a', 'b'],
        client: ['a', 'd'],
        given: ['a'],
        dropped: [{ scope: 'b', why: 'client_lacks' }],
        children: [],
      },
    ]);
  });

  it('show what is dead only when asked', async () => {
    await delegation();
    office.system.clock.advance(60_000);
    const hops = (withdrawn: boolean) =>
      office.views
        .delegations({ human: null, withdrawn })
        .chains.flatMap((chain) => chain.hops.map(({ token }) => [token.jti, token.death]));
    expect(hops(false)).toEqual([['root', null]]);
    expect(hops(true)).toEqual([
      ['root', null],
      ['leaf', 'expired'],
    ]);
    await office.call('withdrawConsent', { id: 'consent-1' });
    expect(hops(false)).toEqual([]);
    expect(hops(true)).toEqual([
      ['root', 'consent_withdrawn'],
      ['leaf', 'expired'],
    ]);
    expect(office.views.delegations({ human: 'hum_nobody', withdrawn: true }).chains).toEqual([]);
  });

  it('say whom the dead can still fool, until when, whoever ended them', async () => {
    await delegation();
    const residual = () =>
      office.views.delegations({ human: null, withdrawn: true }).chains.map((chain) => chain.residual);
    expect(residual()).toEqual([[]]);
    await office.call('withdrawConsent', { id: 'consent-1' });
    const [rows = []] = residual();
    expect(rows.map(({ jti, clientName, subName }) => [jti, clientName, subName])).toEqual([
      ['root', 'Agent', 'Ana'],
      ['leaf', 'Helper', 'Ana'],
    ]);
    office.system.clock.advance(60_000);
    expect(residual()[0]?.map(({ jti }) => jti)).toEqual(['root']);
    office.system.clock.advance((rows[0]?.until ?? 0) - testNow - 60_000);
    expect(residual()).toEqual([[]]);
  });

  it('draw no branch without its root, however many hops came since', async () => {
    await delegation();
    const many = Array.from({ length: 400 }, (_, index): Change => {
      const jti = `hop-${index}`;
      const token = aToken({ jti, clientId: 'helper', sub: 'hum_ana', consentId: 'consent-1', parents: ['root'] });
      return { is: 'token', token };
    });
    await office.journal(...many);
    const [chain] = office.views.delegations({ human: null, withdrawn: false }).chains;
    const drawn = chain?.hops.map(({ token }) => token.jti) ?? [];
    expect(drawn).toHaveLength(201);
    expect([drawn[0], drawn[1], drawn.at(-1)]).toEqual(['root', 'hop-200', 'hop-399']);
  });
});

describe('tokens', () => {
  it('come newest first, in windows', async () => {
    await office.journal(
      { is: 'client', client: aClient() },
      ...Array.from({ length: 10 }, (_, index): Change => ({ is: 'token', token: aToken({ jti: `t${index}` }) })),
    );
    await office.call('revokeToken', { jti: 't8' });
    const page = (first: number, count: number) => {
      const { total, rows } = office.views.tokens({ ...everything, first, count });
      return [total, rows.map(({ jti }) => jti)];
    };
    expect(page(0, 3)).toEqual([9, ['t9', 't7', 't6']]);
    expect(page(3, 3)).toEqual([9, ['t5', 't4', 't3']]);
    expect(page(8, 3)).toEqual([9, ['t0']]);
    expect(page(9, 3)).toEqual([9, []]);
    const all = office.views.tokens({ ...everything, live: false });
    expect(all.rows.map(({ jti, death }) => [jti, death]).slice(0, 3)).toEqual([
      ['t9', null],
      ['t8', 'revoked'],
      ['t7', null],
    ]);
    expect(checked('issuer.tokens', all)).toEqual(all);
  });

  it('can be those of a client, of a human, or of both', async () => {
    await delegation();
    const jtis = (params: object) => {
      const { total, rows } = office.views.tokens({ ...everything, ...params });
      expect(total).toBe(rows.length);
      return rows.map(({ jti }) => jti);
    };
    expect(jtis({ client: 'helper' })).toEqual(['leaf']);
    expect(jtis({ human: 'hum_ana' })).toEqual(['leaf', 'root']);
    expect(jtis({ human: 'hum_ana', client: 'agent' })).toEqual(['root']);
    expect(jtis({ client: 'nobody' })).toEqual([]);
  });
});

describe('clients', () => {
  it('come newest first, by a part of their name, in windows', async () => {
    for (const name of ['Orders', 'Stock', 'Old orders']) await office.call('createClient', { name });
    const names = (params: object) => {
      const view = office.views.clients({ text: '', first: 0, count: 10, ...params });
      return [view.total, view.rows.map(({ name }) => name)];
    };
    expect(names({})).toEqual([3, ['Old orders', 'Stock', 'Orders']]);
    expect(names({ text: ' ORDERS ' })).toEqual([2, ['Old orders', 'Orders']]);
    expect(names({ first: 1, count: 1 })).toEqual([3, ['Stock']]);
  });

  it('show what they authenticate with and never a value', async () => {
    const { apiKey } = await office.call('createClient', { name: 'Report', kind: 'api_key', expiresInDays: 1 });
    const view = office.views.clients({ text: '', first: 0, count: 1 });
    expect(checked('issuer.clients', view)).toEqual(view);
    expect(view.rows[0]?.credentials).toMatchObject([
      { label: `${apiKey?.slice(0, 12)}…`, expiresAt: testNow + 86_400_000 },
    ]);
    expect(JSON.stringify(view)).not.toContain(apiKey);
  });
});

it('of consents the newest are listed, of one human all that live', async () => {
  const over = { withdrawnAt: testNow, withdrawnBy: 'Ana' };
  const given = Array.from({ length: 600 }, (_, index): Change => {
    const id = `consent-${index}`;
    return { is: 'consent', consent: aConsent({ id, givenAt: testNow + index, ...(index === 3 ? {} : over) }) };
  });
  await office.journal(...given);
  const all = office.views.consents({ human: null });
  expect([all.total, all.rows.length, all.rows[0]?.id]).toEqual([600, 500, 'consent-599']);
  const hers = office.views.consents({ human: 'hum_ana' });
  expect([hers.rows.length, hers.rows.at(-1)?.id, hers.rows.at(-1)?.status]).toEqual([501, 'consent-3', 'live']);
  expect(checked('issuer.consents', hers)).toEqual(hers);
});

it('humans and status count what lives', async () => {
  await delegation();
  const humans = office.views.humans({});
  expect(checked('issuer.humans', humans)).toEqual(humans);
  expect(humans.rows).toMatchObject([{ id: 'hum_ana', consents: 1, liveTokens: 2 }]);
  const status = office.views.status({});
  expect(checked('issuer.status', status)).toEqual(status);
  expect(status).toMatchObject({ issuer: null, clients: 2, humans: 1, consents: 1, liveTokens: 2 });
  office.system.clock.advance(86_400_000);
  expect(office.views.status({})).toMatchObject({ consents: 0, liveTokens: 0 });
  expect(office.views.humans({}).rows).toMatchObject([{ consents: 0, liveTokens: 0 }]);
});

it('keys say how many live tokens they signed', async () => {
  const { kid } = await office.call('rotateKey', { algorithm: 'ES256' });
  await office.journal({ is: 'client', client: aClient() }, { is: 'token', token: aToken({ kid }) });
  const keys = office.views.keys({});
  expect(checked('issuer.keys', keys)).toEqual(keys);
  expect(keys.rows).toMatchObject([{ kid, algorithm: 'ES256', status: 'active', tokens: 1 }]);
  const second = await office.call('rotateKey', { algorithm: 'ES256' });
  await office.call('retireKey', { kid });
  expect(office.views.keys({}).rows.map((row) => [row.kid, row.status])).toEqual([
    [kid, 'retired'],
    [second.kid, 'active'],
  ]);
});
