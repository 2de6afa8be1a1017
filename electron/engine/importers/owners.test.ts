import { describe, expect, it } from 'vitest';
import { unknown } from '#shared/model/fact.ts';
import { identityIdOf } from '#test/support/builders.ts';
import { ownersIn } from './owners.ts';

const silent = unknown('not_recorded');

describe('owners', () => {
  it('are unknown where the file has no place for them', () => {
    expect(ownersIn([])).toEqual(unknown('not_in_export'));
    expect(ownersIn([undefined], undefined, [undefined])).toEqual(unknown('not_in_export'));
  });

  it.each(['', '-', 'none', 'N/A', 'nobody', ' , '])('are known to be none where the file says %j', (text) => {
    expect(ownersIn([text])).toEqual([]);
  });

  it.each([['?'], ['unknown'], ['unknown, -']])('are unknown where the file says %j', (text) => {
    expect(ownersIn([text])).toEqual(silent);
  });

  it('are unknown where the text is a placeholder, unless another names one', () => {
    const placeholder = unknown('placeholder');
    expect(ownersIn([placeholder, ''])).toEqual(placeholder);
    expect(ownersIn([placeholder, 'Ada'])).toMatchObject([{ name: 'Ada', type: 'person' }]);
  });

  it('are people and teams, each once, and known by whether they are still there', () => {
    const id = identityIdOf('ada');
    const find = (alias: string) => (alias === 'ada@example.com' ? { id, active: false } : undefined);
    expect(ownersIn(['Ada@example.com; Bo', 'bo | Platform Team'], find, ['loyalty'])).toEqual([
      { name: 'Ada@example.com', id, type: 'person', status: 'departed' },
      { name: 'Bo', id: null, type: 'person', status: silent },
      { name: 'Platform Team', id: null, type: 'team', status: silent },
      { name: 'loyalty', id: null, type: 'team', status: silent },
    ]);
  });
});
