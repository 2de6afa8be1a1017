import { describe, expect, it } from 'vitest';
import { pointerOf } from './pointer.ts';

describe('pointerOf', () => {
  it('stands under the mistake, also behind characters that are shown as escapes', () => {
    expect(pointerOf({ query: 'a\tkind:x', at: 7, end: 8 })).toBe('  a\\u0009kind:x\n              ^');
    expect(pointerOf({ query: 'kind:', at: 5, end: 5 })).toBe('  kind:\n       ^');
  });

  it('shows the neighbourhood of a long query', () => {
    const query = `${'x'.repeat(500)}!!${'y'.repeat(500)}`;
    const [line = '', caret = ''] = pointerOf({ query, at: 500, end: 502 })?.split('\n') ?? [];
    expect(line.length).toBeLessThan(200);
    expect(line.slice(caret.indexOf('^'), caret.lastIndexOf('^') + 1)).toBe('!!');
  });

  it('is for queries alone', () => {
    expect(pointerOf({})).toBeNull();
    expect(pointerOf({ member: 'text', at: 1, end: 2 })).toBeNull();
  });
});
