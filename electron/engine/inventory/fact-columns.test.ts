import fc from 'fast-check';
import { expect, it } from 'vitest';
import { factColumns, factCursor, factNames, factsAt } from './fact-columns.ts';
import type { Facts } from './facts.ts';

// Every name of `Facts` is given a number.
const someFacts = fc.record(Object.fromEntries(factNames.map((name) => [name, fc.double()]))) as fc.Arbitrary<unknown>;

it('a cursor reads as the facts of the row that it stands on, whatever columns others read', () => {
  fc.assert(
    fc.property(fc.array(someFacts, { minLength: 1, maxLength: 5 }), (given) => {
      const rows = given as readonly Facts[];
      const columns = factColumns(rows);
      const [cursor, other] = [factCursor(columns), factCursor(factColumns([]))];
      for (let row = 0; row < rows.length; row += 1) {
        cursor.row = row;
        const facts = factsAt(columns, row);
        for (const name of factNames) {
          expect(cursor[name]).toBe(facts[name]);
          expect(other[name]).toBeUndefined();
        }
      }
    }),
    { seed: 3, numRuns: 50 },
  );
});
