import { afterEach, beforeEach, expect, it } from 'vitest';
import { type IssuerOffice, openOffice } from '#test/support/issuer-desk.ts';

let office: IssuerOffice;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

const minutes = 60_000;
const metadataOf = (url: string): Promise<Response> => fetch(`${url}/.well-known/oauth-authorization-server`);
const lastRecord = () => office.workspace.journal.list(office.workspace.journal.records - 1, 1)[0];

it('stops by itself when nobody has asked for so long, and the journal says why and names nobody', async () => {
  const { issuer } = await office.call('start', { idleMinutes: 30 });
  const ended = office.call('whenStopped', {});
  office.system.clock.advance(20 * minutes);
  expect((await metadataOf(issuer)).status).toBe(200);
  office.system.clock.advance(20 * minutes);
  expect((await metadataOf(issuer)).status).toBe(200);
  office.system.clock.advance(30 * minutes);
  await ended;
  await expect(metadataOf(issuer)).rejects.toThrow();
  expect(lastRecord()).toMatchObject({
    action: 'issuer.stopped',
    object: issuer,
    human: '',
    data: { parties: { reason: 'nobody has asked for 30 minutes' } },
  });
});

it('goes on for 8 hours where nothing is said, and for ever where that is', async () => {
  await office.call('start', {});
  office.system.clock.advance(479 * minutes);
  expect(office.views.status({}).issuer).not.toBeNull();
  office.system.clock.advance(minutes);
  await office.call('whenStopped', {});
  expect(office.views.status({}).issuer).toBeNull();
  await office.call('start', { idleMinutes: 0 });
  office.system.clock.advance(10_000 * minutes);
  expect(office.views.status({}).issuer).not.toBeNull();
});

it('that is stopped by hand, or starts again, is stopped once', async () => {
  await office.call('start', { idleMinutes: 30 });
  const ended = office.call('whenStopped', {});
  await office.call('stop', {});
  await ended;
  await office.call('whenStopped', {});
  const { issuer } = await office.call('start', { idleMinutes: 0 });
  office.system.clock.advance(60 * minutes);
  expect((await metadataOf(issuer)).status).toBe(200);
});
