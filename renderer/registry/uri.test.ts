import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editorUri, jsonParameter, parseUri, uriKey } from './uri.ts';

describe('editor uris', () => {
  it('carry any parameters and give them back', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.string(), (filter, text) => {
        const uri = editorUri('inventory', { filter: { is: filter }, text });
        expect(jsonParameter(uri, 'filter')).toEqual(JSON.parse(JSON.stringify({ is: filter })));
        expect(parseUri(uri)?.search.get('text')).toBe(text);
        expect(uriKey(uri)).toBe('nhi:/inventory');
      }),
    );
  });

  it('have a head and a rest', () => {
    expect(parseUri('nhi:/identity/idn_abc')).toMatchObject({ head: 'identity', rest: 'idn_abc' });
    expect(parseUri('nhi:/audit')).toMatchObject({ head: 'audit', rest: '' });
  });

  it('are nothing else', () => {
    for (const uri of [
      '',
      'nhi:',
      'nhi://x',
      'http://inventory',
      'nhi:/../x',
      'nhi:/identity/%zz',
      'javascript:alert(1)',
    ]) {
      expect(parseUri(uri)).toBeNull();
    }
    fc.assert(fc.property(fc.string(), (text) => void parseUri(`nhi:/${text}`)));
  });
});
