import { describe, expect, it } from 'vitest';
import { holdWords, requestWords, tokensWords } from './sentences.ts';

describe('the sentences of the local issuer', () => {
  it('say what it holds', () => {
    expect(holdWords({ clients: 0, humans: 0, consents: 0, liveTokens: 0 })).toBe(
      'No clients and no people; no consent stands, no token lives',
    );
    expect(holdWords({ clients: 1, humans: 1, consents: 1, liveTokens: 1 })).toBe(
      '1 client and 1 person; 1 consent stands, 1 token lives',
    );
    expect(holdWords({ clients: 1200, humans: 2, consents: 3, liveTokens: 7 })).toBe(
      '1,200 clients and 2 people; 3 consents stand, 7 tokens live',
    );
  });

  it('count requests', () => {
    expect(requestWords({ allowed: 0, denied: 0 })).toBe('No request');
    expect(requestWords({ allowed: 1, denied: 0 })).toBe('1 request allowed, none denied');
    expect(requestWords({ allowed: 12, denied: 3 })).toBe('12 requests allowed, 3 denied');
  });

  it('count tokens and say when not all are shown', () => {
    expect(tokensWords(0, 0, 0, false)).toBe('No token lives');
    expect(tokensWords(5, 5, 2, false)).toBe('5 live tokens in 2 families');
    expect(tokensWords(500, 1200, 1, true)).toBe('1,200 tokens in 1 family, the newest 500 shown');
  });
});
