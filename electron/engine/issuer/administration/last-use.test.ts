import { expect, it } from 'vitest';
import type { RecordParties } from '#engine/store/tables/activity.ts';
import type { IdentityId } from '#shared/model/ids.ts';
import { LastUse } from './last-use.ts';

const id = (text: string) => text as IdentityId; // Any text will do.
const party = (name: string) => ({ name, id: id(name) });
const noon = '2026-03-02T12:00:00.000Z';

function record(values: Partial<RecordParties>, client = 'shop', decision: 'allowed' | 'denied' = 'allowed') {
  const parties = {
    human: null,
    humanLive: false,
    agents: [],
    client: party('shop'),
    reason: '',
    trace: '',
    tenant: 't',
  };
  return { at: noon, client, decision, data: { parties: { ...parties, ...values } } };
}

it('remembers who asked and who acted, across a snapshot', () => {
  const use = new LastUse();
  use.apply(record({ agents: [party('parent'), party('child')] }));
  const again = new LastUse();
  again.load(use.save());
  for (const each of [use, again]) {
    expect([each.of(id('shop')), each.of(id('child'))]).toEqual([Date.parse(noon), Date.parse(noon)]);
    expect(each.of(id('parent'))).toBeNull();
  }
});

it.each([
  ['what was refused', record({}, 'shop', 'denied')],
  ['what an analyst does to it', record({}, 'workbench')],
  ['what a human does on its page', record({ humanLive: true })],
  ['a record of nobody', { ...record({}), data: {} }],
])('is none: %s', (_what, entry) => {
  const use = new LastUse();
  use.apply(entry);
  expect(use.of(id('shop'))).toBeNull();
});
