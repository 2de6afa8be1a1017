// What outlives the consent or the human behind it: found in an import, and to the minute in our own issuer's ledger.
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { lookAnew } from '#engine/api/picture-of.ts';
import { createIssuerNames } from '#engine/issuer/identity-of.ts';
import { identityDetail } from '#engine/projections/identity-detail.ts';
import { selectRows } from '#engine/projections/selection.ts';
import { preparePolicy, standardPolicy } from '#engine/scoring/policy.ts';
import { unfiltered } from '#shared/contract/values.ts';
import { unknown } from '#shared/model/fact.ts';
import type { Finding } from '#shared/model/finding.ts';
import type { Consent } from '#shared/model/grant.ts';
import { aGrant, anActivity, anIdentity, aRegistration, aScope, daysAgo, testNow } from '#test/support/builders.ts';
import { startEngine, type TestEngine, temporaryFolder } from '#test/support/engine.ts';
import { aClient, aConsent, aHuman, aToken } from '#test/support/issuer-builders.ts';
import { openOffice } from '#test/support/issuer-desk.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const policy = preparePolicy(standardPolicy, sha256);
const leftover = (findings: readonly Finding[]): Finding | undefined => findings.find(({ rule }) => rule === 'NHI1e');

describe('the local issuer', () => {
  it('says to the second how long tokens of a withdrawn consent are believed, and forgets them when they end', async () => {
    const office = await openOffice();
    const names = createIssuerNames(office.system.hash.sha256, office.workspace.id);
    const minute = 60_000;
    const client = aClient({ kind: 'agent', grants: ['authorization_code', 'refresh_token'] });
    const consent = aConsent({ clientId: client.id });
    const token = aToken({
      clientId: client.id,
      sub: consent.sub,
      consentId: consent.id,
      issuedAt: testNow - minute,
      expiresAt: testNow + 4 * minute,
    });
    const opaque = { ...token, jti: 'opaque', opaque: true, expiresAt: testNow + 9 * minute };
    await office.journal(
      { is: 'client', client },
      { is: 'human', human: aHuman({ id: consent.sub }) },
      { is: 'consent', consent },
      { is: 'token', token },
      { is: 'token', token: opaque },
    );
    const id = names.clientIdentity(client.id);
    await office.identity(id);
    const found = (now: number): Finding | undefined => {
      const { explain } = lookAnew(office.workspace, policy, now);
      const row = office.workspace.identities.rowOf(id);
      return leftover(explain.findings(row, explain.identity(row)));
    };
    expect(found(testNow)).toBeUndefined();

    await office.call('withdrawConsent', { id: consent.id });
    await office.identity(id);
    const finding = found(testNow);
    expect(finding?.severity).toBe('critical');
    expect(finding?.evidence.map(({ label, value }) => [label, value])).toEqual([
      ['Residual time', 'ends 2026-03-14, 4 min from now'],
      ['Token of a consent that was withdrawn', 'believed by whoever does not ask: ends 2026-03-14, 4 min from now'],
    ]);
    // Its consent is withdrawn, and no grant is left that a plan could take away.
    expect(finding?.fixes).toEqual([]);
    expect(found(testNow + 4 * minute)).toBeUndefined();
    await office.close();
  });
});

describe('what was imported once', () => {
  const consent: Consent = {
    id: 'c',
    status: 'live',
    givenAt: daysAgo(100),
    expiresAt: daysAgo(-10),
    purpose: unknown('not_recorded'),
  };
  /** Its consent runs out in 10 days, the grant in 40. */
  const shopper = anIdentity({
    name: 'shopper',
    kind: 'agent',
    grants: [aGrant({ subjects: 1, consent, expiresAt: daysAgo(-40) })],
  });
  /** One offline grant lies idle for 60 days and ends in 5, the other one for 20 and never ends. */
  const reader = anIdentity({
    name: 'reader',
    grants: [
      aGrant({ id: 'old', offline: true, lastUsedAt: daysAgo(60), expiresAt: daysAgo(-5) }),
      aGrant({ id: 'new', offline: true, lastUsedAt: daysAgo(20) }),
    ],
  });
  /** It registered itself, is not used, and holds a refresh token for 5 more days. */
  const visitor = anIdentity({
    name: 'visitor',
    kind: 'oauth_client',
    createdAt: daysAgo(60),
    lastUsedAt: daysAgo(50),
    registration: aRegistration({ way: 'dynamic' }),
    grants: [aGrant({ offline: true, lastUsedAt: daysAgo(20), expiresAt: daysAgo(-5) })],
  });

  it('is judged by the day on which somebody looks, and its fix names what is there on that day', async () => {
    const office = await openOffice();
    const unit = await office.workspace.begin();
    for (const identity of [shopper, reader, visitor]) unit.putIdentity(identity, []);
    await unit.commit({ action: 'import.committed', object: 'x', human: 'a', client: 'test', data: {} });
    const found = (days: number): readonly string[] => {
      const { explain, picture } = lookAnew(office.workspace, policy, daysAgo(-days));
      return [...picture.findings.row.entries()].flatMap(([at, row]) => {
        const rule = picture.findings.rules[picture.findings.rule[at] ?? 0]?.id ?? '';
        if (!['NHI1e', 'NHI1f', 'NHI7d'].includes(rule)) return [];
        const grants = explain.finding(row, rule)?.fixes[0]?.parameters['grants'] ?? [];
        return [`${picture.identities.name(row)} ${rule} ${Array.isArray(grants) ? grants.join(' ') : ''}`.trim()];
      });
    };
    const soon = ['reader NHI7d old'];
    const later = ['shopper NHI1e grant-1', 'visitor NHI1f', 'reader NHI7d new'];
    expect(found(0)).toEqual(soon);
    expect(found(6)).toEqual(['visitor NHI1f']);
    expect(found(30)).toEqual(later);
    expect(found(40)).toEqual(later.slice(1));
    // Whoever goes on without a consent has none, for the score as for the finding.
    const consents = [0, 30].map((days) => {
      const { explain } = lookAnew(office.workspace, policy, daysAgo(-days));
      const row = office.workspace.identities.rowOf(shopper.id);
      return explain.score(row)?.floors.filter(({ id }) => id === 'F4').length;
    });
    expect(consents).toEqual([0, 1]);
    // An earlier day is asked after a later one.
    expect(found(0)).toEqual(soon);
    await office.close();
  });

  it('gives nothing any more once it has ended, in the grid, the findings, what if and the blast radius alike', async () => {
    const ana = anIdentity({ name: 'ana', kind: 'human', grants: [] });
    const shop = anIdentity({
      name: 'shop',
      kind: 'agent',
      environment: 'test',
      grants: [
        aGrant({
          id: 'old',
          scopes: [aScope('prod.admin')],
          onBehalfOf: ana.id,
          subjects: 1,
          consent,
          expiresAt: daysAgo(-5),
        }),
        aGrant({ id: 'new', scopes: [aScope('orders.read')] }),
      ],
    });
    const office = await openOffice();
    const unit = await office.workspace.begin();
    for (const identity of [ana, shop]) unit.putIdentity(identity, []);
    await unit.commit({ action: 'import.committed', object: 'x', human: 'a', client: 'test', data: {} });
    const seen = (days: number) => {
      const { explain, picture } = lookAnew(office.workspace, policy, daysAgo(-days));
      const { identities } = picture;
      const row = office.workspace.identities.rowOf(shop.id);
      const found = (query: string): number =>
        [...selectRows(picture, { ...unfiltered, text: query })].filter((at) => at === row).length;
      const detail = identityDetail(picture, explain, shop.id);
      const { start } = explain.graph();
      return {
        customers: identities.customers[row],
        people: identities.onBehalfName(row),
        scopes: [detail?.scopes.map(({ name }) => name).sort(), found('scope:prod.admin'), found('scope:orders.read')],
        grants: explain.identity(row).grants.map(({ id }) => id),
        history: detail?.identity.grants.map(({ id }) => id),
        rules: explain
          .findings(row, explain.identity(row))
          .map(({ rule }) => rule)
          .filter((rule) => rule === 'NHI8c'),
        ways: (start[row + 1] ?? 0) - (start[row] ?? 0),
        chains: detail?.chains.length,
      };
    };
    const [before, after] = [seen(1), seen(6)];
    expect(before).toMatchObject({ customers: 1, people: 'ana', grants: ['old', 'new'], history: ['old', 'new'] });
    expect(before).toMatchObject({
      scopes: [['orders.read', 'prod.admin'], 1, 1],
      rules: ['NHI8c'],
      ways: 1,
      chains: 1,
    });
    expect(after).toMatchObject({ customers: 0, people: null, grants: ['new'], history: ['old', 'new'] });
    expect(after).toMatchObject({ scopes: [['orders.read'], 0, 1], rules: [], ways: 0, chains: 0 });
    expect(seen(1)).toEqual(before);
    await office.close();
  });

  it('of one who acts for very many shows the first thousand, and counts the others', async () => {
    const grants = Array.from({ length: 3_000 }, (_, at) =>
      aGrant({ id: `g${at}`, subjects: 1, consent, expiresAt: at < 1_500 ? daysAgo(5) : 'never' }),
    );
    const busy = anIdentity({ name: 'busy', kind: 'agent', grants });
    const office = await openOffice();
    const unit = await office.workspace.begin();
    unit.putIdentity(busy, []);
    await unit.commit({ action: 'import.committed', object: 'x', human: 'a', client: 'test', data: {} });
    const { explain, picture } = lookAnew(office.workspace, policy, testNow);
    const detail = identityDetail(picture, explain, busy.id);
    expect(detail?.grants).toEqual({ held: 1_500, ended: 1_500 });
    expect(detail?.identity.grants).toHaveLength(1_000);
    expect(detail?.identity.grants.every(({ expiresAt }) => expiresAt === 'never')).toBe(true);
    await office.close();
  });
});

describe('a client that was disabled', () => {
  it('counts until the last token has ended that a log shows it can have got', async () => {
    const office = await openOffice();
    const job = anIdentity({ name: 'job', status: 'disabled', lastUsedAt: daysAgo(3) });
    const unit = await office.workspace.begin();
    unit.putIdentity(job, []);
    unit.putActivity(anActivity({ at: testNow - 60_000, client: { id: job.id, name: 'job' } }), job.tenant);
    await unit.commit({ action: 'import.committed', object: 'x', human: 'a', client: 'test', data: {} });
    const score = (now: number): number | undefined => {
      const { explain } = lookAnew(office.workspace, policy, now);
      return explain.score(office.workspace.identities.rowOf(job.id))?.value;
    };
    expect(score(testNow)).toBeGreaterThan(0);
    expect(score(testNow + 240_000)).toBe(0);
    await office.close();
  });
});

describe('an import', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let running: TestEngine;
  afterEach(async () => {
    await running.stop();
    folder.remove();
  });

  it('of a person who was disabled since shows what still acts in that name', async () => {
    folder = temporaryFolder();
    running = startEngine({ userData: folder.join('user') });
    await running.client.call('workspace.create', { path: folder.join('Acme.nhi') });
    const importRealm = async (enabled: boolean): Promise<void> => {
      const consents = [{ clientId: 'assistant', grantedClientScopes: ['orders'], createdDate: testNow - 9e8 }];
      const realm = {
        id: 'shop',
        realm: 'shop',
        clients: [{ id: 'c1', clientId: 'assistant', protocol: 'openid-connect', publicClient: true, enabled: true }],
        users: [{ id: 'u1', username: 'ana', enabled, clientConsents: consents }],
      };
      writeFileSync(folder.join('shop-realm.json'), JSON.stringify(realm));
      await running.client.call('imports.run', { files: [{ path: folder.join('shop-realm.json') }] });
    };
    const found = async () => {
      const { rows } = await running.client.view('findings.list', { rules: ['NHI1e'], first: 0, count: 50 });
      return rows.map(({ title }) => title);
    };
    await importRealm(true);
    expect(await found()).toEqual([]);
    await importRealm(false);
    expect(await found()).toEqual([
      'assistant keeps 1 grant of consents or people that are gone: never ends by itself',
    ]);
  });
});
