import { describe, expect, it } from 'vitest';
import { bySuggestion, type Orphan, readOwners } from './owners.ts';

const orphan = (id: string, ...names: string[]): Orphan =>
  // Of a row the function reads nothing but the id.
  ({ row: { id }, suggestions: names.map((name) => ({ name, id: null, reason: 'made it' })) }) as unknown as Orphan;

describe('owners as they are typed', () => {
  it('are people between commas, and teams behind the word', () => {
    expect(readOwners(' Ada Lee, Ben ; team Platform,, Teamwork')).toEqual([
      { name: 'Ada Lee', type: 'person' },
      { name: 'Ben', type: 'person' },
      { name: 'Platform', type: 'team' },
      { name: 'Teamwork', type: 'person' },
    ]);
    expect(readOwners(' , ')).toEqual([]);
  });
});

describe('accepting suggestions', () => {
  it('gives each of the chosen to the one who is suggested first', () => {
    const rows = [orphan('a', 'Ada', 'Ben'), orphan('b', 'Ada'), orphan('c', 'Ben'), orphan('d'), orphan('e', 'Ada')];
    expect([...bySuggestion(rows, ['a', 'b', 'c', 'd'])]).toEqual([
      ['Ada', ['a', 'b']],
      ['Ben', ['c']],
    ]);
  });
});
