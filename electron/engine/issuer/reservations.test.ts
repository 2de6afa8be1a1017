import { expect, test } from 'vitest';
import { createReservations } from './reservations.ts';

const open = (...spent: readonly string[]) => createReservations({ isSpent: (key) => spent.includes(key) });

test('one request at a time has a key, and none one that is spent', () => {
  const reservations = open('old');
  expect([reservations.take('new'), reservations.take('new'), reservations.take('old')]).toEqual([true, false, false]);
  reservations.release(['new']);
  expect(reservations.take('new')).toBe(true);
});

test('places are counted, and given back one by one', () => {
  const reservations = open();
  const take = () => reservations.takePlace('parent', 2);
  expect([take(), take(), take()]).toEqual([true, true, false]);
  reservations.release(['parent']);
  expect([take(), take()]).toEqual([true, false]);
  reservations.release(['parent', 'parent']);
  expect([take(), take(), take()]).toEqual([true, true, false]);
  expect(reservations.takePlace('nobody', 0)).toBe(false);
});
