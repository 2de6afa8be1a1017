import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { activityLine, activityOf } from '#engine/store/payload.ts';
import { anActivity, aTenant, identityIdOf } from '#test/support/builders.ts';
import { ActivityTable, chainKey, chainOf, partyKey, partyOf } from './activity.ts';

const tenant = aTenant();

function committed(batches: readonly (readonly number[])[]): ActivityTable {
  const table = new ActivityTable();
  for (const batch of batches) {
    const staged = new ActivityTable();
    for (const at of batch) staged.add(anActivity({ at }), tenant);
    table.apply(staged);
  }
  return table;
}

describe('the activity table', () => {
  it('keeps its order by time, equal times by row, over any commits', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.nat(20), { maxLength: 8 }), { maxLength: 8 }), fc.nat(25), (batches, from) => {
        const table = committed(batches);
        const times = batches.flat();
        const expected = times.map((_, row) => row).sort((a, b) => (times[a] ?? 0) - (times[b] ?? 0) || a - b);
        expect([...table.order]).toEqual(expected);
        expect(table.firstFrom(from)).toBe(times.filter((at) => at < from).length);
      }),
    );
  });

  it('gives back events as they were put', () => {
    const agents = [
      { name: 'concierge', id: identityIdOf('concierge') },
      { name: 'refund-bot', id: null },
    ];
    const event = anActivity({
      human: { name: 'Ann\u202e', id: identityIdOf('ann') },
      humanLive: true,
      agents,
      decision: 'denied',
      reason: 'no consent',
      address: '203.0.113.7',
      network: 'AS64500 DE',
      userAgent: 'curl/8.5.0',
      credential: 'AKIA0000000000000000',
      signals: ['token_in_url', 'assertion_replayed'],
    });
    const staged = new ActivityTable();
    staged.add(event, tenant);
    const table = new ActivityTable();
    table.apply(staged);
    expect(table.activityAt(0)).toEqual(event);
    expect(table.columns.tenant.at(0)).toBe(tenant.id);
  });

  it('writes events as lines and reads them back, those of yesterday that say nothing of their circumstances, too', () => {
    const said = anActivity({ address: '2001:db8::1', signals: ['console'] });
    for (const event of [anActivity({}), said]) {
      const line = JSON.parse(activityLine(event, tenant));
      expect(line).toHaveLength(event === said ? 13 : 12);
      expect(activityOf(line)).toStrictEqual({ activity: event, tenant: tenant.id });
    }
  });

  it('finds the rows of parties that are in the inventory', () => {
    const staged = new ActivityTable();
    const here = { name: 'bot', id: identityIdOf('bot') };
    staged.add(anActivity({ human: null, agents: [here, { name: 'other', id: null }], client: here }), tenant);
    const table = new ActivityTable();
    table.apply(staged);
    const parties = table.resolve({ version: 1, rowOf: (id) => (id === here.id ? 7 : -1), rowOfGuid: () => -1 });
    const { columns } = table;
    expect(parties.human[columns.human.codes.at(0)]).toBe(-1);
    expect(parties.lastAgent[columns.lastAgent.codes.at(0)]).toBe(-1);
    expect(parties.client[columns.client.codes.at(0)]).toBe(7);
    expect([...(parties.chain[columns.chain.codes.at(0)] ?? [])]).toEqual([7]);
  });

  it('keeps names apart from ids, whatever a name holds', () => {
    const party = { name: 'a\u001fidn_x\u001eb', id: null };
    expect(partyOf(partyKey(party))).toEqual({ name: 'a idn_x b', id: null });
    expect(chainOf(chainKey([party, { name: '', id: null }]))).toEqual([
      { name: 'a idn_x b', id: null },
      { name: '', id: null },
    ]);
    expect(partyOf(partyKey(null))).toBeNull();
  });
});
