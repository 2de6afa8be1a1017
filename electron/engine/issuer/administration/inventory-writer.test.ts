import { expect, it } from 'vitest';
import { testNow } from '#test/support/builders.ts';
import { aConsent } from '#test/support/issuer-builders.ts';
import { openOffice } from '#test/support/issuer-desk.ts';
import { createMemoryFiles } from '#test/support/memory-files.ts';

const updates = (office: Awaited<ReturnType<typeof openOffice>>) =>
  office.workspace.journal
    .list(0, office.workspace.journal.records)
    .filter(({ action }) => action === 'inventory.updated');

it('writes clients and humans as identities of a tenant of their own', async () => {
  const office = await openOffice();
  const parent = await office.call('createClient', { name: 'Parent', kind: 'agent' });
  const child = await office.call('createClient', {
    name: 'Child',
    kind: 'agent',
    mayActFor: [parent.clientId],
    scopes: ['orders:read', 'orders:write'],
    resources: ['https://shop.example', 'https://stock.example'],
    dpopBound: true,
    owner: 'Ada',
    policy: { accessTtl: 60 },
  });
  const { names } = office.kept.issuer;
  const ana = await office.call('addHuman', { name: 'Ana', email: 'ana@example.com' });
  await office.journal({
    is: 'consent',
    consent: aConsent({ clientId: child.clientId, sub: ana.id, purpose: 'Shopping' }),
  });

  const identity = await office.identity(names.clientIdentity(child.clientId));
  expect(identity).toMatchObject({
    kind: 'agent',
    name: 'Child',
    status: 'active',
    externalId: child.clientId,
    tenant: { vendor: 'nhi-workbench', name: 'Local issuer' },
    owners: [{ name: 'Ada' }],
    credentials: [{ kind: 'client_secret', binding: 'dpop', expiresAt: 'never' }],
    tokenPolicy: { accessTtl: 60, accessTtlFrom: 'client', offline: false },
    delegations: [
      { kind: 'may_act', from: names.clientIdentity(parent.clientId) },
      { kind: 'may_exchange', from: names.clientIdentity(child.clientId) },
    ],
  });
  expect(identity?.grants.map(({ resource, onBehalfOf }) => [resource, onBehalfOf])).toEqual([
    ['https://shop.example', null],
    ['https://stock.example', null],
    [expect.any(String), names.humanIdentity(ana.id)],
  ]);
  expect(identity?.grants[2]?.consent).toMatchObject({ status: 'live', purpose: 'Shopping' });
  const human = await office.identity(names.humanIdentity(ana.id));
  expect(human).toMatchObject({ kind: 'human', name: 'Ana', aliases: ['ana@example.com'] });
  expect(office.workspace.tenants.get(names.tenant.id)?.name).toBe('Local issuer');
  // A secret is known by a part of its hash.
  const [credential] = identity?.credentials ?? [];
  expect(credential?.fingerprint).toMatch(/^sha256:[0-9a-f]{12}$/);
  await office.close();
});

it('follows what becomes of them', async () => {
  const office = await openOffice();
  const { names } = office.kept.issuer;
  const made = await office.call('createClient', { name: 'Orders', scopes: ['a'] });
  const id = names.clientIdentity(made.clientId);
  expect(await office.identity(id)).toMatchObject({ status: 'active' });
  await office.call('disableClient', { id: made.clientId });
  expect(await office.identity(id)).toMatchObject({ status: 'disabled' });
  await office.call('enableClient', { id: made.clientId });
  await office.call('updateClient', { id: made.clientId, change: { name: 'Orders 2', scopes: [] } });
  expect(await office.identity(id)).toMatchObject({ status: 'active', name: 'Orders 2', grants: [] });
  await office.call('deleteClient', { id: made.clientId });
  expect(await office.identity(id)).toMatchObject({ status: 'retired', credentials: [], name: 'Orders 2' });
  await office.close();
});

it('shows a consent for as long as it lives', async () => {
  const office = await openOffice();
  const { names } = office.kept.issuer;
  const { clientId } = await office.call('createClient', { name: 'Agent', kind: 'agent' });
  const of = { clientId, sub: (await office.call('addHuman', { name: 'Ana' })).id };
  const first = aConsent({ ...of, id: 'first', expiresAt: testNow + 3_600_000 });
  const second = aConsent({ ...of, id: 'second', expiresAt: testNow + 7_200_000 });
  await office.journal({ is: 'consent', consent: first }, { is: 'consent', consent: second });
  const grants = async () =>
    (await office.identity(names.clientIdentity(clientId)))?.grants.map((grant) => grant.consent?.id);
  expect(await grants()).toEqual(['first', 'second']);
  await office.call('withdrawConsent', { id: 'second' });
  expect(await grants()).toEqual(['first']);
  // Nothing happens but that time goes by.
  office.system.clock.advance(3_600_000);
  expect(await grants()).toEqual([]);
  await office.close();
});

it('writes many changes at once', async () => {
  const office = await openOffice();
  await office.call('createClient', { name: 'First' });
  await office.kept.inventory.settled();
  const unit = await office.workspace.begin();
  for (let index = 0; index < 50; index += 1) await office.call('createClient', { name: `Client ${index}` });
  await unit.rollback();
  await office.kept.inventory.settled();
  expect(office.workspace.identities.length).toBe(51);
  expect(updates(office).length).toBeLessThanOrEqual(3);
  await office.close();
});

it('pauses between two commits unless somebody waits', async () => {
  const office = await openOffice();
  await office.call('createClient', { name: 'One' });
  while (updates(office).length < 1) await new Promise((resolve) => setImmediate(resolve));
  await office.call('createClient', { name: 'Two' });
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  expect(office.workspace.identities.length).toBe(1);
  office.system.clock.advance(250);
  while (updates(office).length < 2) await new Promise((resolve) => setImmediate(resolve));
  expect(office.workspace.identities.length).toBe(2);
  await office.close();
});

it('writes after a crash what was not written before it', async () => {
  const files = createMemoryFiles();
  const first = await openOffice({ files });
  const { names } = first.kept.issuer;
  const old = await first.call('createClient', { name: 'Old' });
  await first.kept.inventory.settled();
  // The unit that is open keeps the inventory from following until the machine is lost.
  await first.workspace.begin();
  const { clientId } = await first.call('createClient', { name: 'Orders' });
  await first.call('deleteClient', { id: old.clientId });
  const left = files.afterPowerCut(() => false);
  await left.remove('/home/analyst/Acme.nhi/workspace.lock');

  const second = await openOffice({ files: left, pid: 4712 });
  expect(await second.identity(names.clientIdentity(clientId))).toMatchObject({ name: 'Orders', status: 'active' });
  expect(await second.identity(names.clientIdentity(old.clientId))).toMatchObject({ status: 'retired' });
  await second.close();
  const third = await openOffice({ files: left, pid: 4713 });
  await third.kept.inventory.settled();
  expect(updates(third)).toHaveLength(updates(second).length);
  await third.close();
});

it('says in the log when it cannot follow, and follows with the next change', async () => {
  const office = await openOffice();
  const { begin } = office.workspace;
  let failures = 1;
  Object.assign(office.workspace, {
    begin: () => (failures-- > 0 ? Promise.reject(new Error('the disk is full')) : begin()),
  });
  const { clientId } = await office.call('createClient', { name: 'One' });
  await office.kept.inventory.settled();
  expect(office.system.log.lines.join()).toContain('could not follow');
  await office.call('createClient', { name: 'Two' });
  expect(await office.identity(office.kept.issuer.names.clientIdentity(clientId))).toMatchObject({ name: 'One' });
  expect(office.workspace.identities.length).toBe(2);
  await office.close();
});
