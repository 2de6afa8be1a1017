import { describe, expect, it } from 'vitest';
import { lifeOf, longest, type Registration } from './registration.ts';

const entry = (part: Partial<Registration>): Registration => ({
  entryId: '',
  parentId: '',
  selectors: [],
  x509Ttl: 0,
  jwtTtl: 0,
  admin: false,
  downstream: false,
  storeSvid: false,
  federatesWith: [],
  hint: '',
  dnsNames: [],
  expiresAt: 'never',
  createdAt: undefined,
  ...part,
});

describe('how long SVIDs live', () => {
  it.each([
    [{}, 3600, 'vendor_default'],
    [{ x509Ttl: 60 }, 300, 'vendor_default'],
    [{ x509Ttl: 60, jwtTtl: 30 }, 60, 'client'],
    [{ jwtTtl: 86_400 }, 86_400, 'client'],
    [{ x509Ttl: 60, jwtTtl: 86_400, storeSvid: true }, 60, 'client'],
  ])('%j', (part, seconds, from) => expect(lifeOf(entry(part))).toMatchObject({ seconds, from }));

  it('is the longest of all entries of an id, and so is their end', () => {
    const [one, two] = [lifeOf(entry({ x509Ttl: 7200, expiresAt: 5 })), lifeOf(entry({ x509Ttl: 3600, expiresAt: 9 }))];
    expect(longest(longest(undefined, one), two)).toMatchObject({ seconds: 7200, end: 9 });
    expect(longest(two, lifeOf(entry({ x509Ttl: { unknown: 'unreadable' } })))).toMatchObject({
      seconds: { unknown: 'unreadable' },
      end: 'never',
    });
  });
});
