import { describe, expect, it } from 'vitest';
import { believedWords, fallenWords, leftWords, shortJti, whoWords } from './issuer-words.ts';

describe('the words of the local issuer', () => {
  it.each([
    [598_000, '9:58'],
    [59_001, '1:00'],
    [500, '0:01'],
    [0, '0:00'],
    [-5000, '0:00'],
    [3_599_000, '59:59'],
    [7_200_000, '2 h'],
  ])('say of %d ms that %s is left', (left, words) => {
    expect(leftWords(left)).toBe(words);
  });

  it('say of a dead token how long it is still believed, and nothing of one that lives or has to be asked about', () => {
    const believedUntil = Date.UTC(2026, 2, 2, 9, 5);
    const dead = { death: 'consent_withdrawn', believedUntil } as const;
    expect(believedWords(dead, believedUntil - 61_000)).toBe('until 09:05:00, 1:01 left');
    expect(believedWords(dead, believedUntil)).toBeNull();
    expect(believedWords({ ...dead, death: null }, 0)).toBeNull();
    expect(believedWords({ ...dead, believedUntil: null }, 0)).toBeNull();
  });

  it('name who may act', () => {
    const token = { sub: 'hum_1', subName: 'Ana', clientId: 'cli_1', clientName: 'assist', actors: [] };
    expect(whoWords(token)).toBe('Ana');
    expect(whoWords({ ...token, sub: 'cli_1', subName: 'assist' })).toBe('assist');
    const actors = ['assist', 'scout'].map((name) => ({ id: name, name }));
    expect(whoWords({ ...token, actors })).toBe('Ana, through assist › scout');
  });

  it('cut a jti only where that is shorter', () => {
    expect(shortJti('abcdefghij')).toBe('abcdefghij');
    expect(shortJti('abcdefghijk')).toBe('abcdefgh…');
  });

  it('say what fell, and who can still be deceived', () => {
    const access = { kind: 'access' } as const;
    const refresh = { kind: 'refresh' } as const;
    expect(fallenWords({ fell: [], residual: [] })).toBe('No live token fell');
    expect(fallenWords({ fell: [], residual: [] }, true)).toBe('No live token would fall');
    expect(fallenWords({ fell: [access], residual: [] })).toBe('1 token fell; nobody can be deceived by one');
    expect(fallenWords({ fell: [access, access, refresh], residual: [1, 2] })).toBe(
      '3 tokens fell, 1 refresh token among them; 2 are still believed where nobody asks the issuer',
    );
    expect(fallenWords({ fell: [access], residual: [1] }, true)).toBe(
      '1 token would fall; 1 would still be believed where nobody asks the issuer',
    );
  });
});
