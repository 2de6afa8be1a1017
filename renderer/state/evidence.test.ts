import { describe, expect, it } from 'vitest';
import { evidenceUri } from './evidence.ts';

const id = 'idn_aaaaaaaaaaaaaaaa';

describe('what an evidence row opens', () => {
  it.each([
    ['credential:secret-1', `nhi:/identity/${id}?section=identity.credentials`],
    ['grant:realm:role', `nhi:/identity/${id}?section=identity.grants`],
    ['tokenPolicy', `nhi:/identity/${id}?section=identity.credentials`],
    ['lastUsedAt', `nhi:/identity/${id}?section=identity.activity`],
    ['owners', `nhi:/identity/${id}`],
    ['identity:idn_bbbbbbbbbbbbbbbb', 'nhi:/identity/idn_bbbbbbbbbbbbbbbb'],
    ['policy', 'nhi:/rules'],
    ['', `nhi:/identity/${id}`],
  ])('%s', (ref, uri) => expect(evidenceUri(id, ref)).toBe(uri));
});
