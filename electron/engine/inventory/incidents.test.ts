import { expect, it } from 'vitest';
import { Incidents, vendorKey } from './incidents.ts';

it.each([
  ['Vela Media, Inc.', 'vela media'],
  ['VELA-MEDIA GmbH', 'vela media'],
  ['Ｖｅｌａ', 'vela'],
  ['Inc', 'inc'],
  ['…', ''],
])('%s is %s', (vendor, key) => {
  expect(vendorKey(vendor)).toBe(key);
});

it('are known by whatever way their vendor is written, and outlive a snapshot', () => {
  const before = new Incidents();
  const incident = { vendor: 'Vela Media', reason: 'tokens were read', at: null };
  const at = '2026-03-14T12:04:00.000Z';
  before.apply({ action: 'incident.added', at, human: 'tess', data: { incident: { incidents: [incident] } } });
  const after = new Incidents();
  after.load(before.save());
  expect(after.of('VELA MEDIA, Inc.')).toEqual({
    ...incident,
    at: Date.parse(at),
    by: 'tess',
    enteredAt: Date.parse(at),
  });
  expect([after.of(''), after.of('Vela')]).toEqual([undefined, undefined]);
});
