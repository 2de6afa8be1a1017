import { expect, it } from 'vitest';
import { emptyForm, incidentIn, incidentProblems } from './incidents.ts';

it('reads a vendor and what happened', () => {
  expect(incidentIn(' Vela Media : tokens: read ')).toEqual({ vendor: 'Vela Media', reason: 'tokens: read', at: null });
  for (const text of ['', 'Vela Media', ': what', 'Vela:']) expect(() => incidentIn(text)).toThrow(/needed/);
});

it('says what is wrong with a form', () => {
  expect(Object.keys(incidentProblems(emptyForm))).toEqual(['vendor', 'reason']);
  expect(incidentProblems({ vendor: 'Vela', reason: 'x', day: '2026-13-01' })).toEqual({ day: 'As in 2026-03-14.' });
  expect(incidentProblems({ vendor: 'Vela', reason: 'x', day: '2026-03-14' })).toEqual({});
});
