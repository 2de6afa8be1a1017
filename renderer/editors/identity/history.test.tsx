import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { beforeEach, expect, it, vi } from 'vitest';
import { AppError } from '#shared/errors/app-error.ts';
import { createFakeClient } from '#test/support/fake-client.ts';
import { History } from './history.tsx';

let host: HTMLElement;
beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  host = document.createElement('div');
});

const sample = (seq: number, score: number | null, ...changes: string[]) => ({
  seq,
  at: Date.UTC(2026, 2, seq),
  summary: 'Policy set',
  object: '',
  policy: 'abc123',
  head: 'f'.repeat(64),
  score,
  changes,
});
const entry = (seq: number) => ({
  seq,
  at: Date.UTC(2026, 2, seq),
  action: 'import.committed',
  object: 'Imported',
  human: 'Ann',
});
const id = 'idn_aaaaaaaaaaaa';
const show = (...entries: ReturnType<typeof entry>[]): Promise<void> =>
  act(async () => createRoot(host).render(<History id={id} entries={entries} epoch={1} />));
const lines = (): string[][] =>
  [...host.querySelectorAll('tbody tr')].map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent));

it('tells each record once, the newest first, with the score after it and what changed', async () => {
  const samples = [
    sample(3, 40, 'added'),
    sample(4, 40),
    sample(5, 62, 'escalated: 1 scope → 2'),
    sample(6, 55),
    sample(7, null, 'removed'),
  ];
  vi.stubGlobal(
    'nhi',
    createFakeClient({ calls: { 'history.identity': () => ({ name: 'billing', samples, omitted: 1 }) } }),
  );
  await show(entry(2), entry(3), entry(5), entry(7));
  expect(lines()).toEqual([
    ['#7', '2026-03-07 00:00', 'no score', 'removed', 'Imported', 'Ann'],
    ['#6', '2026-03-06 00:00', ' 55 (−7)', 'its score alone', 'Policy set', ''],
    ['#5', '2026-03-05 00:00', ' 62 (+22)', 'escalated: 1 scope → 2', 'Imported', 'Ann'],
    ['#3', '2026-03-03 00:00', ' 40', 'added', 'Imported', 'Ann'],
    ['#2', '2026-03-02 00:00', 'not sampled', 'not sampled', 'Imported', 'Ann'],
  ]);
  expect(host.textContent).toContain('4 samples by policy abc123; head ffffffffff of record #7; 1 change not sampled');
  expect(host.querySelector('svg')?.getAttribute('aria-label')).toBe('Score from 40 at record #3 to 55 at record #6');
});

it('tells the records while the journal is replayed, which can be cancelled and asked for again', async () => {
  const fake = createFakeClient({
    calls: {
      'history.identity': (_input, { signal, progress }) => {
        progress({ done: 1, total: 4, detail: 'Replaying the journal' });
        return new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(new AppError('import.cancelled', 'Cancelled.')));
        });
      },
    },
  });
  vi.stubGlobal('nhi', fake);
  await show(entry(2));
  expect(host.querySelector('[role="progressbar"]')?.getAttribute('aria-valuenow')).toBe('25');
  expect(lines()).toEqual([['#2', '2026-03-02 00:00', '…', '…', 'Imported', 'Ann']]);
  const press = (label: string): Promise<void> =>
    act(async () => [...host.querySelectorAll('button')].find(({ textContent }) => textContent === label)?.click());
  await press('Cancel');
  expect(host.textContent).toContain('Cancelled.');
  await press('Try Again');
  expect(fake.made.filter(({ name }) => name === 'history.identity')).toHaveLength(2);
});
